/// Writes text from templates.
///
/// A template is ordinary text with two kinds of holes: `<甲|乙|丙>` is one of the choices (they
/// nest), `{name}` is a slot's value, an entry drawn from `Vocabulary`, or with `{n:3-20}` a number.
/// What a hole yields is a template again.
struct Prose {
  /// The source of every choice.
  var random: CityRandom
  /// Values of this page, such as `host` and `year`.
  var slots: [String: String]

  /// How deep holes may nest before they are left as they are; real templates need four.
  private static let maximumDepth = 12

  /// Starts with the page's random sequence and slots.
  init(random: CityRandom, slots: [String: String]) {
    self.random = random
    self.slots = slots
  }

  /// The template with every hole filled.
  mutating func text(_ template: String) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(template.utf8.count * 2)
    expand(Array(template.utf8)[...], depth: 0, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// One of the templates with every hole filled.
  mutating func text(oneOf templates: [String]) -> String { text(random.pick(templates)) }

  private mutating func expand(
    _ template: ArraySlice<UInt8>, depth: Int, into output: inout [UInt8]
  ) {
    var position = template.startIndex
    while position < template.endIndex {
      let byte = template[position]
      if byte == UInt8(ascii: "{") {
        position = expandSlot(template, at: position, depth: depth, into: &output)
      } else if byte == UInt8(ascii: "<") {
        position = expandChoice(template, at: position, depth: depth, into: &output)
      } else {
        output.append(byte)
        position += 1
      }
    }
  }

  /// Fills the slot that opens at `start` and returns the position behind it.
  private mutating func expandSlot(
    _ template: ArraySlice<UInt8>, at start: Int, depth: Int, into output: inout [UInt8]
  ) -> Int {
    guard let end = template[start...].firstIndex(of: UInt8(ascii: "}")) else {
      output.append(template[start])
      return start + 1
    }
    let name = String(decoding: template[(start + 1)..<end], as: UTF8.self)
    let value = value(ofSlot: name)
    if depth < Self.maximumDepth {
      expand(Array(value.utf8)[...], depth: depth + 1, into: &output)
    } else {
      output.append(contentsOf: value.utf8)
    }
    return end + 1
  }

  private mutating func value(ofSlot name: String) -> String {
    if let value = slots[name] { return value }
    if let entries = Vocabulary.lists[name] { return random.pick(entries) }
    if name.hasPrefix("n:") {
      let bounds = name.dropFirst(2).split(separator: "-").compactMap { Int($0) }
      if bounds.count == 2, bounds[0] <= bounds[1] {
        return String(random.number(in: bounds[0]...bounds[1]))
      }
    }
    preconditionFailure("a template names the unknown slot \(name)")
  }

  /// Fills one option of the choice that opens at `start` and returns the position behind it.
  private mutating func expandChoice(
    _ template: ArraySlice<UInt8>, at start: Int, depth: Int, into output: inout [UInt8]
  ) -> Int {
    var options: [Range<Int>] = []
    var optionStart = start + 1
    var nesting = 0
    var position = start
    while position < template.endIndex {
      let byte = template[position]
      if byte == UInt8(ascii: "<") { nesting += 1 }
      if byte == UInt8(ascii: ">") { nesting -= 1 }
      if nesting == 0 || (nesting == 1 && byte == UInt8(ascii: "|")) {
        options.append(optionStart..<position)
        optionStart = position + 1
      }
      if nesting == 0 { break }
      position += 1
    }
    let chosen = random.pick(options)
    expand(template[chosen], depth: depth + 1, into: &output)
    return position + 1
  }
}
