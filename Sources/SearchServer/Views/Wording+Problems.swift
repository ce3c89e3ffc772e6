extension Wording {
  /// What went wrong, for people: a heading and what to do.
  package struct Problem: Sendable {
    /// The heading.
    package let heading: String
    /// What happened and what to do about it.
    package let advice: String
  }

  static let building = Problem(
    heading: "索引正在建立",
    advice: "搜索很快就能使用。请稍后刷新本页；管理员可以运行“kuasou index”查看进度。")

  static let notFound = Problem(heading: "没有这个页面", advice: "请检查地址，或者在上方重新搜索。")

  static let gone = Problem(heading: "没有这篇文档", advice: "它可能已被原网站删除，或者地址不完整。请重新搜索。")

  static let methodNotAllowed = Problem(
    heading: "不支持这种请求", advice: "本站只提供查询，请用 GET 或 HEAD 请求。")

  static let addressTooLong = Problem(heading: "地址太长", advice: "请缩短搜索词后再试。")

  static let overloaded = Problem(heading: "现在使用的人很多", advice: "请过几秒钟再试。")

  static let tooManyRequests = Problem(
    heading: "请求太频繁", advice: "请稍等几秒钟再试。批量取用数据请联系本站管理员。")

  static func problem(_ problem: QueryProblem) -> Problem {
    switch problem {
    case .queryTooLong:
      Problem(
        heading: "搜索词太长",
        advice: "最多 \(SearchQuery.maximumCharacters) 个字。请留下最能说明问题的几个词。")
    case .queryMissing: Problem(heading: "还没有搜索词", advice: "请在搜索框里输入要找的内容。")
    case .invalidPage:
      Problem(
        heading: "没有这一页",
        advice: "页码可以是 1 到 \(SearchQuery.maximumPage)。要找更靠后的结果，请增加搜索词或筛选条件。")
    case .invalidSize: Problem(heading: "每页条数不对", advice: "每页可以是 1 到 \(SearchQuery.maximumSize) 条。")
    case .invalidYear: Problem(heading: "年份不对", advice: "年份请写成四位数字，例如 2009。")
    case .unknownSite: Problem(heading: "没有这个站点", advice: "请从收录网站里选择，或者取消站点条件。")
    case .unknownKind: Problem(heading: "没有这类网站", advice: "请从搜索结果旁边的筛选里选择网站类别。")
    case .unknownDistrict: Problem(heading: "没有这个区县", advice: "请从搜索结果旁边的筛选里选择区县。")
    case .nameTooLong:
      Problem(heading: "筛选条件太长", advice: "请从搜索结果旁边的筛选里选择栏目或发文机关。")
    case .invalidCursor:
      Problem(heading: "不明白从哪里接着看", advice: "请原样使用上一次结果里 next 给出的地址。")
    case .cursorExpired:
      Problem(heading: "内容已经更新", advice: "翻页期间收录的内容有了更新，请从第一页重新开始。")
    case .unknownType: Problem(heading: "没有这种文件格式", advice: "请从搜索结果旁边的筛选里选择文件格式。")
    case .invalidFold:
      Problem(heading: "不明白怎样合并相同内容", advice: "fold 可以是 on（合并）或 off（逐条显示）。")
    case .unknownSort: Problem(heading: "没有这种排序方式", advice: "可以按相关度或按时间排序。")
    }
  }

  static func nothingFound(_ query: String) -> String { "没有找到与“\(query)”相符的内容" }

  static let beyondEnd = "后面没有更多结果了"

  static let fellBack = "同时包含所有搜索词的内容没有或很少，以下结果也有只包含其中一部分的。"

  static let partial = "搜索用的时间太长，没有找完就停下了，结果不完整。请减少搜索词，或者加上站点、年份等条件。"

  static func absent(_ words: [String]) -> String {
    let list = words.map { "“\($0)”" }.joined(separator: "、")
    return "没有任何内容含有\(list)。"
  }

  static func without(_ relaxed: RelaxedQuery) -> String {
    "取消“\(relaxed.filter)”：\(grouped(relaxed.total)) 条结果"
  }

  static let withoutFilters = "取消全部筛选条件再搜索"

  static let zeroAdvice = [
    "检查有没有错别字；", "换一个更短或更常用的说法，例如用“补贴”代替“财政补助资金”；",
    "减少搜索词，用空格隔开。",
  ]
}
