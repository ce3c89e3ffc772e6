import Documents

/// Every word that people read on the pages, in one place.
package enum Wording {
  /// The words in the language of the page that is being made.
  static func say(_ chinese: String, _ english: String) -> String {
    PageContext.current.language == .english ? english : chinese
  }

  /// The name of the search.
  package static let brand = "跨搜"
  /// What it does, in a line.
  package static var tagline: String {
    say(
      "一次搜索，遍及全市政府部门与园区网站", "One search over all government departments' and districts' web sites")
  }

  static var skip: String { say("跳到主要内容", "Skip to the main content") }
  static var home: String { say("跨搜首页", "Kuasou home") }
  static var search: String { say("搜索", "Search") }
  static var searchLabel: String {
    say("搜索政策、通知、办事指南、附件", "Search policies, notices, guides and files")
  }
  static var clear: String { say("清除", "Clear") }
  static var filters: String { say("筛选", "Filters") }
  static var activeFilters: String { say("已选条件", "Filters that are set") }
  static var sorting: String { say("排序方式", "Order") }
  static var paging: String { say("分页", "Pages") }
  static var previous: String { say("上一页", "Previous") }
  static var next: String { say("下一页", "Next") }
  static var help: String { say("搜索技巧", "How to search") }
  static var sites: String { say("收录网站", "Web sites") }
  static var feed: String { say("订阅此搜索", "Subscribe to this search") }
  static var issuer: String { say("发文机关", "Issued by") }
  static var documentNumber: String { say("文号", "Document number") }
  static var published: String { say("发布日期", "Published") }
  static var cachedCopy: String { say("网页快照", "Saved copy") }
  static var openOriginal: String { say("打开原网页", "Open the original page") }
  static var disclaimer: String {
    say(
      "搜索结果来自各网站公开的页面与附件，内容以原网站为准。",
      "Results come from public pages and files of the web sites; what counts is the original.")
  }
  static var noTitle: String { say("（无标题）", "(no title)") }

  static func order(_ order: SearchQuery.Order) -> String {
    switch order {
    case .relevance: say("按相关度", "by relevance")
    case .date: say("按时间", "by date")
    }
  }

  static var didYouMean: String { say("您是不是要找：", "Did you mean: ") }
  static var listComma: String { say("、", ", ") }
  static var bestBets: String { say("推荐", "Recommended") }
  static var hotQueries: String { say("大家在搜", "Popular searches") }
  static var related: String { say("相关搜索", "Related searches") }
  static var suggestions: String { say("搜索建议", "Suggestions") }
  static var display: String { say("显示方式", "Display") }
  static var largeText: String { say("大字", "Large text") }
  static var highContrast: String { say("高对比度", "High contrast") }

  static func count(_ total: Int) -> String {
    say("（\(grouped(total)) 条）", " (\(grouped(total)))")
  }

  static var unfold: String { say("不合并，逐条显示", "Show each copy") }
  static var fold: String { say("合并相同内容", "Fold equal content") }

  static func folded(_ copies: Int) -> String {
    say("其中 \(grouped(copies)) 条内容相同，已合并", "\(grouped(copies)) of them with equal content, folded")
  }

  /// How many copies an answer has: by sites where others have it, else by pages of the same site.
  static func copies(_ item: ResultItem) -> String {
    let sites = Set(item.copies.map(\.siteID)).subtracting([item.siteID]).count
    let isWhole = item.copies.count == item.copyCount
    return sites > 0 && isWhole
      ? say("另有 \(sites) 个站点转载", "also on \(sites) other sites")
      : say(
        "另有 \(grouped(item.copyCount)) 篇相同内容", "\(grouped(item.copyCount)) more with equal content")
  }

  static func property(_ property: FacetProperty) -> String {
    switch property {
    case .site: say("站点", "Site")
    case .kind: say("网站类别", "Kind of site")
    case .district: say("区县", "District")
    case .column: say("栏目", "Column")
    case .issuer: issuer
    case .type: say("文件格式", "File type")
    case .year: say("发布年份", "Year")
    }
  }

  static func type(_ type: DocumentType) -> String {
    switch type {
    case .html: say("网页", "Web page")
    case .record: say("资料", "Record")
    case .text: say("文本", "Text")
    case .image: say("图片", "Image")
    case .other: say("其他文件", "Other")
    default: type.mark
    }
  }

  /// The value of a filter of a query for people; nil when it is not set.
  static func filter(
    _ property: FacetProperty, of query: SearchQuery, _ holdings: Holdings
  ) -> String? {
    switch property {
    case .site: query.site.map { holdings.name(ofSite: $0) }
    case .kind: query.kind.map(siteKind)
    case .district: query.district
    case .column: query.column
    case .issuer: query.issuer
    case .type: query.type.map(type)
    case .year: query.year.map(year)
    }
  }

  static func siteKind(_ kind: String) -> String {
    switch kind {
    case "portal": say("门户网站", "Portals")
    case "department": say("市级部门", "City departments")
    case "district": say("区（市）县", "Districts")
    case "industry": say("产业园区与行业", "Industry")
    case "service": say("公共服务", "Public services")
    default: say("其他网站", "Other sites")
    }
  }

  static func cachedNotice(fetched: UnixTime) -> String {
    // China's time zone; what was imported without a time has none.
    let day = fetched.adding(.seconds(8 * 3600)).date
    let time = fetched.milliseconds > 0 ? day.map { "\($0) " } ?? "" : ""
    return say(
      "这是本站\(time)保存的文字副本，没有图片和排版，可能不是最新内容，请以原网页为准。",
      "This is a copy of the text\(time.isEmpty ? " " : ", saved on \(time)")without images and layout; it may be out of date. What counts is the original page."
    )
  }

  static func resultsHeading(_ query: String) -> String {
    say("“\(query)”的搜索结果", "Results for “\(query)”")
  }

  static func pageTitle(_ query: SearchQuery) -> String {
    let page = query.page > 1 ? say("（第 \(query.page) 页）", " (page \(query.page))") : ""
    return "\(query.text)\(page) - \(brand)"
  }

  static func found(_ total: Int, in elapsed: Duration) -> String {
    say(
      "找到 \(grouped(total)) 条结果，用时 \(seconds(elapsed)) 秒",
      "\(grouped(total)) results in \(seconds(elapsed)) seconds")
  }

  static func page(_ number: Int) -> String { say("第 \(number) 页", "Page \(number)") }

  static func pagePosition(_ number: Int, of count: Int) -> String {
    say("第 \(number) 页，共 \(count) 页", "Page \(number) of \(count)")
  }

  static func holdings(_ holdings: Holdings) -> String {
    let sites = holdings.sites.count
    let documents = grouped(holdings.documents)
    let scope = sites > 0 ? say("\(grouped(sites)) 个网站的 ", " of \(grouped(sites)) web sites") : ""
    let updated = holdings.updated.map { say("，更新于 \($0)", ", as of \($0)") } ?? ""
    return say("收录 \(scope)\(documents) 篇文档\(updated)", "\(documents) documents\(scope)\(updated)")
  }

  static func dropFilter(_ property: FacetProperty, _ label: String) -> String {
    say(
      "取消\(Self.property(property))：\(label)", "Drop \(Self.property(property)): \(label)")
  }

  static func year(_ year: Int) -> String { say("\(year) 年", "\(year)") }

  static func documents(_ count: Int) -> String {
    say("\(grouped(count)) 篇", "\(grouped(count)) documents")
  }

  static func more(_ property: String) -> String { say("更多\(property)", "More: \(property)") }

  /// The name of the other language, in itself.
  static var otherLanguage: String { say("English", "中文") }

  /// A whole number with commas between thousands: 12,345.
  static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return text
  }

  /// Seconds with three decimals, at least 0.001.
  static func seconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let milliseconds = max(1, seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    let fraction = String(milliseconds % 1000)
    return "\(milliseconds / 1000).\(String(repeating: "0", count: 3 - fraction.count))\(fraction)"
  }
}
