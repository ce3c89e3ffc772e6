import Bytes
import Testing

@testable import Documents

/// What a file that is no TOML text at all is told.
struct SitesSyntaxTests {
  private func report(_ text: String) -> String { SitesTestText.report(text) }

  @Test func `an empty file is told what it needs`() {
    #expect(
      report("") == """
        1:1: error: the file has no [[site]]
        help: add one with id, name, kind and start; docs/sites-conf.md shows how

        """)
  }

  @Test func `a file of comments only is an empty file`() {
    #expect(report("# nothing yet\n").hasPrefix("1:1: error: the file has no [[site]]\n"))
  }

  @Test func `a byte that is not UTF-8 is shown at its line and column`() {
    let text = Array("# 成都\nname = \"".utf8) + [0xB3, 0xC9] + Array("\"\n".utf8)

    #expect(
      SitesTestText.report(bytes: text) == """
        2:9: error: byte 0xB3 is not UTF-8
        help: save the file as UTF-8; if it is GBK: iconv -f GB18030 -t UTF-8 OLD > NEW

        """)
  }

  @Test func `a binary file is shown at its first zero byte`() {
    #expect(
      SitesTestText.report(bytes: [0x7F, 0x45, 0x4C, 0x46, 0x0A, 0x01, 0x00, 0xFF]) == """
        2:2: error: the file is binary: it has a zero byte
        help: name a text file in UTF-8

        """)
  }

  @Test(arguments: [[0xFF, 0xFE, 0x5B, 0x00], [0xFE, 0xFF, 0x00, 0x5B]] as [[UInt8]])
  func `a UTF-16 file is told so`(bytes: [UInt8]) {
    #expect(
      SitesTestText.report(bytes: bytes) == """
        1:1: error: the file is UTF-16
        help: save it as UTF-8

        """)
  }

  @Test func `a control character is shown where it stands`() {
    #expect(
      report("# 成\u{7}\n") == """
        1:4: error: control character U+0007
        help: delete it

        """)
  }

  @Test func `a byte order mark and carriage returns are no problem`() {
    let text = "\u{FEFF}" + SitesTestText.oneSite().split(separator: "\n").joined(separator: "\r\n")

    #expect(report(text) == "")
  }

  @Test(arguments: [
    (
      "delay = \"1s", "8:12",
      "close the string with the quotation mark that it began with, on the same line"
    ),
    (
      "delay = 1s", "8:10",
      "put the value in straight double quotes unless it is a whole number, true or false"
    ),
    (
      "delay = “1s”", "8:9",
      "put the value in straight double quotes unless it is a whole number, true or false"
    ),
    ("delay \"1s\"", "8:7", "put an = between key and value"),
    ("district = \"武侯\" 区", "8:17", "begin a new line, or a comment with #"),
    ("district = \"\\武\"", "8:14", "write a backslash as \\\\, or put the string in single quotes"),
    ("id = \"b\"", "8:6", "the key or table stands twice; keep one of them"),
    ("[defaults]", "8:1", "the key or table stands twice; keep one of them"),
    ("[[site]", "8:8", "write [defaults] with one pair of brackets and [[site]] with two"),
    (
      "exclude = [\"*/a\" \"*/b\"]", "8:18",
      "end the array with ] and put a comma between its elements"
    ),
    ("网站 = 1", "8:1", "begin each line with a key, a table such as [[site]], or #"),
    ("a. = 1", "8:4", "write key = value; keys are lower-case letters and _"),
    ("a = {b = 1,", "8:12", "write the keys on lines of their own below [defaults] or [[site]]"),
  ])
  func `what TOMLKit refuses is shown where it stopped`(
    line: String, position: String, help: String
  ) {
    let lines = report(SitesTestText.oneSite(line + "\n")).split(separator: "\n")

    #expect(lines.count == 2)
    #expect(
      lines.first?.hasPrefix("\(position): error: not TOML: Error while parsing ") == true,
      "\(lines)")
    #expect(lines.last == "help: \(help)")
  }

  @Test(arguments: [
    (
      "[[网站]]", "8:3", "a table's name must begin with a letter, a digit, - or _",
      "sites.conf has the tables [defaults] and [[site]] only"
    ),
    (
      "[ # x", "8:3", "a table's name must begin with a letter, a digit, - or _",
      "sites.conf has the tables [defaults] and [[site]] only"
    ),
    (
      "exclude = [\n  \"*/a\",\n}", "10:1", "no element of an array begins like this",
      "put strings in straight double quotes, and end the array with ]"
    ),
    (
      "exclude = [“*/a”]", "8:12", "no element of an array begins like this",
      "put strings in straight double quotes, and end the array with ]"
    ),
    (
      "delay = 2009-12-04T!", "8:9", "a date with a T has no time behind it",
      "put the value in double quotes"
    ),
  ])
  func `what TOMLKit would trap at is never given to it`(
    line: String, position: String, message: String, help: String
  ) {
    #expect(
      report(SitesTestText.oneSite(line + "\n")) == """
        \(position): error: not TOML: \(message)
        help: \(help)

        """)
  }

  @Test func `an error before such a place is the one that is reported`() {
    #expect(
      report("a = \n[[网站]]\n").hasPrefix("1:5: error: not TOML: Error while parsing key-value pair")
    )
  }

  @Test func `an escape for U+0000 is refused, since C strings end there`() {
    #expect(
      report(SitesTestText.oneSite("district = \"a\\u0000b\"\n")) == """
        8:14: error: a string has the character U+0000
        help: delete it

        """)
  }

  @Test func `keys nested deeply are refused before the parser sees them`() {
    let deep = Array(repeating: "a", count: 100_000).joined(separator: ".")

    #expect(
      report("\(deep) = 1\n") == """
        1:129: error: keys, arrays or tables are nested deeper than 64
        help: sites.conf has [defaults], [[site]] and arrays of strings, nothing deeper

        """)
  }

  @Test func `arrays nested deeply are refused before the parser sees them`() {
    let deep = String(repeating: "[", count: 100_000)

    #expect(report("a = \(deep)").contains("are nested deeper than 64"))
  }

  @Test func `a missing file is named without a position`() {
    let file = SitesFile.read(path: "/nowhere/sites.conf")

    #expect(
      file.report == """
        /nowhere/sites.conf: error: cannot open /nowhere/sites.conf: No such file or directory
        help: check the spelling of /nowhere/sites.conf, or create it; or name another file with --sites

        """)
    #expect(file.exitCode == 2)
  }

  @Test func `a folder is told to be one`() {
    let file = SitesFile.read(path: "/tmp")

    #expect(
      file.report.hasPrefix("/tmp: error: cannot read /tmp: Is a directory\nhelp: /tmp is a folder")
    )
  }

  @Test func `a file too large to be one is told the limit`() {
    let files = ConfigurationFiles { path throws(FileError) in
      throw .system(operation: "read", path: path, errno: 27)
    }

    #expect(
      SitesFile.read(path: "s.conf", files: files).report == """
        s.conf: error: cannot read s.conf: File too large
        help: sites.conf is a text of at most 8 MiB; or name another file with --sites

        """)
  }

  @Test func `a file that may not be read is told who may`() {
    let files = ConfigurationFiles { path throws(FileError) in
      throw .system(operation: "open", path: path, errno: 13)
    }

    let report = SitesFile.read(path: "s.conf", files: files).report

    #expect(
      report.hasPrefix("s.conf: error: cannot open s.conf: Permission denied\nhelp: run as a user"))
  }
}
