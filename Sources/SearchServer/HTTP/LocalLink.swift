/// A link within this server, encoded; the only way to write one is by its parts, so that no text can break out of it.
package struct LocalLink: Sendable, Equatable {
  /// The link as it stands in an attribute before HTML escaping: a path, then the encoded parameters.
  package let reference: String

  /// A link to `path`, which is written by us and taken as it is, with these parameters; to a page in the language of the one being made.
  package init(path: String, parameters: [(name: String, value: String)] = []) {
    var text = PageContext.current.language.path(to: path)
    for (index, parameter) in parameters.enumerated() {
      text += index == 0 ? "?" : "&"
      text += "\(parameter.name)=\(PercentCoding.encode(parameter.value))"
    }
    reference = text
  }

  /// A link to the target of a request whose path is one of ours.
  init(target: String) { reference = target }
}
