/// Ceilings for one document; what lies beyond is left out with a warning.
package struct ExtractionLimits: Sendable {
  /// Larger files are refused (bytes).
  package var fileBytes = 64 << 20
  /// Longer text is cut (UTF-8 bytes).
  package var textBytes = 8 << 20
  /// Pages of a paged document beyond these are left out.
  package var pages = 2_000
  /// Members of an archive beyond these are left out.
  package var archiveEntries = 10_000
  /// Bytes that all members of an archive may unpack to; growing an array takes three times as much for a moment.
  package var unpackedBytes = 96 << 20

  /// The limits of the worker.
  package init() {}
}
