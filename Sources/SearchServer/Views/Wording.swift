import Documents

/// Every word that people read on the pages, in one place.
package enum Wording {
  /// The name of the search.
  package static let brand = "跨搜"
  /// What it does, in a line.
  package static let tagline = "一次搜索，遍及全市政府部门与园区网站"

  static let skip = "跳到主要内容"
  static let home = "跨搜首页"
  static let search = "搜索"
  static let searchLabel = "搜索政策、通知、办事指南、附件"
  static let clear = "清除"
  static let filters = "筛选"
  static let activeFilters = "已选条件"
  static let sorting = "排序方式"
  static let paging = "分页"
  static let previous = "上一页"
  static let next = "下一页"
  static let help = "搜索技巧"
  static let sites = "收录网站"
  static let feed = "订阅此搜索"
  static let issuer = "发文机关"
  static let documentNumber = "文号"
  static let published = "发布日期"
  static let cachedCopy = "网页快照"
  static let openOriginal = "打开原网页"
  static let disclaimer = "搜索结果来自各网站公开的页面与附件，内容以原网站为准。"
  static let noTitle = "（无标题）"

  static func order(_ order: SearchQuery.Order) -> String {
    switch order {
    case .relevance: "按相关度"
    case .date: "按时间"
    }
  }

  static let didYouMean = "您是不是要找："
  static let bestBets = "推荐"
  static let hotQueries = "大家在搜"
  static let related = "相关搜索"
  static let suggestions = "搜索建议"
  static let display = "显示方式"
  static let largeText = "大字"
  static let highContrast = "高对比度"

  static func count(_ total: Int) -> String { "（\(grouped(total)) 条）" }

  static let unfold = "不合并，逐条显示"
  static let fold = "合并相同内容"

  static func folded(_ copies: Int) -> String { "其中 \(grouped(copies)) 条内容相同，已合并" }

  /// How many copies an answer has: by sites where others have it, else by pages of the same site.
  static func copies(_ item: ResultItem) -> String {
    let sites = Set(item.copies.map(\.siteID)).subtracting([item.siteID]).count
    let isWhole = item.copies.count == item.copyCount
    return sites > 0 && isWhole
      ? "另有 \(sites) 个站点转载" : "另有 \(grouped(item.copyCount)) 篇相同内容"
  }

  static func property(_ property: FacetProperty) -> String {
    switch property {
    case .site: "站点"
    case .kind: "网站类别"
    case .district: "区县"
    case .column: "栏目"
    case .issuer: issuer
    case .type: "文件格式"
    case .year: "发布年份"
    }
  }

  static func type(_ type: DocumentType) -> String {
    switch type {
    case .html: "网页"
    case .record: "资料"
    case .text: "文本"
    case .image: "图片"
    case .other: "其他文件"
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
    case .year: query.year.map { "\($0) 年" }
    }
  }

  static func siteKind(_ kind: String) -> String {
    switch kind {
    case "portal": "门户网站"
    case "department": "市级部门"
    case "district": "区（市）县"
    case "industry": "产业园区与行业"
    case "service": "公共服务"
    default: "其他网站"
    }
  }

  static func cachedNotice(fetched: UnixTime) -> String {
    // China's time zone; what was imported without a time has none.
    let day = fetched.adding(.seconds(8 * 3600)).date
    let time = fetched.milliseconds > 0 ? day.map { "\($0) " } ?? "" : ""
    return "这是本站\(time)保存的文字副本，没有图片和排版，可能不是最新内容，请以原网页为准。"
  }

  static func resultsHeading(_ query: String) -> String { "“\(query)”的搜索结果" }

  static func pageTitle(_ query: SearchQuery) -> String {
    let page = query.page > 1 ? "（第 \(query.page) 页）" : ""
    return "\(query.text)\(page) - \(brand)"
  }

  static func found(_ total: Int, in elapsed: Duration) -> String {
    "找到 \(grouped(total)) 条结果，用时 \(seconds(elapsed)) 秒"
  }

  static func page(_ number: Int) -> String { "第 \(number) 页" }

  static func pagePosition(_ number: Int, of count: Int) -> String { "第 \(number) 页，共 \(count) 页" }

  static func holdings(_ holdings: Holdings) -> String {
    let sites = holdings.sites.count
    let scope = sites > 0 ? "收录 \(grouped(sites)) 个网站的 " : "收录 "
    let updated = holdings.updated.map { "，更新于 \($0)" } ?? ""
    return "\(scope)\(grouped(holdings.documents)) 篇文档\(updated)"
  }

  static func dropFilter(_ property: FacetProperty, _ label: String) -> String {
    "取消\(Self.property(property))：\(label)"
  }

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
