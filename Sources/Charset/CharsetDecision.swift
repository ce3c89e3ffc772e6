/// Which encoding a body is in, and why that was decided.
///
/// Byte order mark, then valid UTF-8, then what HTTP or the page says, then a detector, then GB18030. A label is only
/// believed while the bytes don't contradict it: of 356 real pages, 13 declare gb2312 and hold UTF-8.
package struct CharsetDecision: Sendable, Equatable {
  /// The encoding to decode with.
  package let encoding: Encoding
  /// What decided.
  package let evidence: CharsetEvidence
  /// The labels that were not believed, in the order in which they were tried.
  package let refused: [RefusedLabel]

  /// How far a label in the page is looked for: further than browsers, as old pages put scripts and comments first.
  package static let prescanLimit = 16_384

  /// Decides for `body`.
  ///
  /// `httpLabel` is the charset parameter of Content-Type, not the whole header. `detector` is given the body and
  /// names an encoding as libuchardet does; it is only asked when nothing better is known.
  /// - Complexity: O(n) for the UTF-8 check; the other steps look at 64 KiB.
  package static func decide(
    body: Span<UInt8>, httpLabel: String?, detector: ((Span<UInt8>) -> String?)? = nil
  ) -> CharsetDecision {
    var inquiry = CharsetInquiry(httpLabel: httpLabel, body: body)
    let (encoding, evidence) = inquiry.answer(body, detector: detector)
    return CharsetDecision(encoding: encoding, evidence: evidence, refused: inquiry.refused)
  }

  /// Decides for `body`; see `decide(body: Span<UInt8>, …)`.
  package static func decide(
    body: [UInt8], httpLabel: String?, detector: ((Span<UInt8>) -> String?)? = nil
  ) -> CharsetDecision {
    decide(body: body.span, httpLabel: httpLabel, detector: detector)
  }

  /// Decodes the body that was decided for; UTF-8 that was found to be valid is not checked again.
  package func decode(_ body: Span<UInt8>) -> DecodedText {
    evidence == .validUTF8
      ? DecodedText(utf8: [UInt8](copying: body), replacements: 0) : encoding.decode(body)
  }
}

/// What decided for an encoding, told to people by `kuasou explain` and `kuasou charset sniff`.
package enum CharsetEvidence: Sendable, Equatable, CustomStringConvertible {
  /// The body begins with a byte order mark.
  case byteOrderMark
  /// Every byte sequence is UTF-8, and some are not ASCII.
  case validUTF8
  /// All but `errors` sequences are UTF-8, far more than chance or another encoding would give.
  case mostlyUTF8(errors: Int)
  /// The label `label` that `source` gave, which the bytes don't contradict.
  case label(String, source: LabelSource)
  /// Only ASCII bytes and no label.
  case onlyASCII
  /// Every second byte is zero, as in UTF-16.
  case zeroBytes
  /// A detector's word for the bytes.
  case detector(String)
  /// The pairs of bytes are common characters of this encoding and not of the other Chinese one.
  case pairStatistics
  /// Nothing else is known, and most pages of old Chinese sites are in it.
  case assumed

  /// One clause, to follow "because".
  package var description: String {
    switch self {
    case .byteOrderMark: "it begins with a byte order mark"
    case .validUTF8: "all of it is valid UTF-8"
    case .mostlyUTF8(let errors): "all but \(errors) of its sequences are valid UTF-8"
    case .label(let label, let source): "\(source) says \"\(label)\""
    case .onlyASCII: "it is plain ASCII"
    case .zeroBytes: "every second byte is zero"
    case .detector(let name): "its bytes look like \(name)"
    case .pairStatistics: "its byte pairs are common characters"
    case .assumed: "nothing says otherwise"
    }
  }
}

/// Who gave a label.
package enum LabelSource: Sendable, Equatable, CustomStringConvertible {
  /// The Content-Type header.
  case http
  /// A meta tag or the XML declaration.
  case page

  /// The subject of a sentence.
  package var description: String {
    switch self {
    case .http: "the server"
    case .page: "the page"
    }
  }
}

/// A label that was not believed.
package struct RefusedLabel: Sendable, Equatable, CustomStringConvertible {
  /// Why a label is not believed.
  package enum Reason: Sendable, Equatable {
    /// The standard has no such label.
    case unknown
    /// The standard maps it to `replacement`, for safety.
    case dangerous
    /// The bytes are not in that encoding.
    case contradicted
  }

  /// The label as it was given.
  package let label: String
  /// Who gave it.
  package let source: LabelSource
  /// Why it was not believed.
  package let reason: Reason

  /// One sentence without a full stop.
  package var description: String {
    switch reason {
    case .unknown: "\(source) says \"\(label)\", which is no encoding"
    case .dangerous: "\(source) says \"\(label)\", which no browser believes"
    case .contradicted: "\(source) says \"\(label)\", but the bytes are not in it"
    }
  }
}
