import Tokenizer

/// The terms that a text of a query means.
enum QueryTerms {
  /// The terms of a text in a field; of the body, single characters and words of other scripts are looked for in their own field.
  static func all(of text: String, _ field: IndexField) -> [QueryTerm] {
    let body = tokens(of: text, .body)
    let others = tokens(of: text, .characters).filter { $0.kind == .otherWord }
    let first = body.first?.position ?? 0
    return (body + others).sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }.map { token in
      let isAlone = token.kind == .hanUnigram || token.kind == .otherWord
      return QueryTerm(
        text: token.text,
        query: TermQuery(token, isAlone && field == .body ? .characters : field),
        offset: token.position &- first, length: token.kind == .hanBigram ? 2 : 1)
    }
  }

  /// The 文号 that a text holds, as the one term that it is looked up by.
  static func documentNumber(in text: String) -> QueryTerm? {
    let bytes = Array(text.utf8)
    guard let number = DocumentNumber.find(in: bytes.span).first else { return nil }
    let form = number.wholeForm
    let key = IndexField.documentNumber.termKey(TokenKey.word(form))
    return QueryTerm(
      text: String(decoding: form, as: UTF8.self),
      query: TermQuery(key: key, spelling: TokenKey.isHashed(key) ? form : []), offset: 0,
      length: 1)
  }
}

extension QueryTerm {
  /// Whether it is of Han characters.
  var isHan: Bool { RankingRecipe.characters(of: IndexField.tokenKey(of: query.key)) != nil }
}
