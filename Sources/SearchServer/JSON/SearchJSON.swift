import Documents
import Editorial

/// A page of results as JSON; the names of its members are a contract.
package struct SearchJSON: Sendable {
  private let query: SearchQuery
  private let page: ResultPage
  private let generation: UInt64

  /// The JSON of these answers to this query.
  package init(query: SearchQuery, page: ResultPage, generation: UInt64) {
    self.query = query
    self.page = page
    self.generation = generation
  }

  /// The whole object.
  package func render() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("query", query.text)
      json.member("page", query.offset / max(query.size, 1) + 1)
      json.member("size", query.size)
      json.member("sort", query.sort.rawValue)
      json.member("total", page.total)
      json.member("copies", page.copies)
      json.member("partial", page.isPartial)
      json.member("match", page.match.rawValue)
      json.member("microseconds", microseconds)
      json.member("generation", Int(generation))
      filters(&json)
      json.member("absentWords", page.absentWords)
      relaxations(&json)
      corrections(&json)
      json.member("related", page.related.map(\.text))
      json.member("notices", page.notices)
      bestBets(&json)
      hits(&json)
      facets(&json)
      json.member("next", next)
    }
    return json.bytes
  }

  /// The object without results and what belongs to them.
  package func renderFacets() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.member("query", query.text)
      json.member("total", page.total)
      json.member("partial", page.isPartial)
      json.member("match", page.match.rawValue)
      json.member("microseconds", microseconds)
      json.member("generation", Int(generation))
      filters(&json)
      facets(&json)
    }
    return json.bytes
  }

  private var microseconds: Int {
    let (seconds, attoseconds) = page.elapsed.components
    return Int(seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
  }

  private var next: String? {
    let offset = query.offset + query.size
    guard offset < min(page.answerCount, SearchCursor.maximumDepth) else { return nil }
    let cursor = SearchCursor(generation: generation, offset: offset)
    return query.at(cursor).link(to: "/api/v1/search").reference
  }

  private func filters(_ json: inout JSONWriter) {
    json.key("filters")
    json.object { json in
      for property in FacetProperty.allCases {
        if let value = query.filter(property) { json.member(property.rawValue, value) }
      }
    }
  }

  private func relaxations(_ json: inout JSONWriter) {
    json.key("relaxations")
    json.array { json in
      for relaxed in page.relaxations {
        json.object { json in
          json.member("filter", relaxed.filter)
          json.member("total", relaxed.total)
          json.member("link", relaxed.query.link(to: "/api/v1/search").reference)
        }
      }
    }
  }

  private func corrections(_ json: inout JSONWriter) {
    json.key("didYouMean")
    if let first = page.corrections.first { correction(first, &json) } else { json.null() }
    json.key("alternatives")
    json.array { json in
      for other in page.corrections.dropFirst() { correction(other, &json) }
    }
  }

  private func correction(_ correction: CorrectedQuery, _ json: inout JSONWriter) {
    json.object { json in
      json.member("query", correction.query.text)
      json.member("total", correction.total)
      json.member("link", correction.query.link(to: "/api/v1/search").reference)
    }
  }

  private func bestBets(_ json: inout JSONWriter) {
    json.key("bestBets")
    json.array { json in
      for bet in page.bestBets {
        json.object { json in
          json.member("title", bet.title)
          json.member("url", bet.url)
          json.member("note", bet.note.isEmpty ? nil : bet.note)
        }
      }
    }
  }

  private func hits(_ json: inout JSONWriter) {
    json.key("hits")
    json.array { json in
      for (index, item) in page.items.enumerated() {
        hit(item, rank: query.offset + index + 1, &json)
      }
    }
  }

  private func hit(_ item: ResultItem, rank: Int, _ json: inout JSONWriter) {
    json.object { json in
      json.member("rank", rank)
      json.member("id", item.id)
      json.member("url", item.url)
      json.member("title", item.title.text)
      json.key("titleMarks")
      marks(item.title, &json)
      json.key("fragments")
      json.array { json in
        for fragment in item.fragments { write(fragment, &json) }
      }
      json.key("site")
      json.object { json in
        json.member("id", item.siteID)
        json.member("name", item.siteName)
      }
      json.member("date", item.date?.description)
      json.member("type", item.type.rawValue)
      json.member("documentNumber", item.documentNumber.isEmpty ? nil : item.documentNumber)
      json.member("issuer", item.issuer.isEmpty ? nil : item.issuer)
      json.key("score")
      json.number(item.score)
      json.member("copyCount", item.copyCount)
      json.key("copies")
      json.array { json in
        for copy in item.copies { write(copy, &json) }
      }
    }
  }

  private func write(_ copy: ResultCopy, _ json: inout JSONWriter) {
    json.object { json in
      json.member("id", copy.id)
      json.member("url", copy.url)
      json.key("site")
      json.object { json in
        json.member("id", copy.siteID)
        json.member("name", copy.siteName)
      }
      json.member("date", copy.date?.description)
    }
  }

  private func write(_ fragment: Fragment, _ json: inout JSONWriter) {
    json.object { json in
      json.member("text", fragment.text.text)
      json.key("marks")
      marks(fragment.text, &json)
      json.key("cutBefore")
      json.bool(fragment.isCutBefore)
      json.key("cutAfter")
      json.bool(fragment.isCutAfter)
    }
  }

  /// Marks as pairs of offsets in Unicode scalar values, the end not included.
  private func marks(_ text: MarkedText, _ json: inout JSONWriter) {
    json.array { json in
      for mark in text.scalarMarks {
        json.array { json in
          json.number(mark.lowerBound)
          json.number(mark.upperBound)
        }
      }
    }
  }

  private func facets(_ json: inout JSONWriter) {
    json.key("facets")
    json.object { json in
      for group in page.facets {
        json.key(group.property.rawValue)
        json.array { json in
          for value in group.values {
            json.object { json in
              json.member("value", value.value)
              json.member("label", value.label)
              json.member("count", value.count)
            }
          }
        }
      }
    }
  }
}
