import Bytes
import FoundationEssentials

/// A file in one of the compound formats of Office 97, which no code here can write: it was made once
/// by LibreOffice and is part of the program (see Fixtures/city/README.md).
struct LegacyFile {
  /// The title inside the file.
  let title: String
  private let base64: String

  /// The largest of these files has 470 KB.
  private static let sizeLimit = 1 << 20

  /// The file of a kind; nil for kinds that are written by code.
  init?(_ kind: AttachmentKind) {
    switch kind {
    case .doc: self.init(title: "锦澜市中小企业发展扶持资金申请表", base64: Self.word)
    case .wps: self.init(title: "锦澜市中小企业发展扶持资金申报承诺书", base64: Self.letter)
    case .xls: self.init(title: "锦澜市2024年中小企业发展扶持资金拟支持名单", base64: Self.sheet)
    case .ppt: self.init(title: "锦澜市中小企业发展扶持资金政策宣讲", base64: Self.slides)
    default: return nil
    }
  }

  private init(title: String, base64: String) {
    self.title = title
    self.base64 = base64
  }

  /// The file.
  var bytes: [UInt8] {
    guard let packed = Data(base64Encoded: base64, options: .ignoreUnknownCharacters) else {
      preconditionFailure("the embedded file \(title) is damaged")
    }
    let input = [UInt8](packed)
    let output = Gzip.decompress(input.span, limit: Self.sizeLimit)
    precondition(output.end == .complete, "the embedded file \(title) is damaged")
    return output.bytes
  }
}
