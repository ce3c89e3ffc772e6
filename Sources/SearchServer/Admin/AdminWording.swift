/// What administrators read.
enum AdminWording {
  static let title = "管理"
  static let sites = "站点状况"
  static let explain = "网址判定"
  static let queries = "搜索报告"
  static let words = "同义词与推荐"
  static let logout = "退出"
  static let login = "登录"
  static let token = "管理令牌"
  static let wrongToken = "令牌不对。"
  static let tooManyAttempts = "尝试次数过多，请一分钟后再试。"
  static let refusedForm = "表单已失效，请返回上一页刷新后再试。"
  static let notFound = "没有这个页面。"
  static let methodNotAllowed = "不支持这种请求。"
  static let address = "网址"
  static let explainAction = "查询"
  static let next = "优先抓取"
  static let noReport = "还没有搜索记录。"
  static let noFile = "没有这个文件。"
  static let columns = [
    "站点", "名称", "发现", "已存", "待抓", "上次抓取", "下次到期", "文件", "成文率", "抓取失败", "无正文", "",
  ]
  static let hot = "最常搜索"
  static let withoutResult = "没有结果"
  static let slow = "最慢"
  static let queryColumns = ["词语", "次数", "最慢（毫秒）"]

  static func summary(days: Int, searches: Int, withoutResult: Int, p50: Int, p99: Int) -> String {
    "最近\(days)天搜索\(searches)次，其中\(withoutResult)次没有结果；用时中位数\(milliseconds(p50))毫秒，99%在\(milliseconds(p99))毫秒以内。"
  }

  static func milliseconds(_ microseconds: Int) -> String {
    "\(Double(microseconds / 10) / 100)"
  }
}
