import Bytes

/// The public suffixes of domain names, below which people register names (https://publicsuffix.org).
///
/// "gov.cn" is one, so www.chengdu.gov.cn belongs to the site chengdu.gov.cn.
package struct PublicSuffixList: Sendable {
  /// Where rules come from.
  package enum Source: Sendable, Equatable, CustomStringConvertible {
    /// The list in this file.
    case file(String)
    /// A few rules for the names of China; every other name has its last label as public suffix.
    case builtIn
    /// A text that a caller gave.
    case text

    /// A clause that tells people.
    package var description: String {
      switch self {
      case .file(let path): "the public suffix list \(path)"
      case .builtIn:
        "kuasou's own short list, as \(PublicSuffixList.debianPath) is missing (package publicsuffix)"
      case .text: "a given list"
      }
    }
  }

  /// Where Debian's package `publicsuffix` puts the list.
  package static let debianPath = "/usr/share/publicsuffix/public_suffix_list.dat"

  /// Debian's list, or the short one if that is missing; read when it is first needed, in about 10 ms.
  package static let system: PublicSuffixList = {
    if let bytes = try? LocalFileSystem().read(debianPath, limit: 16 << 20) {
      return PublicSuffixList(bytes, source: .file(debianPath))
    }
    return PublicSuffixList(Array(builtInRules.utf8), source: .builtIn)
  }()

  /// Where the rules came from.
  package let source: Source
  private let rules: [String: Kinds]

  /// What the list says of one name.
  private struct Kinds: OptionSet {
    let rawValue: UInt8
    static let plain = Kinds(rawValue: 1)
    /// "*.name".
    static let wildcard = Kinds(rawValue: 2)
    /// "!name".
    static let exception = Kinds(rawValue: 4)
  }

  /// Reads rules in the list's format; what is no rule is passed over.
  package init(_ text: [UInt8], source: Source = .text) {
    var rules: [String: Kinds] = [:]
    rules.reserveCapacity(text.count / 24)
    for line in text.split(separator: 0x0A) {
      let rule = line.prefix { $0 > 0x20 }
      guard let first = rule.first, !rule.starts(with: "//".utf8) else { continue }
      let (kind, name): (Kinds, ArraySlice<UInt8>) =
        first == 0x21
        ? (.exception, rule.dropFirst())
        : rule.starts(with: "*.".utf8) ? (.wildcard, rule.dropFirst(2)) : (.plain, rule)
      guard let ascii = DomainName.ascii(name) else { continue }
      rules[String(decoding: ascii, as: UTF8.self), default: []].insert(kind)
    }
    self.rules = rules
    self.source = source
  }

  /// How many names have a rule.
  package var count: Int { rules.count }

  /// The public suffix of an ASCII host name, by the longest rule; nil for addresses and malformed names.
  package func publicSuffix(of host: String) -> String? {
    guard let labels = Self.labels(host) else { return nil }
    return Self.join(labels.suffix(suffixLength(labels)))
  }

  /// The name below a public suffix to which `host` belongs; nil for a public suffix itself and for addresses.
  package func registrableDomain(of host: String) -> String? {
    guard let labels = Self.labels(host) else { return nil }
    let length = suffixLength(labels)
    return labels.count > length ? Self.join(labels.suffix(length + 1)) : nil
  }

  /// The site of a host: its registrable domain, or the host itself where it has none.
  package func site(of host: String) -> String { registrableDomain(of: host) ?? host }

  /// How many labels the public suffix has: the longest rule decides, and without one it is the last label.
  private func suffixLength(_ labels: [Substring]) -> Int {
    let first = max(0, labels.count - Self.longestRule)
    for start in first..<labels.count {
      guard let kinds = rules[Self.join(labels[start...])] else { continue }
      let length = labels.count - start
      if kinds.contains(.exception) { return length - 1 }
      if kinds.contains(.wildcard), start > 0 { return length + 1 }
      if kinds.contains(.plain) { return length }
    }
    return 1
  }

  /// More labels than any rule has; of a longer name only the end is looked up.
  private static let longestRule = 10

  /// The labels of a well-formed name that is no address; a dot at its end doesn't count.
  private static func labels(_ host: String) -> [Substring]? {
    guard !host.isEmpty, !host.hasPrefix("["), !DomainName.endsInNumber(Array(host.utf8)) else {
      return nil
    }
    var labels = host.split(separator: ".", omittingEmptySubsequences: false)
    if labels.last?.isEmpty == true { labels.removeLast() }
    return labels.isEmpty || labels.contains { $0.isEmpty } ? nil : labels
  }

  private static func join(_ labels: some Sequence<Substring>) -> String {
    labels.joined(separator: ".")
  }

  private static let builtInRules: String = {
    let second = ["gov", "com", "net", "org", "edu", "ac", "mil"]
    let provinces = [
      "ah", "bj", "cq", "fj", "gd", "gs", "gz", "gx", "ha", "hb", "he", "hi", "hk", "hl", "hn",
      "jl", "js", "jx", "ln", "mo", "nm", "nx", "qh", "sc", "sd", "sh", "sn", "sx", "tj", "tw",
      "xj", "xz", "yn", "zj",
    ]
    let mainland = (second + provinces).map { "\($0).cn" }
    let others = ["hk", "tw", "mo"].flatMap { top in second.map { "\($0).\(top)" } }
    return (mainland + others).joined(separator: "\n")
  }()
}

extension WebURL {
  /// The registrable domain of the host, the host itself where it has none, nil without a host.
  package var site: String? {
    guard let host, !host.isEmpty else { return nil }
    return PublicSuffixList.system.site(of: host)
  }
}
