/// Ceilings for one document; what lies beyond is left out with a warning.
package struct ExtractionLimits: Sendable {
  /// Larger files are refused (bytes).
  package var fileBytes = 64 << 20
  /// Longer text is cut (UTF-8 bytes).
  package var textBytes = 8 << 20
  /// Pages of a paged document beyond these are left out.
  package var pages = 2_000
  /// Links of a page beyond these are left out: real portals stay under 3,000.
  package var links = 5_000
  /// Members of an archive beyond these are left out.
  package var archiveEntries = 10_000
  /// Bytes that all members of an archive may unpack to; growing an array takes three times as much for a moment.
  package var unpackedBytes = 96 << 20
  /// Pages of a document beyond these are not drawn for optical character recognition.
  package var drawnPages = 20
  /// The resolution at which pages are drawn: tesseract is trained on type of about 30 pixels, which is 10 points at 200.
  package var dotsPerInch = 200.0
  /// The most pixels of either side of a page that is drawn; larger pages get a lower resolution.
  package var bitmapSide = 4_000

  /// The limits of the worker.
  package init() {}
}
