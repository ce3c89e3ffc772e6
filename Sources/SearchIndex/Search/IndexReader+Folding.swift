extension IndexReader {
  /// How many ranked documents are looked at for near-duplicates, so that `wanted` groups are nearly always among them.
  static func foldingDepth(_ wanted: Int) -> Int { wanted == 0 ? 0 : 2 * wanted + 100 }

  /// The hits with near-duplicates as copies of the best of them.
  ///
  /// - Returns: the best of each group in the order of the ranking.
  func folded(_ ranked: [Hit]) -> [Hit] {
    var groups = DuplicateGroups(capacity: min(ranked.count, 1024))
    var folded: [Hit] = []
    for hit in ranked {
      let group = groups.group(of: fingerprint(hit))
      if group < folded.count { folded[group].copies.append(hit) } else { folded.append(hit) }
    }
    return folded
  }

  private func fingerprint(_ hit: Hit) -> DuplicateGroups.Fingerprint {
    let segment = parts[hit.segment].segment
    return DuplicateGroups.Fingerprint(
      content: segment.value64(.contentHash, hit.document),
      simhash: segment.value64(.simhash, hit.document),
      length: LengthNorm.decode(segment.norm(.body, hit.document)))
  }
}
