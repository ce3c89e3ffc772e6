import Bytes
import Documents
import Tokenizer

/// The fixed-width values of a segment's documents while it is built, and the sections made of them.
struct SegmentColumns {
  private(set) var norms = [[UInt8]](repeating: [], count: IndexField.allCases.count)
  private(set) var keyHashes: [UInt64] = []
  private var simhashes: [UInt64] = []
  private var contentHashes: [UInt64] = []
  private var fetched: [UInt64] = []
  private var dates: [UInt32] = []
  private var created: [UInt32] = []
  private var types: [UInt8] = []
  private var sites: [UInt16] = []
  private var columns = NameColumn()
  private var issuers = NameColumn()
  private var siteIDs: [String] = []
  private var siteOrdinals: [String: UInt16] = [:]

  private var arrivals: [UInt32] = []

  /// Documents so far.
  var count: Int { keyHashes.count }

  /// Appends a new document's values.
  mutating func add(_ document: Document, _ measures: Inverter.Measures) {
    keyHashes.append(KeyHash.of(document.id))
    simhashes.append(document.simhash)
    contentHashes.append(measures.contentHash)
    fetched.append(UInt64(bitPattern: document.fetchedAt.milliseconds))
    dates.append(document.date?.rawValue ?? 0)
    created.append(document.created?.rawValue ?? 0)
    types.append(document.type.code)
    sites.append(ordinal(document.siteID))
    columns.add(document.metadata.column)
    issuers.add(document.metadata.issuer)
    for field in 0..<3 { norms[field].append(LengthNorm.encode(measures.lengths[field])) }
  }

  /// Appends a document's values from another segment.
  mutating func add(_ document: UInt32, of segment: Segment) {
    keyHashes.append(segment.value64(.keyHash, document))
    simhashes.append(segment.value64(.simhash, document))
    contentHashes.append(segment.value64(.contentHash, document))
    fetched.append(segment.value64(.fetchedAt, document))
    dates.append(segment.value32(.date, document))
    created.append(segment.value32(.created, document))
    types.append(segment.type(document).code)
    let site = segment.siteOrdinal(document)
    sites.append(ordinal(site < segment.siteIDs.count ? segment.siteIDs[site] : ""))
    columns.add(segment.name(.column, document))
    issuers.add(segment.name(.issuer, document))
    let file = segment.file
    for field in [IndexField.body, .characters, .title] {
      norms[Int(field.rawValue)].append(
        file.bytes.load8(segment.norms(field).lowerBound + Int(document)))
    }
  }

  /// The columns of documents that were added by arrival, in the order of their numbers.
  func inOrder(_ order: DocumentOrder) -> SegmentColumns {
    func take<Value>(_ column: [Value]) -> [Value] {
      column.isEmpty ? [] : order.arrivals.map { column[Int($0)] }
    }
    var ordered = self
    ordered.norms = norms.map(take)
    ordered.keyHashes = take(keyHashes)
    ordered.simhashes = take(simhashes)
    ordered.contentHashes = take(contentHashes)
    ordered.fetched = take(fetched)
    ordered.dates = take(dates)
    ordered.created = take(created)
    ordered.types = take(types)
    ordered.sites = take(sites)
    ordered.columns = columns.inOrder(order)
    ordered.issuers = issuers.inOrder(order)
    ordered.arrivals = order.arrivals
    return ordered
  }

  /// Writes all sections of documents' values, which must be in the order of their numbers.
  func write(into file: SegmentFileWriter) throws(IndexError) {
    try file.section(.bodyNorms, norms[0])
    try file.section(.characterNorms, norms[1])
    try file.section(.titleNorms, norms[2])
    try file.section(.keyHash, littleEndian(keyHashes))
    try file.section(.simhash, littleEndian(simhashes))
    try file.section(.contentHash, littleEndian(contentHashes))
    try file.section(.fetchedAt, littleEndian(fetched))
    try file.section(.date, littleEndian(dates))
    try file.section(.created, littleEndian(created))
    try file.section(.site, littleEndian(sites))
    try file.section(.type, types)
    try file.section(.arrival, littleEndian(arrivals))
    try file.section(.keyOrder, littleEndian(order(keyHashes)))
    try file.section(.dateOrder, littleEndian(order(dates)))
    try writeSites(into: file)
    try columns.write(.column, into: file)
    try issuers.write(.issuer, into: file)
  }

  private mutating func ordinal(_ site: String) -> UInt16 {
    if let known = siteOrdinals[site] { return known }
    // More than 65,535 sites in a segment share the last ordinal; kuasou is made for hundreds.
    let new = UInt16(min(siteIDs.count, Int(UInt16.max)))
    if siteIDs.count <= Int(UInt16.max) { siteIDs.append(site) }
    siteOrdinals[site] = new
    return new
  }

  private func writeSites(into file: SegmentFileWriter) throws(IndexError) {
    let bySite = order(sites)
    var starts = [UInt32](repeating: 0, count: siteIDs.count + 1)
    for site in sites { starts[Int(site) + 1] += 1 }
    for site in 0..<siteIDs.count { starts[site + 1] += starts[site] }
    var writer = ByteWriter()
    writer.append(varint: UInt64(siteIDs.count))
    for (index, site) in siteIDs.enumerated() {
      writer.append(text: site)
      writer.append(littleEndian: starts[index])
    }
    try file.section(.sites, writer.bytes)
    try file.section(.siteOrder, littleEndian(bySite))
  }

  private func order(_ values: [some FixedWidthInteger]) -> [UInt32] {
    // Ties by document number, so that the order is one only.
    (0..<UInt32(values.count)).sorted {
      let (left, right) = (values[Int($0)], values[Int($1)])
      return left < right || (left == right && $0 < $1)
    }
  }

  private func littleEndian(_ values: [some FixedWidthInteger]) -> [UInt8] {
    var writer = ByteWriter(capacity: values.count * 8)
    for value in values { writer.append(littleEndian: value) }
    return writer.bytes
  }
}

/// The 64-bit hash of a document's id, and of texts whose equality is wanted.
enum KeyHash {
  /// Of the text's UTF-8 bytes.
  static func of(_ text: String) -> UInt64 {
    let bytes = Array(text.utf8)
    return of(bytes.span)
  }

  /// FNV-1a over words of eight bytes, the last padded with zeros, then the length; mixed (as in MurmurHash3).
  static func of(_ bytes: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var offset = 0
    while offset &+ 8 <= bytes.count {
      hash = (hash ^ bytes.load64(offset)) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
      offset &+= 8
    }
    var last: UInt64 = 0
    while offset < bytes.count {
      last = last << 8 | UInt64(bytes[offset])
      offset &+= 1
    }
    hash = (hash ^ last) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 29 ^ UInt64(bytes.count)) &* 0x94D0_49BB_1331_11EB
    hash ^= hash >> 29
    hash = hash &* 0xBF58_476D_1CE4_E5B9
    return hash ^ hash >> 32
  }
}
