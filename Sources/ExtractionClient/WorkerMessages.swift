import Bytes

/// The worker's greeting: the protocol it speaks and how it is confined.
package struct WorkerHello: Codable, Sendable, Equatable {
  /// The protocol's version; a client ends a worker of another one.
  package var version: Int
  /// Each sandbox feature with "on" or why it is not.
  package var sandbox: [String: String]
  /// What people should be told, such as missing CMaps.
  package var warnings: [String]

  /// The version that this module speaks.
  package static let currentVersion = 4

  /// A greeting.
  package init(
    version: Int = WorkerHello.currentVersion, sandbox: [String: String], warnings: [String]
  ) {
    self.version = version
    self.sandbox = sandbox
    self.warnings = warnings
  }
}

/// What the client wants of a worker.
package struct WorkerRequest: Sendable, Equatable {
  /// What to do with the body.
  package enum Operation: String, Sendable {
    /// Everything.
    case extract
    /// What the index keeps: no links, outline and evidence.
    case index
    /// Type and charset only.
    case sniff
    /// An image of one page of a PDF.
    case draw
    /// Everything of a PDF whose text tesseract recognised: the body is the file and the tables of its first pages.
    case recognised
    /// Nothing: prove that the worker answers.
    case ping
  }

  /// What to do.
  package var operation: Operation
  /// Where the bytes came from, the base of links.
  package var url: String?
  /// The Content-Type header's value.
  package var contentType: String?
  /// The page to draw, from 0.
  package var page = 0
  /// The bytes of each table at the body's end.
  package var tableLengths: [Int] = []

  /// A request.
  package init(operation: Operation, url: String? = nil, contentType: String? = nil) {
    self.operation = operation
    self.url = url
    self.contentType = contentType
  }

  /// A request for an image of a page, counted from 0.
  package static func draw(page: Int) -> WorkerRequest {
    var request = WorkerRequest(operation: .draw)
    request.page = page
    return request
  }

  /// A request to read a PDF by the tables that were recognised on its first pages.
  package static func recognised(_ tables: [[UInt8]]) -> WorkerRequest {
    var request = WorkerRequest(operation: .recognised)
    request.tableLengths = tables.map(\.count)
    return request
  }

  /// A body's file and the tables behind it; nil when it is shorter than they are.
  package func split(_ body: [UInt8]) -> (file: [UInt8], tables: [[UInt8]])? {
    var end = body.count
    var tables: [[UInt8]] = []
    for length in tableLengths.reversed() {
      guard length <= end else { return nil }
      tables.append(Array(body[end - length..<end]))
      end -= length
    }
    return (Array(body[..<end]), tables.reversed())
  }

  /// The request for that body, as it travels.
  func frame(_ body: [UInt8]) -> WorkerFrame {
    WorkerFrame(kind: .request, header: wire, body: body)
  }

  /// The request's own bytes, the header of its frame.
  package var wire: [UInt8] {
    WireWriter.bytes(of: self) { (request, coder) throws(TruncatedBytes) in
      try request.code(by: &coder)
    }
  }

  /// Reads what a client wrote; nil when the bytes are malformed.
  package init?(wire bytes: [UInt8]) {
    let read = WireReader.message(in: bytes, blank: WorkerRequest(operation: .ping)) {
      (request, coder) throws(TruncatedBytes) in try request.code(by: &coder)
    }
    guard let read else { return nil }
    self = read
  }

  private mutating func code(by coder: inout some WireCoder) throws(TruncatedBytes) {
    try coder.code(&operation)
    try coder.code(&url)
    try coder.code(&contentType)
    try coder.code(&page)
    try coder.code(&tableLengths, empty: 0) { (coder, length) throws(TruncatedBytes) in
      try coder.code(&length)
    }
  }
}
