import Testing

@testable import Charset

struct EncodingLabelTests {
  @Test(arguments: [
    ("utf-8", Encoding.utf8), ("UTF8", .utf8), (" gb2312\n", .gbk), ("GB_2312-80", .gbk),
    ("x-gbk", .gbk), ("gb18030", .gb18030), ("big5-hkscs", .big5), ("iso-8859-1", .windows1252),
    ("us-ascii", .windows1252), ("latin1", .windows1252), ("utf-16", .utf16LE),
    ("unicodefffe", .utf16BE), ("hz-gb-2312", .replacement), ("iso-2022-kr", .replacement),
    ("sjis", .shiftJIS), ("ks_c_5601-1987", .eucKR), ("koi8-ru", .koi8u), ("visual", .iso8859Part8),
    ("logical", .iso8859Part8I), ("tis-620", .windows874), ("x-user-defined", .xUserDefined),
  ])
  func `a label means the standard's encoding`(label: String, encoding: Encoding) {
    #expect(Encoding(label: label) == encoding)
  }

  @Test(arguments: ["", "utf", "utf-7", "gb 2312", "hz", "utf-8\u{0B}", "ＵＴＦ-8"])
  func `what is no label means nothing`(label: String) {
    #expect(Encoding(label: label) == nil)
  }

  @Test func `the standard's 228 labels are all known`() {
    #expect(Encoding.labelCount == 228)
  }

  @Test func `HZ is believed only of a detector`() {
    #expect(Encoding(detected: "HZ-GB-2312") == .hz)
    #expect(Encoding(label: "HZ-GB-2312") == .replacement)
  }

  @Test(arguments: Encoding.allCases)
  func `every encoding is found by its own name`(encoding: Encoding) {
    #expect(Encoding(name: encoding.name.uppercased()) == encoding)
  }
}
