package import Documents

/// What is shown of a hit: its title and the passages around the matches.
package struct Snippet: Sendable, Equatable {
  /// The whole title.
  package let title: HighlightedText
  /// One or two passages of about 120 characters each (one of at most twice that when they meet); the text's begin when
  /// nothing in it matches.
  package let fragments: [HighlightedText]
}

extension IndexReader {
  /// The passages of a document that show best why it was found.
  ///
  /// - Complexity: O(bytes of the document), at most `SnippetMaker.searchLimit` of them.
  package func snippet(_ document: Document, for query: Query) -> Snippet {
    snippets(for: query).snippet(document)
  }

  /// What makes the snippets of a query: cheaper than `snippet(_:for:)` when there are several hits.
  package func snippets(for query: Query) -> SnippetMaker {
    SnippetMaker(
      terms: SnippetTerms(query) { term in
        0.1 + statistics.inverseFrequency(documentFrequency(term))
      })
  }
}

/// Finds the passages of documents for one query.
///
/// Marked are the stretches of a run of Han characters that match best anywhere in the document, title or text: the whole
/// run; else at least half of its bigrams in a row; else two; single bigrams only when there is nothing better. Words
/// and numbers are marked whole. Of a 文号 no part is marked where the document has the number itself.
package struct SnippetMaker: Sendable {
  /// Bytes of a text that are looked at, 256 KiB: about 87,000 Han characters, more than all but a few documents have,
  /// and under a millisecond to scan. What matches only after them is shown by the text's begin.
  package static let searchLimit = 1 << 18

  let terms: SnippetTerms

  /// The title and the best passages of a document.
  package func snippet(_ document: Document) -> Snippet {
    let (title, text) = (document.title.utf8.span, document.text.utf8.span)
    let (inTitle, inText) = (SnippetMatches(title, terms), SnippetMatches(text, terms))
    let levels = levels(inTitle, inText)
    return Snippet(
      title: HighlightedText(title, 0..<title.count, marks: inTitle.marks(levels)),
      fragments: fragments(text, inText, levels))
  }

  /// What is to be marked in the whole title and in the first `searchLimit` bytes of the text, as UTF-8 byte ranges,
  /// ascending by their begin.
  package func marks(_ document: Document) -> (title: [Range<Int>], text: [Range<Int>]) {
    let inTitle = SnippetMatches(document.title.utf8.span, terms)
    let inText = SnippetMatches(document.text.utf8.span, terms)
    let levels = levels(inTitle, inText)
    return (inTitle.marks(levels), inText.marks(levels))
  }

  /// How well each run of the query matches anywhere in the document.
  private func levels(_ inTitle: SnippetMatches, _ inText: SnippetMatches) -> [SnippetLevel] {
    var levels = [SnippetLevel](repeating: .single, count: terms.runs.count)
    inTitle.raise(&levels)
    inText.raise(&levels)
    for number in terms.numbers where levels[number.run] == .whole {
      for part in number.parts { levels[part] = .superseded }
    }
    return levels
  }

  private func fragments(
    _ text: Span<UInt8>, _ matches: SnippetMatches, _ levels: [SnippetLevel]
  ) -> [HighlightedText] {
    let marks = matches.marks(levels)
    return ranges(text, matches.shown(levels)).map { HighlightedText(text, $0, marks: marks) }
  }

  private func ranges(_ text: Span<UInt8>, _ stretches: [SnippetStretch]) -> [Range<Int>] {
    let windows = SnippetWindows(text, stretches, terms)
    guard let best = windows.best() else { return [SnippetPassage.around(0..<0, text)] }
    let first = SnippetPassage.around(windows.bytes(best), text)
    guard let other = windows.best(besides: best) else { return [first] }
    let second = SnippetPassage.around(windows.bytes(other), text)
    if first.upperBound >= second.lowerBound && second.upperBound >= first.lowerBound {
      let start = min(first.lowerBound, second.lowerBound)
      return [start..<max(first.upperBound, second.upperBound)]
    }
    return first.lowerBound < second.lowerBound ? [first, second] : [second, first]
  }
}
