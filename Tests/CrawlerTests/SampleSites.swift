import Documents

/// Sites for tests, made as sites.conf makes them.
enum SampleSites {
  /// The sites of a sites.conf text whose defaults are a delay of 1 s and a contact.
  static func parse(_ text: String, delay: String = "1s", more: String = "") -> [Site] {
    let head = "[defaults]\ndelay = \"\(delay)\"\ncontact = \"a@example.cn\"\n\(more)\n"
    return SitesFile.parse(text: head + text, path: "sites.conf").sites
  }

  /// One site with these hosts and further keys.
  static func one(
    _ id: String = "a", start: String = "http://a.cn/", delay: String = "1s", _ keys: String = ""
  ) -> [Site] {
    parse(
      "[[site]]\nid = \"\(id)\"\nname = \"站\"\nkind = \"portal\"\nstart = [\"\(start)\"]\n\(keys)\n",
      delay: delay)
  }

  /// Several sites, one host each.
  static func many(_ hosts: [String], delay: String = "1s", _ keys: String = "") -> [Site] {
    let tables = hosts.enumerated().map { index, host in
      "[[site]]\nid = \"s\(index)\"\nname = \"站\"\nkind = \"portal\"\nstart = [\"http://\(host)/\"]\n\(keys)\n"
    }
    return parse(tables.joined(), delay: delay)
  }
}
