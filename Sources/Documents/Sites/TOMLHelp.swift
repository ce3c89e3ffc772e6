/// What to do about a text that TOMLKit refuses.
enum TOMLHelp {
  /// Said where nothing more can be said.
  static let general =
    "write key = value, one a line; strings in double quotes, arrays in [ ], # begins a comment"

  /// Help that fits the parser's message.
  static func line(for message: String) -> String {
    for (part, help) in cases where message.contains(part) { return help }
    return general
  }

  /// Parts of the messages of toml++ 3.4, which TOMLKit 0.6.0 wraps, the more special ones first.
  private static let cases: [(part: String, help: String)] = [
    ("redefine", "the key or table stands twice; keep one of them"),
    ("escape", "write a backslash as \\\\, or put the string in single quotes"),
    ("terminat", "close the string with the quotation mark that it began with, on the same line"),
    ("array", "end the array with ] and put a comma between its elements"),
    ("inline table", "write the keys on lines of their own below [defaults] or [[site]]"),
    ("string", "strings stand in double quotes: \"…\""),
    ("table header", "write [defaults] with one pair of brackets and [[site]] with two"),
    ("integer", "put the value in double quotes unless it is a whole number, true or false"),
    ("value", "put the value in double quotes unless it is a whole number, true or false"),
    ("key", "write key = value; keys are lower-case letters and _"),
  ]
}
