/// Makes of a clean page what a cheap scanner would: laid askew, blurred, grey and noisy.
package struct BadScan {
  /// How far it is turned, as a tangent: 0.012 is 0.7 degrees.
  package var turn = 0.012
  /// The largest change of a shade by noise.
  package var noise = 40

  /// The usual bad scan.
  package init() {}

  /// The page as that scanner gives it; the same for the same page.
  package func graymap(of clean: [UInt8]) -> [UInt8] {
    let (width, height, pixels) = ScannedPDF.parts(of: clean)
    let turned = turned(pixels, width, height)
    var random = SeededRandom(seed: 7)
    let grain = (0..<65_537).map { _ in Int.random(in: -noise...noise, using: &random) }
    var result = [UInt8](repeating: 255, count: width * height)
    for row in 1..<height - 1 {
      for column in 1..<width - 1 {
        let at = row * width + column
        // A blur of the pixel and its four neighbours, black lifted to 30 and white sunk to 235.
        let near =
          Int(turned[at - 1]) + Int(turned[at + 1]) + Int(turned[at - width])
          + Int(turned[at + width])
        let shade = 30 + (Int(turned[at]) * 4 + near) * 205 / (8 * 255)
        result[at] = UInt8(clamping: shade + grain[at &* 7_919 % 65_537])
      }
    }
    return Array("P5\n\(width) \(height)\n255\n".utf8) + result
  }

  /// Sheared both ways, which for a small angle is a turn.
  private func turned(_ pixels: [UInt8], _ width: Int, _ height: Int) -> [UInt8] {
    let lifts = (0..<width).map { Int(Double($0 - width / 2) * turn) }
    var result = [UInt8](repeating: 255, count: width * height)
    for row in 0..<height {
      let shift = Int(Double(row - height / 2) * turn)
      for column in 0..<width {
        let (fromRow, fromColumn) = (row + lifts[column], column - shift)
        guard fromRow >= 0, fromRow < height, fromColumn >= 0, fromColumn < width else { continue }
        result[row * width + column] = pixels[fromRow * width + fromColumn]
      }
    }
    return result
  }
}
