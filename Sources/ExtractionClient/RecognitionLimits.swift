/// What optical character recognition may cost.
package struct RecognitionLimits: Sendable {
  /// Pages of a document beyond these are left out; a worker draws no more either.
  package var pages = 20
  /// The time for one page.
  package var pageTime = Duration.seconds(60)
  /// The longest table of one page (bytes): a thousand characters take about 50 KiB.
  package var tableBytes = 4 << 20

  /// The usual limits.
  package init() {}
}
