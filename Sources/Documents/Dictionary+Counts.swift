extension [String: Int] {
  /// The largest count first, of equal ones by name.
  package var byCount: [(key: String, value: Int)] {
    sorted { ($1.value, $0.key) < ($0.value, $1.key) }
  }

  /// The counts in a line: `404 5, timeout 1`.
  package var listing: String { byCount.map { "\($0.key) \($0.value)" }.joined(separator: ", ") }
}
