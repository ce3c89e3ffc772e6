import Crawler
import Documents
import ExtractionClient
import Indexer
import SearchIndex

/// Everything that was decided about a URL, from where it was found to its place in the index.
struct URLStory: Encodable {
  /// One decision.
  struct Step: Encodable {
    let name: String
    let verdict: String
    let detail: String
  }

  /// The URL that was asked about.
  let url: String
  /// The decisions in the order of the pipeline.
  let steps: [Step]

  /// Follows the URL through crawl state, page store, extraction and index.
  static func of(_ url: String, sites: [Site], data: DataFolder) async throws -> URLStory {
    let crawled = try URLExplanation.of(url, sites: sites, data: data)
    var steps = crawled.steps.map { Step(name: $0.name, verdict: $0.verdict, detail: $0.detail) }
    if let location = crawled.location,
      case .response(let page)? = try PageStoreReader(data: data).record(at: location)
    {
      steps.append(try await extraction(of: page))
      steps.append(try index(of: page.url, data))
    } else {
      steps.append(try index(of: url, data))
    }
    return URLStory(url: url, steps: steps)
  }

  /// A line a step.
  var text: String {
    ([url]
      + steps.map { "  \($0.name): \($0.verdict)\($0.detail.isEmpty ? "" : " (\($0.detail))")" })
      .joined(separator: "\n")
  }

  /// Extracts the stored page anew, so that the answer is what the next indexing would see.
  private static func extraction(of page: Page) async throws -> Step {
    let workers = try await Workers.start(count: 1)
    let content = await workers.extract(
      bytes: page.body, url: page.url, contentType: page.header("content-type"))
    switch DocumentRule.decide(page, content) {
    case .success(let document):
      return Step(
        name: "extract", verdict: "\(document.type.rawValue), \(document.text.count) characters",
        detail: "\(document.title); \(document.date?.description ?? "no date")")
    case .failure(let reason):
      let advice = reason == .extraction(.scanned) ? "; 'kuasou index --ocr' reads such files" : ""
      return Step(name: "extract", verdict: "no document", detail: reason.description + advice)
    }
  }

  private static func index(of id: String, _ data: DataFolder) throws -> Step {
    let store = IndexStore(folder: data.index)
    guard try store.currentNumber() != nil else {
      return Step(name: "index", verdict: "no index yet", detail: "run 'kuasou index'")
    }
    let reader = try store.openCurrent().reader
    guard reader.document(id: id) != nil else {
      return Step(
        name: "index", verdict: "not in generation \(reader.generation)",
        detail: "it was not stored, gave no document, or was stored after the last 'kuasou index'")
    }
    return Step(name: "index", verdict: "in generation \(reader.generation)", detail: "")
  }
}
