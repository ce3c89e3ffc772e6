import Foundation
import SearchServer
import TestSupport
import Testing

@Suite("The OpenAPI document")
struct OpenAPITests {
  private let site: Site
  private let document: [String: Any]

  init() throws {
    site = try Site(SampleIndex.forty())
    let served = site.get("/api/v1/openapi.json")
    document = try #require(
      JSONSerialization.jsonObject(with: Data(served.body)) as? [String: Any])
  }

  private var components: [String: Any] { document["components"] as? [String: Any] ?? [:] }

  @Test("is of version 3.1, and every reference in it leads somewhere")
  func isWhole() throws {
    #expect((document["openapi"] as? String)?.hasPrefix("3.1") == true)
    let text = OpenAPI.source
    let references = text.components(separatedBy: "\"#/components/").dropFirst()
      .compactMap { $0.split(separator: "\"").first?.split(separator: "/") }
    #expect(references.count > 50)
    for reference in Set(references) {
      let group = try #require(components[String(reference[0])] as? [String: Any])
      #expect(group[String(reference[1])] != nil, "\(reference)")
    }
  }

  @Test("names every path of the interface, and no other")
  func namesPaths() throws {
    let paths = try #require(document["paths"] as? [String: Any])

    #expect(
      Set(paths.keys)
        == Set(["search", "facets", "suggest", "document", "sites"].map { "/api/v1/\($0)" }))
    for path in paths.keys {
      #expect(!site.text(path).contains("\"not_found\""), "\(path)")
    }
  }

  @Test("names the parameters that narrow, and their limits hold")
  func namesParameters() throws {
    let parameters = try #require(components["parameters"] as? [String: [String: Any]])

    for property in FacetProperty.allCases { #expect(parameters[property.rawValue] != nil) }
    for (name, value) in [
      ("page", "0"), ("page", "101"), ("size", "0"), ("size", "51"), ("year", "999"),
      ("type", "exe"), ("sort", "x"), ("fold", "x"), ("cursor", "x"),
    ] {
      #expect(parameters[name] != nil)
      #expect(site.get("/api/v1/search?q=a&\(name)=\(value)").status == 400, "\(name)=\(value)")
    }
  }

  @Test(
    "names every member that answers have, at every depth",
    arguments: [
      ("/api/v1/search?q=%E6%89%B6%E6%8C%81%E8%B5%84%E9%87%91&type=pdf", "Results"),
      ("/api/v1/search?q=zzz&site=jxw", "Results"),
      ("/api/v1/facets?q=%E6%89%B6%E6%8C%81%E8%B5%84%E9%87%91", "FacetCounts"),
      ("/api/v1/suggest?q=a", "Suggestions"),
      ("/api/v1/suggest?q=a&format=opensearch", "Suggestions"),
      ("/api/v1/document?id=https://jxw.example.gov.cn/1.html", "Document"),
      ("/api/v1/sites", "Sites"), ("/api/v1/search", "Error"), ("/api/v1/document?id=x", "Error"),
    ])
  func namesMembers(target: String, schema: String) throws {
    let value = try JSONSerialization.jsonObject(with: Data(site.get(target).body))

    #expect(mismatches(value, ["$ref": "#/components/schemas/\(schema)"], schema) == [])
  }

  /// Where a value is not what a schema says; members that the schema does not name count, too.
  private func mismatches(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    if let reference = schema["$ref"] as? String, let name = reference.split(separator: "/").last {
      let schemas = components["schemas"] as? [String: [String: Any]]
      return mismatches(value, schemas?[String(name)] ?? [:], "\(place)")
    }
    if let choices = schema["anyOf"] as? [[String: Any]] {
      let all = choices.map { mismatches(value, $0, place) }
      return all.contains([]) ? [] : all.last ?? []
    }
    let types = schema["type"] as? [String] ?? [schema["type"] as? String ?? "?"]
    if let object = value as? [String: Any], types.contains("object") {
      let named = schema["properties"] as? [String: [String: Any]] ?? [:]
      let others = schema["additionalProperties"] as? [String: Any]
      let required = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
      return required.map { "\(place).\($0) is missing" }
        + object.flatMap { name, value -> [String] in
          guard let schema = named[name] ?? others else { return ["\(place).\(name) is not named"] }
          return mismatches(value, schema, "\(place).\(name)")
        }
    }
    if let list = value as? [Any], types.contains("array") {
      let items = schema["items"] as? [String: Any]
      return items.map { items in list.flatMap { mismatches($0, items, "\(place)[]") } } ?? []
    }
    let fits =
      value is NSNull && types.contains("null") || value is String && types.contains("string")
      || value is NSNumber
        && !types.filter { ["integer", "number", "boolean"].contains($0) }.isEmpty
    return fits ? [] : ["\(place) is no \(types)"]
  }
}
