import Bytes

@testable import Documents

#if canImport(Glibc)
  import Glibc
#endif

/// Texts of sites.conf for tests, and how their problems read.
enum SitesTestText {
  /// The lines of a good site; `defaults` stands above it in lines 1 and 2.
  static let defaults = "[defaults]\ncontact = \"search@chengdu.gov.cn\"\n"

  /// A good file with one site, whose table begins in line 3, and `more` from line 8 on.
  static func oneSite(_ more: String = "") -> String {
    defaults
      + "[[site]]\nid = \"jxj\"\nname = \"经信局\"\nkind = \"department\"\n"
      + "start = [\"https://cdjx.chengdu.gov.cn/\"]\n" + more
  }

  /// Files that exist only in a test; all others are missing.
  static func files(_ contents: [String: String]) -> ConfigurationFiles {
    ConfigurationFiles { path throws(FileError) in
      guard let text = contents[path] else {
        throw .system(operation: "open", path: path, errno: ENOENT)
      }
      return Array(text.utf8)
    }
  }

  /// What `kuasou sites check` says about a text at conf/sites.conf, without the folder.
  static func report(_ text: String, _ contents: [String: String] = [:]) -> String {
    report(bytes: Array(text.utf8), contents)
  }

  /// What `kuasou sites check` says about bytes at conf/sites.conf.
  static func report(bytes: [UInt8], _ contents: [String: String] = [:]) -> String {
    SitesFile.parse(bytes: bytes, path: "conf/sites.conf", files: files(contents)).report
      .replacing("conf/sites.conf:", with: "")
  }
}
