/// Writes PDF files as scanners do: each page one image in grey, no text.
package enum ScannedPDF {
  /// The file: A4 pages filled with these binary portable graymaps (PGM, P5), uncompressed, and a title in its Info dictionary.
  package static func bytes(_ graymaps: [[UInt8]], title: String = "") -> [UInt8] {
    let kids = graymaps.indices.map { "\(3 + $0 * 3) 0 R" }.joined(separator: " ")
    var objects: [[UInt8]] = [
      Array("<</Type/Catalog/Pages 2 0 R>>".utf8),
      Array("<</Type/Pages/Kids[\(kids)]/Count \(graymaps.count)>>".utf8),
    ]
    for (index, graymap) in graymaps.enumerated() {
      let number = 3 + index * 3
      let (width, height, pixels) = parts(of: graymap)
      let drawing = "q 595 0 0 842 0 0 cm /I Do Q"
      objects += [
        Array(
          "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents \(number + 1) 0 R/Resources<</XObject<</I \(number + 2) 0 R>>>>>>"
            .utf8),
        stream("", Array(drawing.utf8)),
        stream(
          "/Type/XObject/Subtype/Image/Width \(width)/Height \(height)/ColorSpace/DeviceGray/BitsPerComponent 8",
          pixels),
      ]
    }
    let hex = title.utf16.map { unit in
      let digits = String(unit, radix: 16)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }
    objects.append(Array("<</Title<FEFF\(hex.joined())>>>".utf8))
    return file(objects)
  }

  /// A graymap of one shade.
  package static func plain(width: Int, height: Int, grey: UInt8) -> [UInt8] {
    Array("P5\n\(width) \(height)\n255\n".utf8) + [UInt8](repeating: grey, count: width * height)
  }

  /// Width, height and pixels of a graymap whose head has three lines.
  package static func parts(of graymap: [UInt8]) -> (width: Int, height: Int, pixels: [UInt8]) {
    let lines = graymap.split(separator: 10, maxSplits: 3, omittingEmptySubsequences: false)
    guard lines.count == 4 else { return (0, 0, []) }
    let sides = String(decoding: lines[1], as: UTF8.self).split(separator: " ").compactMap {
      Int($0)
    }
    return sides.count == 2 ? (sides[0], sides[1], Array(lines[3])) : (0, 0, [])
  }

  private static func stream(_ dictionary: String, _ content: [UInt8]) -> [UInt8] {
    Array("<<\(dictionary)/Length \(content.count)>>\nstream\n".utf8) + content
      + Array("\nendstream".utf8)
  }

  private static func file(_ objects: [[UInt8]]) -> [UInt8] {
    var file = Array("%PDF-1.4\n".utf8)
    var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for (index, object) in objects.enumerated() {
      let offset = String(file.count)
      table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
      file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let start = file.count
    return file
      + Array(
        "\(table)trailer\n<</Size \(objects.count + 1)/Root 1 0 R/Info \(objects.count) 0 R>>\nstartxref\n\(start)\n%%EOF\n"
          .utf8)
  }
}
