/// Lines that forums and question sites set around what people wrote: floors, times of posts, counters, buttons.
///
/// Their words are those of the common forum programs (Discuz!, phpwind, question-and-answer sites), not of single hosts.
enum ForumFurniture {
  /// Whether a line is one, given without blanks and decoration (`Boilerplate`).
  static func contains(_ bare: [UInt8]) -> Bool {
    guard bare.count <= 60 else { return false }
    if lines.contains(bare) || isCounters(bare) { return true }
    let digits = bare.prefix { (48...57).contains($0) }
    if !digits.isEmpty { return endings.contains(Array(bare.dropFirst(digits.count))) }
    guard let beginning = beginnings.first(where: { bare.starts(with: $0) }) else { return false }
    return bare.dropFirst(beginning.count).first.map { (48...57).contains($0) } ?? false
  }

  /// 2点赞·1评论, 浏览640, 获得点赞298: names of counters with a number each.
  private static func isCounters(_ bare: [UInt8]) -> Bool {
    var at = 0
    var numbers = 0
    var names = 0
    while at < bare.count {
      if (48...57).contains(bare[at]) {
        numbers += 1
        while at < bare.count, (48...57).contains(bare[at]) { at += 1 }
      } else if let name = counters.first(where: { bare[at...].starts(with: $0) }) {
        names += 1
        at += name.count
      } else {
        return false
      }
    }
    return names > 0 && names == numbers
  }

  /// Longer names stand before those that they begin with.
  private static let counters = [
    "获得点赞", "文章被阅读", "浏览量", "浏览", "阅读量", "阅读", "点赞", "评论", "收藏", "回复", "转发", "粉丝", "关注", "获赞",
  ].map { Array($0.utf8) }

  private static let lines = Set(
    [
      "楼主", "沙发", "板凳", "地板", "只看该作者", "只看楼主", "仅看楼主", "倒序看帖", "倒序浏览", "手机查看", "使用道具", "电梯直达",
      "首赞", "抢首赞", "抢首赞已赞过已踩过", "我来答", "我来答举报", "向TA提问", "私信TA", "向TA提问私信TA", "个人认证用户", "高能答主",
      "评论举报收起", "回复举报", "支持反对", "你对这个回答的评价是？", "你对这个回答的评价是?", "发消息", "加好友", "收听TA", "精华", "问题标签",
      "显示全部楼层", "查看全部回答", "更多回答", "为你推荐",
    ].map { Array($0.utf8) })

  /// What follows a number that begins a line and ends it.
  private static let endings = Set(
    ["楼", "个回答", "条回答", "个评论", "条评论", "条回复", "个回复", "发布", "发表", "人赞同", "赞"].map { Array($0.utf8) })

  /// What goes before a number.
  private static let beginnings = ["#", "发表于", "回复于", "采纳数：", "采纳数", "查看"].map { Array($0.utf8) }
}
