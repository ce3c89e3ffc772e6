/// Draws the articles of one site: titles, dates, numbers, files; no text yet.
struct SitePlanner {
  private let seed: UInt64
  private let host: CityHost
  private let columns: [Column]
  private var random: CityRandom
  private var usedTitles: Set<String> = []

  /// A planner whose draws depend on the seed and the site's id alone.
  init(seed: UInt64, host: CityHost) {
    self.seed = seed
    self.host = host
    columns = Column.columns(of: host.kind)
    random = CityRandom(seed: seed, host.id, "plan")
  }

  /// The plan of the site.
  mutating func plan() -> SitePlan {
    var articles: [Article] = []
    var number = 1000 + random.below(4000)
    for column in columns.indices {
      var drafts = (0..<count(of: column)).map { draft(column: column, index: $0) }
      drafts.sort { ($0.published, $1.title) > ($1.published, $0.title) }
      for index in drafts.indices.reversed() {
        number += random.number(in: 1...37)
        address(&drafts[index], number: number)
      }
      articles += drafts
    }
    markOrphans(&articles)
    return SitePlan(host: host, columns: columns, articles: articles)
  }

  /// Articles of a column: its share, at least one, the first column takes what is left.
  private func count(of column: Int) -> Int {
    let shares = columns.map { max(1, host.articleCount * $0.share / 100) }
    guard column == 0 else { return shares[column] }
    return max(1, host.articleCount - shares.dropFirst().reduce(0, +))
  }

  /// A document without its number and address. The first one of a site that has to do with
  /// 扶持资金 is a call for applications with a PDF, as the demonstration looks for these.
  private mutating func draft(column: Int, index: Int) -> Article {
    let leading = column == 0 && index == 0
    let topics = host.topics
    let aboutFunds = leading && topics.contains("fuchi")
    let topic =
      aboutFunds ? "fuchi" : topics[min(random.below(topics.count), random.below(topics.count))]
    let genre = leading ? Genre.call : random.pick(columns[column].genres)
    let published = aboutFunds ? recentDate() : date()
    let signed = published.adding(days: -random.below(9))
    var article = Article(
      column: column, genre: suitable(genre, topic: topic), topic: topic, title: "",
      published: published, signed: signed, documentNumber: nil, number: 0, path: "",
      attachments: [], origin: nil, isOrphan: false)
    article.title = title(for: article)
    article.documentNumber = documentNumber(for: article)
    article.attachments = attachments(for: article, leading: leading)
    return article
  }

  /// Only some subjects can be applied for.
  private func suitable(_ genre: Genre, topic: String) -> Genre {
    genre == .call && Topic.byID[topic]?.isApplicable != true ? .work : genre
  }

  private mutating func recentDate() -> CityDate {
    CityDate.today.adding(days: -random.number(in: 5...420))
  }

  /// Mostly the last six years; old table sites reach back to 2008.
  private mutating func date() -> CityDate {
    let years = host.layout == .tables || host.kind == .portal ? 17 : 8
    let span = years * 365
    let drawn =
      host.kind == .portal ? random.below(span) : min(random.below(span), random.below(span))
    return CityDate.today.adding(days: -drawn - 1)
  }

  /// A title that the site has not used yet.
  private mutating func title(for article: Article) -> String {
    guard let topic = Topic.byID[article.topic] else {
      preconditionFailure("the table of hosts names the unknown topic \(article.topic)")
    }
    var slots = topic.slots
    slots["year"] = String(article.published.year)
    slots["地"] = host.place
    slots["批"] = ChineseNumeral.text(random.number(in: 1...4))
    var prose = Prose(random: random, slots: slots)
    defer { random = prose.random }
    var title = ""
    for attempt in 0..<8 {
      prose.slots["动态"] = prose.random.pick(topic.all("动态"))
      title = prose.text(oneOf: article.genre.titles(applicable: topic.isApplicable))
      if attempt > 3 { title += prose.text("（{区县}）") }
      for word in ["办理", "资金", "服务", "评价", "申报", "申请"] {
        title = title.replacing(word + word, with: word)
      }
      if usedTitles.insert(title).inserted { return title }
    }
    title += "（续）"
    usedTitles.insert(title)
    return title
  }

  private mutating func documentNumber(for article: Article) -> String? {
    guard article.genre.hasDocumentNumber, random.chance(85) else { return nil }
    let number = random.number(in: 1...180)
    let year = article.signed.year
    switch article.signed.year {
    case ..<2010: return "\(host.documentPrefix)[\(year)]\(number)号"
    default: return "\(host.documentPrefix)〔\(year)〕\(number)号"
    }
  }

  private mutating func attachments(for article: Article, leading: Bool) -> [Attachment] {
    var attachments: [Attachment] = []
    if leading {
      attachments.append(attachment(pdfKind(), .instructions, article))
      attachments += (CityHost.rareAttachments[host.id] ?? []).map {
        attachment($0, Self.role(of: $0), article)
      }
    }
    switch article.genre {
    case .call where random.chance(60): attachments.append(attachment(.docx, .form, article))
    case .publicity where random.chance(40):
      attachments.append(attachment(pdfKind(), .list, article))
    case .issue where random.chance(50), .policy where random.chance(30):
      attachments.append(attachment(pdfKind(), .measure, article))
    default: break
    }
    return attachments
  }

  private mutating func pdfKind() -> AttachmentKind {
    random.pick([.pdfUnembedded, .pdfEmbedded, .pdfEmbedded, .pdfGBK, .pdfUnembedded])
  }

  private static func role(of kind: AttachmentKind) -> AttachmentRole {
    switch kind {
    case .xlsx, .xls, .csv: .list
    case .doc, .rtf, .docx: .form
    default: .instructions
    }
  }

  private mutating func attachment(
    _ kind: AttachmentKind, _ role: AttachmentRole, _ article: Article
  ) -> Attachment {
    guard let topic = Topic.byID[article.topic] else {
      preconditionFailure("the table of hosts names the unknown topic \(article.topic)")
    }
    if let legacy = LegacyFile(kind) {
      return Attachment(kind: kind, role: role, title: legacy.title, path: "")
    }
    let subject = topic.one("项目")
    let year = article.published.year
    let title: String
    switch role {
    case .instructions:
      title =
        topic.isApplicable
        ? "\(year)年\(host.place)\(subject)申报指南" : "\(host.place)\(topic.one("事项"))服务指南"
    case .form: title = "\(subject)申请表"
    case .list: title = "\(year)年\(subject)\(topic.isApplicable ? "拟支持名单" : "审核结果")"
    case .measure: title = "\(host.place)\(topic.one("办法"))"
    }
    return Attachment(kind: kind, role: role, title: title, path: "")
  }

  /// Gives the article its number and the addresses that follow from it.
  private func address(_ article: inout Article, number: Int) {
    article.number = number
    article.path = host.articlePath(
      column: columns[article.column], number: number, published: article.published)
    for index in article.attachments.indices {
      article.attachments[index].path = host.attachmentPath(
        article: number, index: index, published: article.published,
        kind: article.attachments[index].kind)
    }
  }

  private func markOrphans(_ articles: inout [Article]) {
    guard host.traits.contains(.orphans) else { return }
    for index in articles.indices.suffix(3) { articles[index].isOrphan = true }
  }
}

extension CityHost {
  /// Which site serves the one file of each rarer type.
  static let rareAttachments: [String: [AttachmentKind]] = [
    "www": [.ofd, .zip], "jxw": [.xlsx, .pptx], "czj": [.doc, .xls], "rsj": [.csv],
    "kjj": [.ppt], "swt": [.rtf], "jrj": [.wps], "gaoxin": [.rar], "jingkai": [.txt],
  ]
}
