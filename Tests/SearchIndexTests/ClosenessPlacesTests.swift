import Testing
import Tokenizer

@testable import SearchIndex

struct ClosenessPlacesTests {
  private func weights(_ terms: [(text: String, inverse: Float)], _ characters: [Character: Float])
    -> [ClosenessPlaces.Weight]
  {
    let inverses = characters.map { ($0.key.unicodeScalars.first?.value ?? 0, $0.value) }
    var places = ClosenessPlaces(characters: Dictionary(uniqueKeysWithValues: inverses))
    for term in terms {
      let scalars = term.text.unicodeScalars.map(\.value)
      let token =
        scalars[0] < 0x80
        ? TokenKey.word(Array(term.text.utf8)) : TokenKey.bigram(scalars[0], scalars[1])
      places.append(token: token, inverse: term.inverse)
    }
    return places.weights
  }

  private func sum(_ weights: [ClosenessPlaces.Weight]) -> Float {
    weights.reduce(0) { $0 + $1.all - $1.shared }
  }

  @Test func `a character of two bigrams counts once`() {
    let found = weights(
      [("扶持", 2), ("持资", 4), ("资金", 2)], ["扶": 1, "持": 2, "资": 3, "金": 2])

    #expect(found.map(\.shared) == [0, 0.125, 0.1875])
    #expect(found.map(\.all) == [0.3125, 0.5625, 0.4375])
    #expect(sum(found) == 1)
  }

  @Test func `bigrams of different words share nothing`() {
    let found = weights([("扶持", 1), ("资金", 1)], ["扶": 1, "持": 1, "资": 1, "金": 1])

    #expect(found == [.init(all: 0.5), .init(all: 0.5)])
  }

  @Test func `a word counts by its own frequency, twice as much as a character of half of it`() {
    let found = weights([("gdp", 2), ("增长", 2)], ["增": 1, "长": 1])

    #expect(found == [.init(all: 0.5), .init(all: 0.5)])
  }

  @Test func `nothing counts when every document has everything`() {
    #expect(weights([("扶持", 0)], ["扶": 0, "持": 0]) == [.init()])
    #expect(weights([], [:]).isEmpty)
  }
}
