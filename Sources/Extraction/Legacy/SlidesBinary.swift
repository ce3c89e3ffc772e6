/// Reads the text of a PowerPoint file of 97 to 2003 ([MS-PPT]): the text atoms of its slides, masters and notes left out.
enum SlidesBinary {
  /// The text line by line, or why there is none.
  static func text(_ file: CompoundFile) -> Result<String, BinaryFailure> {
    guard let stream = file.stream("PowerPoint Document") else { return .failure(.damaged) }
    let records = LittleEndianBytes(stream)
    var text = BinaryText()
    var seen: Set<String> = []
    var at = 0
    while let kind = records.short(at + 2), let head = records.short(at),
      let length = records.long(at + 4)
    {
      switch kind {
      case 0x2F14: return .failure(.encrypted)
      // MainMaster, Notes, Handout: not what the slides say.
      case 0x03F8, 0x03F0, 0x0FC9: at += 8 + length
      case 0x0FA0:
        add(BinaryText.string(utf16: records.slice(at + 8, length)), &text, &seen)
        at += 8 + length
      case 0x0FA8:
        add(BinaryText.string(latin1: records.slice(at + 8, length)), &text, &seen)
        at += 8 + length
      // A container is stepped into, anything else passed over.
      default: at += 8 + (head & 0xF == 0xF ? 0 : length)
      }
    }
    return .success(text.lines)
  }

  /// Adds an atom's paragraphs; a file that was saved quickly holds its older versions, too.
  private static func add(_ atom: String, _ text: inout BinaryText, _ seen: inout Set<String>) {
    guard seen.insert(atom).inserted else { return }
    for unit in atom.utf16 {
      switch unit {
      case 0x0D, 0x0B: text.append(10)
      case 0x09, 0x20...: text.append(unit)
      default: break
      }
    }
    text.append(10)
  }
}
