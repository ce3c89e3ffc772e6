import Bytes
import Foundation
import TestSupport

/// Texts that have broken other people's pages.
enum Payloads {
  /// Our own list: each tries to leave a text, a quoted value, a link, a comment, a script or a style.
  static let own = [
    "<script>alert(1)</script>", "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>",
    "</title><svg onload=alert(1)>",
    "\" onmouseover=\"alert(1)", "' autofocus onfocus='alert(1)", "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//",
    "java\tscript:alert(1)", "&#106;avascript:alert(1)", "data:text/html;base64,PHNjcmlwdD4=",
    "</mark></p></li></ol><h1>x",
    "<!--", "-->", "<![CDATA[", "]]>", "<?xml", "%3Cscript%3E", "%253Cscript%253E",
    "\\u003cscript\\u003e", "{{7*7}}", "${7*7}",
    "\u{0}<script\u{0}>", "<scr\u{0}ipt>", "\u{FEFF}<b>", "\u{202E}gnp.exe", "\u{2028}\u{2029}",
    "＜script＞", "<a href=//evil>",
    "https://a.gov.cn/\"><script>alert(1)</script>", "https://a.gov.cn/' onclick='x",
    "https://user:pass@a.gov.cn/<b>",
    "http://a.gov.cn/?q=<script>&x=\"'", "https://a.gov.cn/#</a><script>", "//evil.example/",
    "/\\evil.example", "https:evil",
    "<mark>x</mark>", "&lt;b&gt;", "&amp;lt;", "&", "<", ">", "\"", "'", "`", "=",
    "a\r\nSet-Cookie: x=1", "\r\n\r\n<html>",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<style>@import'//evil'</style>",
    "<base href=//evil>", "<meta http-equiv=refresh content=0;url=//evil>",
    "<form action=//evil><input name=q>",
    "<svg><animate onbegin=alert(1)>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
  ]

  /// The Big List of Naughty Strings from the shared data; empty where that is absent.
  static let naughty: [String] = {
    guard SharedData.has("suites/blns/blns.json"),
      let bytes = try? LocalFileSystem().read(SharedData.path("suites/blns/blns.json"))
    else { return [] }
    return (try? JSONDecoder().decode([String].self, from: Data(bytes))) ?? []
  }()

  /// Both lists.
  static let all = own + naughty
}
