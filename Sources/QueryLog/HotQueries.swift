package import Documents
import GRDB

extension QueryLog {
  /// What many people search for and find, the most frequent first: fit to be shown to everybody.
  ///
  /// Since the log can't tell persons apart, words count only when they were searched for in `minimumHours` different hours
  /// and at least that often; two or three Han characters that begin with a common surname may be a name, and are left out
  /// unless `isKnown` vouches for them, as when they stand in titles.
  ///
  /// - Throws: `QueryLogError.database`.
  package func hotQueries(
    days: Int, limit: Int, minimumHours: Int = 3, now: UnixTime = .now,
    isKnown: (String) -> Bool = { _ in false }
  ) throws(QueryLogError) -> [String] {
    let since = now.adding(.seconds(-86_400 * days)).milliseconds
    let texts = try run {
      try queue.read { database in
        try String.fetchAll(
          database,
          sql: """
            SELECT text FROM searches JOIN queries ON number = query WHERE at >= ? AND results > 0
            GROUP BY query HAVING count(DISTINCT at / 3600000) >= ? ORDER BY count(*) DESC, text LIMIT ?
            """, arguments: [since, minimumHours, limit * 4])
      }
    }
    let shown = texts.filter { text in
      text != QueryText.withheld && (!PersonName.isPossible(text) || isKnown(text))
    }
    return Array(shown.prefix(limit))
  }
}

/// What may be the name of a person.
enum PersonName {
  /// Common surnames of one character.
  private static let surnames = Set(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷龙黎史贺陶顾毛郝龚邵万覃武钱戴严莫孔向常"
  )

  /// Whether a text is two or three Han characters of which the first is a common surname.
  static func isPossible(_ text: String) -> Bool {
    guard (2...3).contains(text.count), let first = text.first, surnames.contains(first) else {
      return false
    }
    return text.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
  }
}
