import Bytes
import SearchServer
import TestSupport
import Testing

@Suite("Marked texts")
struct MarkedTextTests {
  @Test("keep good marks as they are")
  func keepsGoodMarks() {
    let text = MarkedText("扶持资金管理", marks: [0..<6, 12..<18])

    #expect(text.marks == [0..<6, 12..<18])
    #expect(text.scalarMarks == [0..<2, 4..<6])
  }

  @Test("widen a mark that cuts a character")
  func widensMarks() {
    #expect(MarkedText("扶持", marks: [1..<4]).marks == [0..<6])
  }

  @Test("merge marks that overlap or touch, in any order")
  func mergesMarks() {
    #expect(MarkedText("abcdef", marks: [3..<5, 0..<2, 2..<4]).marks == [0..<5])
  }

  @Test("drop what lies outside of the text")
  func dropsOutside() {
    #expect(MarkedText("ab", marks: [-5 ..< -1, 1..<99, 7..<9, 1..<1]).marks == [1..<2])
    #expect(MarkedText("", marks: [0..<4]).marks.isEmpty)
  }

  @Test("hold their rules for any marks on any text, and render to that text")
  func holdsForAnything() {
    var random = SeededRandom()
    let alphabet = Array("扶持a<&\"é🀄\u{301}\n> '")
    for round in 0..<2000 {
      let text = String(
        (0..<Int.random(in: 0...12, using: &random)).map { _ in
          alphabet.randomElement(using: &random) ?? "x"
        })
      let marks = (0..<Int.random(in: 0...5, using: &random)).map { _ in
        let lower = Int.random(in: -3...40, using: &random)
        return lower..<(lower + Int.random(in: 0...9, using: &random))
      }
      let marked = MarkedText(text, marks: marks)
      var html = HTMLWriter()
      html.marked(marked)
      let bare = html.bytes.replacing(Array("<mark>".utf8), with: []).replacing(
        Array("</mark>".utf8), with: [])

      let comment = Comment(rawValue: "seed \(SeededRandom.seed), round \(round)")
      #expect(bare == Array(Escaping.escaped(text).utf8), comment)
      #expect(
        zip(marked.marks, marked.marks.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound },
        comment)
      #expect(marked.marks.allSatisfy { !$0.isEmpty && $0.upperBound <= text.utf8.count }, comment)
    }
  }
}
