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
    ("control characters", closeString),
    ("parsing string: encountered end", closeString),
    ("parsing literal string: encountered end", closeString),
    ("escape", "write a backslash as \\\\, or put the string in single quotes"),
    ("unicode scalar", "write the character itself; the file is UTF-8"),
    ("expected '='", "put an = between key and value"),
    ("expected a comment or whitespace", "begin a new line, or a comment with #"),
    ("parsing array", "end the array with ] and put a comma between its elements"),
    ("inline table", "write the keys on lines of their own below [defaults] or [[site]]"),
    ("table header", "write [defaults] with one pair of brackets and [[site]] with two"),
    ("parsing root table", "begin each line with a key, a table such as [[site]], or #"),
    ("parsing key:", "write key = value; keys are lower-case letters and _"),
    ("string", "strings stand in straight double quotes: \"…\""),
    ("parsing", quoteValue),
  ]

  private static let closeString =
    "close the string with the quotation mark that it began with, on the same line"
  private static let quoteValue =
    "put the value in straight double quotes unless it is a whole number, true or false"
}
