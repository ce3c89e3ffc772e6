import Testing

@testable import SampleCity

@Suite struct ProseTests {
  private func prose(_ slots: [String: String] = [:]) -> Prose {
    Prose(random: CityRandom(seed: 1, "test"), slots: slots)
  }

  @Test func `Text without holes stays as it is`() {
    var prose = prose()

    #expect(prose.text("锦经信发〔2023〕12号") == "锦经信发〔2023〕12号")
  }

  @Test func `Slots may hold templates`() {
    var prose = prose(["机关": "{市}局", "市": "锦澜"])

    #expect(prose.text("{机关}通知") == "锦澜局通知")
  }

  @Test func `Choices nest and may be empty`() {
    var prose = prose()
    let results = Set((0..<200).map { _ in prose.text("a<b<c|d>|>e") })

    #expect(results == ["abce", "abde", "ae"])
  }

  @Test func `A number slot stays in its range`() {
    var prose = prose()

    for _ in 0..<200 {
      let number = Int(prose.text("{n:3-5}")) ?? 0
      #expect((3...5).contains(number))
    }
  }

  @Test func `Every phrase of every topic fills completely`() {
    for topic in Topic.all {
      var prose = prose(topic.slots)
      for key in ["目的", "条件", "支持", "材料", "任务", "问", "答", "动态"] {
        for phrase in topic.all(key) {
          let text = prose.text(phrase)
          #expect(!text.contains(where: { "{}<>|".contains($0) }), "\(topic.id): \(text)")
        }
      }
      #expect(topic.all("问").count == topic.all("答").count, "\(topic.id)")
    }
  }

  @Test func `Chinese numerals count to ninety-nine`() {
    #expect(
      [1, 10, 12, 20, 21, 99, 100].map(ChineseNumeral.text)
        == ["一", "十", "十二", "二十", "二十一", "九十九", "100"])
  }
}

@Suite struct CityDateTests {
  @Test(arguments: [
    (1970, 1, 1, 0), (2000, 2, 29, 11_016), (2024, 12, 31, 20_088), (1969, 12, 31, -1),
  ])
  func `Days count from 1970`(year: Int, month: Int, day: Int, number: Int) {
    let date = CityDate(year: year, month: month, day: day)

    #expect(date.dayNumber == number)
    #expect(CityDate(dayNumber: number) == date)
  }

  @Test func `Dates are spelt in four ways`() {
    let date = CityDate(year: 2009, month: 5, day: 12)

    #expect(date.iso == "2009-05-12")
    #expect(date.chinese == "2009年5月12日")
    #expect(date.chineseNumerals == "二〇〇九年五月十二日")
    #expect(date.httpDate == "Tue, 12 May 2009 08:00:00 GMT")
  }

  @Test func `Days that do not exist are refused`() {
    #expect(CityDate(iso: "2023-02-29") == nil)
    #expect(CityDate(iso: "2024-02-29 10:00") != nil)
    #expect(CityDate(iso: "nothing") == nil)
  }
}
