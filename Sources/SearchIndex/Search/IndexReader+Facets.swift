import Bytes
import Documents

extension IndexReader {
  /// Live documents per site id.
  package var documentsBySite: [String: Int] {
    var all = SearchFilters()
    all.sites = Set(sites.map(\.id))
    let request = SearchRequest(
      query: QueryParser.parse(""), top: 0, filters: all, facets: true)
    return search(request).facets?.sites ?? [:]
  }

  /// How the matches of each part spread.
  func facets(_ matches: [DocumentBits]) -> Facets {
    var facets = Facets()
    for (index, bits) in matches.enumerated() { parts[index].count(bits, into: &facets) }
    for (id, count) in facets.sites {
      let label = siteLabel(id: id)
      if !label.kind.isEmpty { facets.kinds[label.kind, default: 0] += count }
      if !label.district.isEmpty { facets.districts[label.district, default: 0] += count }
    }
    return facets
  }
}

extension IndexReader.Part {
  /// Adds the documents of `bits` to the counts.
  func count(_ bits: DocumentBits, into facets: inout Facets) {
    let siteIDs = segment.siteIDs
    // One more for ordinals that a damaged column makes up.
    var sites = [Int](repeating: 0, count: siteIDs.count + 1)
    var types = [Int](repeating: 0, count: 256)
    var years = YearCounts()
    count(bits, &sites, &types, &years)
    count(bits, .column, into: &facets.columns)
    count(bits, .issuer, into: &facets.issuers)
    for (ordinal, id) in siteIDs.enumerated() where sites[ordinal] > 0 {
      facets.sites[id, default: 0] += sites[ordinal]
    }
    for (code, count) in types.enumerated() where count > 0 {
      facets.types[DocumentType(code: UInt8(code)), default: 0] += count
    }
    years.forEach { year, count in facets.years[year, default: 0] += count }
  }

  /// Counts by ordinal of the site, by code of the type and by year, in one pass.
  private func count(
    _ bits: DocumentBits, _ sites: inout [Int], _ types: inout [Int], _ years: inout YearCounts
  ) {
    let (file, last) = (segment.file, sites.count - 1)
    let bytes = file.bytes
    let siteColumn = segment.place(.site).lowerBound
    let typeColumn = segment.place(.type).lowerBound
    let dateColumn = segment.place(.date).lowerBound
    // Through spans, so that not every count asks whether its array is held by another, too.
    var siteCounts = sites.mutableSpan
    var typeCounts = types.mutableSpan
    for index in bits.words.indices {
      var word = bits.words[index]
      while word != 0 {
        let document = index &* 64 &+ word.trailingZeroBitCount
        word &= word &- 1
        siteCounts[min(Int(bytes.load16(siteColumn &+ 2 &* document)), last)] &+= 1
        typeCounts[Int(bytes.load8(typeColumn &+ document))] &+= 1
        years.add(bytes.load32(dateColumn &+ 4 &* document))
      }
    }
  }

  private func count(
    _ bits: DocumentBits, _ property: NameProperty, into all: inout [String: Int]
  ) {
    let names = segment.names(property)
    guard names.count > 1 else { return }
    // One more for ordinals that a damaged column makes up.
    var counts = [Int](repeating: 0, count: names.count + 1)
    let (file, place) = (segment.file, segment.place(property.ordinals))
    let bytes = file.bytes
    bits.forEach {
      counts[min(Int(bytes.load16(place.lowerBound &+ 2 &* Int($0))), names.count)] &+= 1
    }
    for (ordinal, name) in names.enumerated() where counts[ordinal] > 0 && !name.isEmpty {
      all[name, default: 0] += counts[ordinal]
    }
  }
}
