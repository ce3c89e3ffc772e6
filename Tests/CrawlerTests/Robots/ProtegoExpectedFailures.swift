/// Protego's cases (by their index in suites/protego/cases.json) that contradict Google's parser or
/// RFC 9309, and why.
///
/// Each must still fail: a case that begins to pass has to leave this list.
let protegoExpectedFailures: [Int: String] = {
  let token =
    "Protego compares whole agent names; "
    + "RFC 9309 §2.2.1 and Google end a product token "
    + "at the first character that is no ASCII letter, - or _"
  let escape =
    "Protego takes an escaped ASCII character for the character itself; "
    + "Google's recorded case ID_Encoding (%62%61%7A) keeps them apart"
  let raw = "Google's recorded case ID_Encoding: a URL that isn't escaped doesn't match"
  let other = "Protego ends a group at an unknown record; RFC 9309 §2.2.4 forbids that"
  let slash = "Protego puts a slash before a pattern; Google compares it as written"
  let reasons: [(String, [Int])] = [
    (
      token,
      [
        67, 68, 69, 71, 72, 73, 75, 76, 78, 79, 80, 82, 83, 84, 86, 87, 88, 90, 91, 93, 94, 95,
        109, 115, 117, 120, 188, 196, 197, 254, 256, 257,
      ]
    ),
    (escape, [32, 34, 37, 39, 240, 281, 286, 290, 293, 294, 296, 297, 300, 301]),
    (raw, [278, 280]),
    (other, [245, 246, 247]),
    (slash, [303]),
  ]
  return Dictionary(
    uniqueKeysWithValues: reasons.flatMap { (reason, cases) in cases.map { ($0, reason) } })
}()
