/// The name among `names` that `word` was most likely meant to be, or nil where none is near.
///
/// Near is an edit distance (insertion, deletion, change, swap of neighbours) of at most one more than a third of the
/// word's length; letter case doesn't count. The first of several equally near names wins.
///
/// - Complexity: O(names × length²), with words over 64 bytes taken as near to nothing.
func nearestName(to word: String, among names: [String]) -> String? {
  let wanted = Array(word.lowercased().utf8)
  guard wanted.count <= 64 else { return nil }
  var best: (name: String, distance: Int)?
  for name in names {
    let distance = editDistance(wanted, Array(name.lowercased().utf8))
    if distance < best?.distance ?? wanted.count / 3 + 2 { best = (name, distance) }
  }
  return best?.name
}

/// The optimal string alignment distance of two byte strings.
func editDistance(_ left: [UInt8], _ right: [UInt8]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, leftByte) in left.enumerated() {
    var current = [row + 1]
    for (column, rightByte) in right.enumerated() {
      let change = last[column] + (leftByte == rightByte ? 0 : 1)
      var distance = min(change, last[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, leftByte == right[column - 1], left[row - 1] == rightByte {
        distance = min(distance, beforeLast[column - 1] + 1)
      }
      current.append(distance)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}
