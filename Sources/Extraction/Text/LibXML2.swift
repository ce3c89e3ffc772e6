import CLibXML2

/// libxml2's state that all its parsers share.
enum LibXML2 {
  /// Makes it, once: libxml2 2.9.14 makes it at the first parse, and two first parses on two threads wait for each other for ever.
  static let start: Void = xmlInitParser()
}
