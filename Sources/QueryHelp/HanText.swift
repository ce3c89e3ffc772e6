import Tokenizer

/// Han characters below U+10000, folded as in an index: what the tables and counts of this module are about.
typealias HanText = [UInt16]

extension HanText {
  /// The runs of Han characters of a text that are at least `shortest` long. A rarer character beyond U+FFFF ends a run.
  static func runs(of text: some StringProtocol, shortest: Int = 1) -> [HanText] {
    var runs: [HanText] = []
    var run: HanText = []
    for scalar in text.unicodeScalars {
      if scalar.value <= 0xFFFF, CodePoint.isHan(scalar.value) {
        run.append(UInt16(truncatingIfNeeded: HanFolding.fold(scalar.value)))
      } else {
        if run.count >= shortest { runs.append(run) }
        run.removeAll(keepingCapacity: true)
      }
    }
    if run.count >= shortest { runs.append(run) }
    return runs
  }

  /// A text that is nothing but Han characters; nil when it isn't.
  static func whole(_ text: String) -> HanText? {
    let runs = runs(of: text)
    return runs.count == 1 && runs[0].count == text.unicodeScalars.count ? runs[0] : nil
  }

  /// The characters as text.
  var string: String { String(decoding: self, as: UTF16.self) }
}
