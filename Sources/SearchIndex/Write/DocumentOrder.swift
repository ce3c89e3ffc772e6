/// The numbers of a segment's documents: by ascending length byte of the body, by arrival among those of one length.
///
/// So a stretch of documents has nearly one length, what a term can score in it follows from its largest frequency there,
/// and the positions of a block have about one width. See docs/decisions/0003.
struct DocumentOrder {
  /// The document, by arrival, that has a number.
  private(set) var arrivals: [UInt32]
  /// The number of a document by its arrival.
  private(set) var numbers: [UInt32]

  /// - Parameter norms: the length byte of each document by arrival.
  init(norms: [UInt8]) {
    var places = [Int](repeating: 0, count: 257)
    for norm in norms { places[Int(norm) + 1] += 1 }
    for norm in 0..<256 { places[norm + 1] += places[norm] }
    arrivals = [UInt32](repeating: 0, count: norms.count)
    numbers = arrivals
    for (arrival, norm) in norms.enumerated() {
      let number = places[Int(norm)]
      places[Int(norm)] += 1
      arrivals[number] = UInt32(arrival)
      numbers[arrival] = UInt32(number)
    }
  }
}
