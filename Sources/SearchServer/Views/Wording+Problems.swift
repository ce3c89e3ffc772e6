extension Wording {
  /// What went wrong, for people: a heading and what to do.
  package struct Problem: Sendable {
    /// The heading.
    package let heading: String
    /// What happened and what to do about it.
    package let advice: String
  }

  static var building: Problem {
    Problem(
      heading: say("索引正在建立", "The index is being built"),
      advice: say(
        "搜索很快就能使用。请稍后刷新本页；管理员可以运行“kuasou index”查看进度。",
        "Searching will work soon. Please reload in a while; administrators can run “kuasou index” to see its progress."
      ))
  }

  static var notFound: Problem {
    Problem(
      heading: say("没有这个页面", "There is no such page"),
      advice: say("请检查地址，或者在上方重新搜索。", "Please check the address, or search again above."))
  }

  static var gone: Problem {
    Problem(
      heading: say("没有这篇文档", "There is no such document"),
      advice: say(
        "它可能已被原网站删除，或者地址不完整。请重新搜索。",
        "Its web site may have removed it, or the address is incomplete. Please search again."))
  }

  static var methodNotAllowed: Problem {
    Problem(
      heading: say("不支持这种请求", "Requests of this kind are not answered"),
      advice: say("本站只提供查询，请用 GET 或 HEAD 请求。", "This site only answers searches: use GET or HEAD."))
  }

  static var addressTooLong: Problem {
    Problem(
      heading: say("地址太长", "The address is too long"),
      advice: say("请缩短搜索词后再试。", "Please use fewer words."))
  }

  static var overloaded: Problem {
    Problem(
      heading: say("现在使用的人很多", "Many people are searching now"),
      advice: say("请过几秒钟再试。", "Please try again in a few seconds."))
  }

  static var tooManyRequests: Problem {
    Problem(
      heading: say("请求太频繁", "Too many requests"),
      advice: say(
        "请稍等几秒钟再试。批量取用数据请联系本站管理员。",
        "Please try again in a few seconds. To get much data, ask the people who run this site."))
  }

  static func problem(_ problem: QueryProblem) -> Problem {
    switch problem {
    case .queryTooLong:
      Problem(
        heading: say("搜索词太长", "Too many words"),
        advice: say(
          "最多 \(SearchQuery.maximumCharacters) 个字。请留下最能说明问题的几个词。",
          "At most \(SearchQuery.maximumCharacters) characters. Please keep the words that say most."
        ))
    case .queryMissing:
      Problem(
        heading: say("还没有搜索词", "There are no words to search for"),
        advice: say("请在搜索框里输入要找的内容。", "Please type what you look for."))
    case .invalidPage:
      Problem(
        heading: say("没有这一页", "There is no such page of results"),
        advice: say(
          "页码可以是 1 到 \(SearchQuery.maximumPage)。要找更靠后的结果，请增加搜索词或筛选条件。",
          "Pages go from 1 to \(SearchQuery.maximumPage). To get at what lies deeper, add words or filters."
        ))
    case .invalidSize:
      Problem(
        heading: say("每页条数不对", "Not a number of results"),
        advice: say(
          "每页可以是 1 到 \(SearchQuery.maximumSize) 条。",
          "A page may have 1 to \(SearchQuery.maximumSize) results."))
    case .invalidYear:
      Problem(
        heading: say("年份不对", "Not a year"),
        advice: say("年份请写成四位数字，例如 2009。", "Please write the year with four digits, such as 2009."))
    case .unknownSite:
      Problem(
        heading: say("没有这个站点", "There is no such site"),
        advice: say(
          "请从收录网站里选择，或者取消站点条件。", "Please choose one from the list of web sites, or drop the filter."
        ))
    case .unknownKind:
      Problem(
        heading: say("没有这类网站", "There is no such kind of site"),
        advice: say("请从搜索结果旁边的筛选里选择网站类别。", "Please choose one from the filters beside the results.")
      )
    case .unknownDistrict:
      Problem(
        heading: say("没有这个区县", "There is no such district"),
        advice: say("请从搜索结果旁边的筛选里选择区县。", "Please choose one from the filters beside the results."))
    case .nameTooLong:
      Problem(
        heading: say("筛选条件太长", "The filter is too long"),
        advice: say(
          "请从搜索结果旁边的筛选里选择栏目或发文机关。", "Please choose one from the filters beside the results."))
    case .invalidCursor:
      Problem(
        heading: say("不明白从哪里接着看", "Where to read on is not clear"),
        advice: say(
          "请原样使用上一次结果里 next 给出的地址。",
          "Please use the address that “next” of the last answer gives, as it is."))
    case .cursorExpired:
      Problem(
        heading: say("内容已经更新", "The content has changed"),
        advice: say(
          "翻页期间收录的内容有了更新，请从第一页重新开始。",
          "The index was updated while you were reading. Please begin with the first page."))
    case .unknownType:
      Problem(
        heading: say("没有这种文件格式", "There is no such file type"),
        advice: say("请从搜索结果旁边的筛选里选择文件格式。", "Please choose one from the filters beside the results.")
      )
    case .invalidFold:
      Problem(
        heading: say("不明白怎样合并相同内容", "How to fold equal content is not clear"),
        advice: say("fold 可以是 on（合并）或 off（逐条显示）。", "fold may be on or off."))
    case .unknownSort:
      Problem(
        heading: say("没有这种排序方式", "There is no such order"),
        advice: say("可以按相关度或按时间排序。", "Results can be ordered by relevance or by date."))
    }
  }

  static func nothingFound(_ query: String) -> String {
    say("没有找到与“\(query)”相符的内容", "Nothing was found for “\(query)”")
  }

  static var beyondEnd: String { say("后面没有更多结果了", "There are no more results") }

  static var fellBack: String {
    say(
      "同时包含所有搜索词的内容没有或很少，以下结果也有只包含其中一部分的。",
      "Few or no documents have all words; the results also have such with some of them.")
  }

  static var partial: String {
    say(
      "搜索用的时间太长，没有找完就停下了，结果不完整。请减少搜索词，或者加上站点、年份等条件。",
      "The search took too long and was ended; the results are not complete. Please use fewer words, or a site or year."
    )
  }

  static func absent(_ words: [String]) -> String {
    let list = words.map { "“\($0)”" }.joined(separator: "、")
    let english = words.map { "“\($0)”" }.joined(separator: ", ")
    return say("没有任何内容含有\(list)。", "No document has \(english).")
  }

  static func without(_ relaxed: RelaxedQuery) -> String {
    say(
      "取消“\(relaxed.filter)”：\(grouped(relaxed.total)) 条结果",
      "Without “\(relaxed.filter)”: \(grouped(relaxed.total)) results")
  }

  static var withoutFilters: String { say("取消全部筛选条件再搜索", "Search without all filters") }

  static var firstPage: String { say("回到第 1 页", "Back to page 1") }

  static var youCan: String { say("您可以：", "You can:") }

  static var zeroAdvice: [String] {
    [
      say("检查有没有错别字；", "look for misspellings;"),
      say(
        "换一个更短或更常用的说法，例如用“补贴”代替“财政补助资金”；",
        "try a shorter or more common word, such as 补贴 instead of 财政补助资金;"),
      say("减少搜索词，用空格隔开。", "use fewer words, with blanks between them."),
    ]
  }
}
