import Documents
import Tokenizer

/// Takes in what a document gives an index, field by field.
protocol DocumentSink: TokenSink, ~Copyable {
  /// The tokens that follow are of this field.
  mutating func begin(_ field: IndexField)
  /// The field's tokens, whose byte ranges lie in `text`, are complete.
  mutating func end(_ text: Span<UInt8>)
  /// A term of a field without text, such as a form of a document number, and how often it counts; hashed words come with their spelling.
  mutating func exactTerm(_ key: UInt64, _ spelling: [UInt8], frequency: UInt32)
}

extension DocumentSink where Self: ~Copyable {
  /// Takes in a document and returns the hash of its title and text, for equal content under several addresses.
  mutating func take(_ document: Document) -> UInt64 {
    let (title, body) = (document.title, document.body)
    let titleBytes = title.utf8.span
    let bodyBytes = body.utf8.span
    let hash = takeBody(bodyBytes)
    begin(.title)
    tokenize(titleBytes, into: &self)
    end(titleBytes)
    takeNumbers(document.metadata.documentNumber, titleBytes, bodyBytes)
    if !document.metadata.issuer.isEmpty { takeIssuer(document.metadata.issuer) }
    return hash
  }

  /// Takes in a body and returns its hash.
  mutating func takeBody(_ bytes: Span<UInt8>) -> UInt64 {
    begin(.body)
    tokenize(bytes, into: &self)
    end(bytes)
    return KeyHash.of(bytes)
  }

  private mutating func takeIssuer(_ issuer: String) {
    var seen: Set<UInt64> = []
    for token in tokens(of: issuer, .all).prefix(DocumentLimits.issuerTokens)
    where seen.insert(token.key).inserted {
      let spelling = TokenKey.isHashed(token.key) ? Array(token.text.utf8) : []
      exactTerm(IndexField.issuer.termKey(token.key), spelling, frequency: 1)
    }
  }

  private mutating func takeNumbers(
    _ printed: String, _ title: Span<UInt8>, _ body: Span<UInt8>
  ) {
    let head = body.extracting(first: DocumentLimits.numberSearch)
    let given = printed.isEmpty ? [] : DocumentNumber.find(in: printed.utf8.span)
    let inHead = DocumentNumber.find(in: head)
    let found = given + DocumentNumber.find(in: title) + inHead
    guard !found.isEmpty else { return }
    let own = given.first ?? DocumentNumber.own(of: inHead, in: head)
    var seen: Set<[UInt8]> = []
    for number in found.prefix(DocumentLimits.numbers) {
      let isOwn = number.wholeForm == own?.wholeForm
      for form in number.forms where seen.insert(form).inserted {
        let key = IndexField.documentNumber.termKey(TokenKey.word(form))
        exactTerm(key, form, frequency: isOwn ? DocumentLimits.ownNumberFrequency : 1)
      }
    }
  }
}
