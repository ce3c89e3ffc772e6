/// A column of a site, such as 通知公告.
package struct Column: Sendable {
  /// Its name in addresses, such as `tzgg`.
  package let key: String
  /// Its name on pages.
  package let name: String
  /// Its number in addresses of numbered sites.
  package let number: Int
  /// The genres it collects.
  let genres: [Genre]
  /// Its share of the site's articles, in percent.
  let share: Int

  /// The columns of a kind of site; the shares add up to 100.
  static func columns(of kind: CityHost.Kind) -> [Column] {
    let notices = Column(
      key: "tzgg", name: kind == .industry ? "协会通知" : "通知公告", number: 101,
      genres: [.call, .work, .issue, .announcement], share: 36)
    let policies = Column(
      key: "zcfg", name: kind == .portal ? "政策文件" : "政策法规", number: 102,
      genres: [.policy, .opinion, .issue], share: 14)
    let readings = Column(
      key: "zcjd", name: kind == .service ? "常见问题" : "政策解读", number: 103,
      genres: kind == .service ? [.questions] : [.background, .questions], share: 14)
    let guides = Column(key: "bszn", name: "办事指南", number: 104, genres: [.guide], share: 12)
    let publicity = Column(
      key: "gsgg", name: "公示公告", number: 105, genres: [.publicity], share: 12)
    let newsName = kind == .portal ? "政务要闻" : kind == .district ? "区域动态" : "工作动态"
    let news = Column(key: "gzdt", name: newsName, number: 106, genres: [.news], share: 12)
    return [notices, policies, readings, guides, publicity, news]
  }
}
