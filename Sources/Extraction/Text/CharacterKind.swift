/// Questions about single code points that layout and joining ask.
enum CharacterKind {
  /// Whether text of this script is written without blanks: Han, kana, and Chinese punctuation.
  static func isWide(_ scalar: UInt32) -> Bool {
    scalar >= 0x2E80 && scalar <= 0x9FFF || scalar >= 0xF900 && scalar <= 0xFAFF
      || scalar >= 0xFE30 && scalar <= 0xFE4F || scalar >= 0xFF00 && scalar <= 0xFFEF
      || scalar >= 0x20000 && scalar <= 0x3FFFF || scalar == 0x2018 || scalar == 0x2019
      || scalar == 0x201C || scalar == 0x201D || scalar == 0x2014 || scalar == 0x2026
  }

  /// Whether it is a Han character.
  static func isHan(_ scalar: UInt32) -> Bool {
    scalar >= 0x3400 && scalar <= 0x4DBF || scalar >= 0x4E00 && scalar <= 0x9FFF
      || scalar >= 0xF900 && scalar <= 0xFAFF || scalar >= 0x20000 && scalar <= 0x3FFFF
  }
}
