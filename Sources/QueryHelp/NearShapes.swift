/// Characters that are easily taken for one another by eye (`HanTables.shapes`).
struct NearShapes: Sendable {
  /// The table of the program.
  static let shared = NearShapes(table: HanTables.shapes)

  private let near: [UInt16: [UInt16]]

  /// - Parameter table: lines of a character and those that look like it, the likest first.
  init(table: String) {
    var near: [UInt16: [UInt16]] = [:]
    for line in table.split(separator: "\n") {
      let line = line.unicodeScalars.filter { $0.value <= 0xFFFF }.map { UInt16($0.value) }
      guard let character = line.first else { continue }
      near[character, default: []] += line.dropFirst()
      // Likeness is mutual, though a list may have been too short to say so.
      for other in line.dropFirst() where near[other]?.contains(character) != true {
        near[other, default: []].append(character)
      }
    }
    self.near = near
  }

  /// What a character may stand for, the likest first.
  func of(_ character: UInt16) -> [UInt16] { near[character] ?? [] }
}
