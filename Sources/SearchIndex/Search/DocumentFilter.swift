import Bytes
package import Documents

/// What documents a search is limited to; empty sets and nil limit nothing, all others must hold together.
package struct SearchFilters: Sendable, Equatable {
  /// Site ids; in a query's text also hosts and names (see `IndexReader.named`).
  package var sites: Set<String> = []
  /// `SiteLabel.kind`: portal, department, district, industry, service.
  package var kinds: Set<String> = []
  /// `SiteLabel.district`.
  package var districts: Set<String> = []
  /// Whole names of 栏目.
  package var columns: Set<String> = []
  /// Whole names of 发文机关.
  package var issuers: Set<String> = []
  /// Types of file.
  package var types: Set<DocumentType> = []
  /// The first 发布日期, inclusive; documents without a date are left out.
  package var after: CalendarDate?
  /// The last 发布日期, inclusive; documents without a date are left out.
  package var before: CalendarDate?

  /// No limit.
  package init() {}

  /// Whether it limits nothing.
  package var isEmpty: Bool {
    sites.isEmpty && kinds.isEmpty && districts.isEmpty && columns.isEmpty && issuers.isEmpty
      && types.isEmpty && after == nil && before == nil
  }

  /// Stands in a set for the intersection of two that have nothing in common: nothing is called so.
  static let noSite = "\u{0}"

  /// Both limits; where both name a set, what is in both counts.
  func and(_ other: SearchFilters) -> SearchFilters {
    var both = self
    both.sites = Self.both(sites, other.sites, nothing: Self.noSite)
    both.kinds = Self.both(kinds, other.kinds, nothing: Self.noSite)
    both.districts = Self.both(districts, other.districts, nothing: Self.noSite)
    both.columns = Self.both(columns, other.columns, nothing: Self.noSite)
    both.issuers = Self.both(issuers, other.issuers, nothing: Self.noSite)
    if !other.types.isEmpty {
      both.types = types.isEmpty ? other.types : types.intersection(other.types)
      // Two sets without a common type match nothing: a date before all dates says so.
      if both.types.isEmpty { both.before = CalendarDate(year: 1, month: 1, day: 1) }
    }
    both.after = [both.after, other.after].compactMap { $0 }.max()
    both.before = [both.before, other.before].compactMap { $0 }.min()
    return both
  }

  private static func both(
    _ left: Set<String>, _ right: Set<String>, nothing: String
  ) -> Set<String> {
    if left.isEmpty || right.isEmpty { return left.union(right) }
    let common = left.intersection(right)
    return common.isEmpty ? [nothing] : common
  }
}

extension IndexReader {
  /// The live documents of a part that the filters let through; nil when that is every document.
  func allowed(_ filters: SearchFilters, _ index: Int) -> DocumentBits? {
    let part = parts[index]
    guard !filters.isEmpty else { return part.live.map { _ in DocumentBits(part) } }
    var allowed: DocumentBits?
    func limit(_ bits: DocumentBits) {
      if allowed == nil { allowed = bits } else { allowed?.formIntersection(bits) }
    }
    if let wanted = wantedSites(filters) { limit(part.documents(ofSites: wanted)) }
    if filters.after != nil || filters.before != nil {
      limit(
        part.documents(from: filters.after?.rawValue ?? 1, to: filters.before?.rawValue ?? .max))
    }
    if !filters.types.isEmpty { limit(part.documents(ofTypes: filters.types)) }
    if !filters.columns.isEmpty { limit(part.documents(of: .column, filters.columns)) }
    if !filters.issuers.isEmpty { limit(part.documents(of: .issuer, filters.issuers)) }
    if part.live != nil { limit(DocumentBits(part)) }
    return allowed
  }

  private func wantedSites(_ filters: SearchFilters) -> Set<String>? {
    guard !(filters.sites.isEmpty && filters.kinds.isEmpty && filters.districts.isEmpty) else {
      return nil
    }
    if filters.kinds.isEmpty && filters.districts.isEmpty { return filters.sites }
    var wanted: Set<String> = []
    for id in Set(parts.flatMap(\.segment.siteIDs)) {
      let label = siteLabel(id: id)
      if (filters.sites.isEmpty || filters.sites.contains(id))
        && (filters.kinds.isEmpty || filters.kinds.contains(label.kind))
        && (filters.districts.isEmpty || filters.districts.contains(label.district))
      {
        wanted.insert(id)
      }
    }
    return wanted
  }
}

/// A site or a range of dates that is asked of a single document, without a set of all that have it.
struct DocumentCondition: Sendable {
  private let column: Int
  private let range: ClosedRange<UInt32>
  private let isSite: Bool

  /// The condition that `filters` amount to; nil when they are more than one site or one range of dates.
  init?(_ filters: SearchFilters, _ segment: Segment) {
    if filters.isEmpty { return nil }
    var rest = filters
    if let site = filters.sites.first, filters.sites.count == 1 {
      rest.sites = []
      // A site without documents here has an ordinal that no document has.
      let ordinal = UInt32(segment.siteIDs.firstIndex(of: site) ?? Int(UInt32.max))
      (column, range, isSite) = (segment.place(.site).lowerBound, ordinal...ordinal, true)
    } else {
      (rest.after, rest.before) = (nil, nil)
      let (first, last) = (filters.after?.rawValue ?? 1, filters.before?.rawValue ?? .max)
      guard first <= last else { return nil }
      (column, range, isSite) = (segment.place(.date).lowerBound, first...last, false)
    }
    guard rest.isEmpty else { return nil }
  }

  /// Whether a document fulfils it.
  @inline(__always) func holds(_ document: UInt32, _ bytes: Span<UInt8>) -> Bool {
    let value =
      isSite
      ? UInt32(bytes.load16(column &+ 2 &* Int(document)))
      : bytes.load32(column &+ 4 &* Int(document))
    return range.contains(value)
  }
}

extension IndexReader.Part {
  /// Documents of the sites with these ids.
  func documents(ofSites ids: Set<String>) -> DocumentBits {
    var bits = DocumentBits(documentCount: segment.documentCount)
    let (file, order) = (segment.file, segment.place(.siteOrder))
    let bytes = file.bytes
    for (ordinal, id) in segment.siteIDs.enumerated() where ids.contains(id) {
      let (start, end) = (segment.siteStarts[ordinal], segment.siteStarts[ordinal + 1])
      guard start <= end else { continue }
      for place in start..<end { bits.insert(bytes.load32(order.lowerBound &+ 4 &* Int(place))) }
    }
    return bits
  }

  /// Documents whose date lies in the range, both ends included; yyyymmdd.
  func documents(from first: UInt32, to last: UInt32) -> DocumentBits {
    var bits = DocumentBits(documentCount: segment.documentCount)
    let (file, order) = (segment.file, segment.place(.dateOrder))
    let bytes = file.bytes
    let dates = segment.place(.date).lowerBound
    var (low, high) = (0, segment.documentCount)
    while low < high {
      let middle = (low + high) / 2
      let document = bytes.load32(order.lowerBound + 4 * middle)
      if segment.value32(.date, document) < first { low = middle + 1 } else { high = middle }
    }
    for place in low..<max(low, segment.documentCount) {
      let document = bytes.load32(order.lowerBound &+ 4 &* place)
      guard Int(document) < segment.documentCount else { continue }
      if bytes.load32(dates &+ 4 &* Int(document)) > last { break }
      bits.insert(document)
    }
    return bits
  }

  /// Documents whose name of a property is one of these.
  func documents(of property: NameProperty, _ wanted: Set<String>) -> DocumentBits {
    var bits = DocumentBits(documentCount: segment.documentCount)
    let isWanted = segment.names(property).map { !$0.isEmpty && wanted.contains($0) }
    guard isWanted.contains(true) else { return bits }
    let (file, place) = (segment.file, segment.place(property.ordinals))
    let bytes = file.bytes
    for document in 0..<segment.documentCount {
      let ordinal = Int(bytes.load16(place.lowerBound &+ 2 &* document))
      if ordinal < isWanted.count, isWanted[ordinal] { bits.insert(UInt32(document)) }
    }
    return bits
  }

  /// Documents of these types.
  func documents(ofTypes types: Set<DocumentType>) -> DocumentBits {
    var bits = DocumentBits(documentCount: segment.documentCount)
    let (file, place) = (segment.file, segment.place(.type))
    let bytes = file.bytes
    let wanted = (0..<256).map { code in
      DocumentType.allCases.contains { Int($0.code) == code && types.contains($0) }
    }
    for document in 0..<segment.documentCount
    where wanted[Int(bytes.load8(place.lowerBound &+ document))] {
      bits.insert(UInt32(document))
    }
    return bits
  }
}
