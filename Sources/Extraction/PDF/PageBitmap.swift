/// A page of a PDF as an image of grey values.
struct PageBitmap: Sendable {
  /// Columns, in pixels.
  let width: Int
  /// Rows, in pixels.
  let height: Int
  /// A byte a pixel, 0 black and 255 white, row by row from the top.
  let grey: [UInt8]

  /// The image as a binary portable graymap (PGM, magic P5), which tesseract reads.
  var graymap: [UInt8] {
    Array("P5\n\(width) \(height)\n255\n".utf8) + grey
  }

  /// Pixels a point at which a page of this size (points) is drawn: the limits' resolution, less where the longer side would have too many pixels; nil
  /// for a page without extent.
  static func scale(width: Double, height: Double, limits: ExtractionLimits) -> Double? {
    guard width.isFinite, height.isFinite, width > 0, height > 0 else { return nil }
    return min(limits.dotsPerInch / 72, Double(limits.bitmapSide) / max(width, height))
  }

  /// The luma of a pixel 0xRRGGBB in 256ths of Rec. 601's weights.
  @inline(__always) static func luma(_ pixel: UInt32) -> UInt8 {
    let (red, green, blue) = (pixel >> 16 & 0xFF, pixel >> 8 & 0xFF, pixel & 0xFF)
    return UInt8(truncatingIfNeeded: (red * 77 + green * 150 + blue * 29) >> 8)
  }
}
