/// Writes the text of one document from its plan.
struct Composer {
  /// Fills the templates.
  var prose: Prose
  /// The document's subject.
  let topic: Topic
  /// The plan of the document.
  let article: Article
  /// The site that signs it.
  let host: CityHost

  /// A composer whose choices depend on the city's seed, the site and the article's number alone.
  init(seed: UInt64, host: CityHost, article: Article, purpose: String = "body") {
    guard let topic = Topic.byID[article.topic] else {
      preconditionFailure("the table of hosts names the unknown topic \(article.topic)")
    }
    self.topic = topic
    self.article = article
    self.host = host
    let random = CityRandom(seed: seed, host.id, "\(article.number)", purpose)
    var slots = topic.slots
    slots["地"] = host.place
    slots["机关"] = host.issuer
    slots["year"] = String(article.published.year)
    slots["文种"] = article.genre.chineseName
    slots["截止"] = article.published.adding(days: 20 + article.number % 40).chinese
    slots["网址"] = "http://\(host.domain)/"
    slots["批"] = ChineseNumeral.text(1 + article.number % 4)
    prose = Prose(random: random, slots: slots)
    drawSharedSlots()
  }

  /// Draws what several paragraphs mention, so that they agree.
  private mutating func drawSharedSlots() {
    let tasks = phrases("任务")
    let aim = phrase("目的")
    prose.slots["目标"] = aim
    prose.slots["目的语"] = aim
    prose.slots["目标年"] = String(article.published.year + 3)
    prose.slots["动态题"] = article.title
    prose.slots["日期"] = "\(article.published.month)月\(article.published.day)日"
    prose.slots["任务甲"] = tasks.first ?? ""
    prose.slots["任务乙"] = tasks.last ?? ""
    prose.slots["支持甲"] = phrase("支持")
  }

  /// The blocks of the document.
  mutating func blocks() -> [Block] {
    switch article.genre {
    case .call: call()
    case .work: work()
    case .issue: issue()
    case .policy: policy()
    case .opinion: opinion()
    case .background: background()
    case .questions: questions()
    case .guide: guide()
    case .publicity: publicity()
    case .announcement: announcement()
    case .news: news()
    }
  }

  /// A filled template.
  mutating func write(_ template: String) -> String { prose.text(template) }

  /// All phrases of a key, filled, in a drawn order, at most `limit`.
  mutating func phrases(_ key: String, limit: Int = 8) -> [String] {
    let drawn = prose.random.shuffled(topic.all(key)).prefix(limit)
    return drawn.map { prose.text($0) }
  }

  /// One phrase of a key, filled.
  mutating func phrase(_ key: String) -> String { prose.text(oneOf: topic.all(key)) }

  /// Paragraphs `（一）…。`, one a phrase.
  func numbered(_ phrases: [String]) -> [Block] {
    phrases.enumerated().map { index, phrase in
      .paragraph("（\(ChineseNumeral.text(index + 1))）\(phrase)\(Self.stop(after: phrase))")
    }
  }

  /// The full stop, unless the phrase already ends a sentence.
  static func stop(after phrase: String) -> String {
    phrase.hasSuffix("。") || phrase.hasSuffix("：") ? "" : "。"
  }

  /// Sections `一、…`, each a heading and its blocks.
  func sections(_ sections: [(String, [Block])]) -> [Block] {
    var blocks: [Block] = []
    for (index, section) in sections.enumerated() {
      blocks.append(.heading("\(ChineseNumeral.text(index + 1))、\(section.0)"))
      blocks += section.1
    }
    return blocks
  }

  /// Issuer and date of the signature; documents before 2012 spell the date in Chinese numerals.
  var signature: Block {
    let date = article.signed.year < 2012 ? article.signed.chineseNumerals : article.signed.chinese
    return .signature(host.issuer, date)
  }

  /// The lines `附件：1. …` when there are files.
  var attachmentNote: [Block] {
    guard !article.attachments.isEmpty else { return [] }
    let titles = article.attachments.enumerated().map { "\($0 + 1).\($1.title)" }
    return [.paragraph("附件：" + titles.joined(separator: "　"))]
  }

  /// Whom a 通知 addresses.
  mutating func salutation() -> Block {
    let district = "各镇人民政府、街道办事处，区级各部门，各有关单位："
    let city = [
      "各区（市）县人民政府，市级各部门，各有关单位：",
      "各区（市）县主管部门，高新区、经开区、澜东新区管委会，各有关单位：",
      "各区（市）县相关部门，各有关企业：",
    ]
    let members = ["各会员单位：", "各会员单位、各有关企业："]
    switch host.kind {
    case .district: return .salutation(district)
    case .industry: return .salutation(prose.random.pick(members))
    case .portal, .department, .service: return .salutation(prose.random.pick(city))
    }
  }
}
