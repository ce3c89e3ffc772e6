import Charset
import Documents

/// Collects a page's links, absolute, each URL once with its longest anchor text.
enum PageLinks {
  /// The first links in order of first appearance, at most so many; without a base only absolute ones.
  static func collect(
    _ tree: HTMLTree, base: WebURL?, encoding: Encoding, most: Int
  ) -> [ExtractedLink] {
    guard most > 0 else { return [] }
    var links: [ExtractedLink] = []
    var places: [String: Int] = [:]
    for index in tree.nodes.indices {
      let tag = tree.nodes[index].tag
      guard tag == .a || tag == .area, links.count < most,
        let href = tree.attribute(.href, of: index), !href.isEmpty, href.first != UInt8(ascii: "#"),
        let url = WebURL(bytes: Array(href), base: base, encoding: encoding), url.isHTTP
      else { continue }
      let text = tree.plainText(index)
      let target = url.withoutFragment.href
      if let place = places[target] {
        if text.utf8.count > links[place].text.utf8.count { links[place].text = text }
      } else {
        places[target] = links.count
        links.append(ExtractedLink(url: target, text: text))
      }
    }
    return links
  }
}
