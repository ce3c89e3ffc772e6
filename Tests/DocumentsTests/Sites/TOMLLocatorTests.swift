import Testing

@testable import Documents

/// The places of keys and values in good and bad TOML. Source of the grammar: https://toml.io/en/v1.0.0
struct TOMLLocatorTests {
  /// "key line:column value line:column" of the value at a path; strings are keys, numbers are indexes.
  private func place(_ text: String, _ path: Any...) -> String {
    let steps = path.compactMap { step in
      (step as? Int).map(TOMLStep.index) ?? (step as? String).map(TOMLStep.key)
    }
    let place = TOMLLocator(Array(text.utf8)).place(steps)
    return "\(place.key.line):\(place.key.column) \(place.value.line):\(place.value.column)"
  }

  @Test func `a key and its value`() {
    #expect(place("a = 1\n  bc\t=  \"x\"\n", "bc") == "2:3 2:9")
  }

  @Test func `columns count characters, not bytes`() {
    #expect(place("\"经信\" = \"局\"", "经信") == "1:1 1:8")
    #expect(place("a = [\"经\", \"信\"]", "a", 1) == "1:11 1:11")
  }

  @Test func `a byte order mark takes no part in the key`() {
    #expect(place("\u{FEFF}a = 1", "a") == "1:2 1:6")
  }

  @Test func `tables and dotted keys`() {
    let text = "[x]\na.b . \"c d\" = 1\n[ y . z ]\nk = 2\n"

    #expect(place(text, "x", "a", "b", "c d") == "2:1 2:15")
    #expect(place(text, "x", "a") == "2:1 2:15")
    #expect(place(text, "y", "z", "k") == "4:1 4:5")
    #expect(place(text, "y", "z") == "3:1 3:1")
  }

  @Test func `arrays of tables count from 0, and tables below belong to the last`() {
    let text = "[[s]]\nid = 1\n[s.sub]\nx = 1\n\n[[s]]\nid = 2\n[s.sub]\nx = 2\n[[s.deep]]\ny = 3\n"

    #expect(place(text, "s", 0, "id") == "2:1 2:6")
    #expect(place(text, "s", 0, "sub", "x") == "4:1 4:5")
    #expect(place(text, "s", 1) == "6:1 6:1")
    #expect(place(text, "s", 1, "id") == "7:1 7:6")
    #expect(place(text, "s", 1, "sub", "x") == "9:1 9:5")
    #expect(place(text, "s", 1, "deep", 0, "y") == "11:1 11:5")
  }

  @Test func `elements of arrays over several lines with comments`() {
    let text = "a = [ # ] \"no\n  1,\n  'two', # , three\n  [4, 5],\n]\nb = 6\n"

    #expect(place(text, "a", 0) == "2:3 2:3")
    #expect(place(text, "a", 1) == "3:3 3:3")
    #expect(place(text, "a", 2, 1) == "4:7 4:7")
    #expect(place(text, "b") == "6:1 6:5")
  }

  @Test func `inline tables, and tables in arrays`() {
    let text = "p = {x = 1, y.z = [2]}\nq = [{a = 1}, {a = 2}]\n"

    #expect(place(text, "p", "x") == "1:6 1:10")
    #expect(place(text, "p", "y", "z", 0) == "1:20 1:20")
    #expect(place(text, "q", 1, "a") == "2:16 2:20")
  }

  @Test(arguments: [
    "\"a # b ] } \\\" = \"", "'c:\\ # [ \"'", "\"\"\"\nb = 9 # no\n\"x\" \\\"\"\" \n\"\"\"",
    "'''\nb = 9\n''x'''", "\"\"\"\"q\"\"\"\"\"",
    "2009-12-04T10:00:00+08:00", "-1_000", "inf", "0xdead_BEEF", "true", "\"\"", "''",
    "\"\"\"\"\"\"",
  ])
  func `what stands in a value is not taken for keys`(value: String) {
    let lines = value.split(separator: "\n", omittingEmptySubsequences: false).count

    #expect(place("a = \(value) # b = 8\nb = 1\n", "b") == "\(lines + 1):1 \(lines + 1):5")
  }

  @Test func `escapes in keys are read`() {
    #expect(place("\"a\\u7ECF\\t\\\"\" = 1\n", "a经\t\"") == "1:1 1:17")
    #expect(place("'a\\n' = 1\n", "a\\n") == "1:1 1:9")
  }

  @Test func `a path that is not there is placed at what surrounds it`() {
    #expect(place("[[s]]\nid = 1\n", "s", 0, "name", 3) == "1:1 1:1")
    #expect(place("\n\nx = 1\n", "y") == "1:1 1:1")
  }

  @Test func `carriage returns before line feeds don't count as lines`() {
    #expect(place("a = 1\r\nb = [\r\n 2\r\n]\r\n", "b", 0) == "3:2 3:2")
  }

  @Test(arguments: ["\"a\\u0000\"", "\"\"\"\n\\U00000000\"\"\""])
  func `an escape for U+0000 is found`(value: String) {
    #expect(TOMLLocator(Array("a = \(value)".utf8)).nulEscape != nil)
  }

  @Test(arguments: ["'a\\u0000'", "\"a\\\\u0000\"", "\"\\u0001\"", "# \\u0000"])
  func `what only looks like one is not`(value: String) {
    #expect(TOMLLocator(Array("a = \(value)".utf8)).nulEscape == nil)
  }

  @Test func `64 levels are taken and 65 are not`() {
    let levels = { (count: Int) in
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }

    #expect(TOMLLocator(Array("a = \(levels(63))".utf8)).tooDeep == nil)
    #expect(TOMLLocator(Array("a = \(levels(65))".utf8)).tooDeep != nil)
  }

  @Test(arguments: [
    "[", "[[", "[a", "[[a]", "a", "a =", "a = [", "a = [1", "a = [,,,]", "a = {", "a = {b",
    "a = {,}", "a = \"", "a = '''", "a = \"\\", "a = \"\\u12",
    "= 1", ". = 1", "a..b = 1", "]", "}", "a = ]", "\"", "\u{0}", "a = [}", "a = {]", "\\",
    "a = [#", "\"\\uD800\" = 1",
  ])
  func `a bad text ends the scan without harm`(text: String) {
    let locator = TOMLLocator(Array(text.utf8))

    #expect(locator.place([.key("a")]).value.line == 1)
  }
}
