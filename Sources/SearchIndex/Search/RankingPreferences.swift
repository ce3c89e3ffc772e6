package import Documents

/// What a city prefers among documents that match equally well: newer ones, and those of certain sites. Nothing by default.
///
/// A document's score is multiplied by its site's weight and by 1 + `freshness` × 2^(−age ÷ `halfLife`); one without a date counts as
/// old without end, one of the future as new.
package struct RankingPreferences: Sendable, Equatable {
  /// What a document of today has above an old one: 0…`maximumFreshness`.
  package var freshness: Float = 0
  /// Days after which half of that is left: 1…36,500.
  package var halfLife = 730
  /// The weights of sites by id, in `weights`; others weigh 1.
  package var siteWeights: [String: Float] = [:]
  /// The weights of kinds of sites (`SiteLabel.kind`), for sites that have none of their own.
  package var kindWeights: [String: Float] = [:]
  /// The day that ages are counted from; nil for the day it is in China.
  package var today: CalendarDate?

  /// The largest `freshness`: it decides among equals, and never lifts what hardly matches.
  package static let maximumFreshness: Float = 0.5
  /// What a site may weigh.
  package static let weights: ClosedRange<Float> = 0.5...2

  /// No preference.
  package init() {}

  /// Whether it leaves every score as it is.
  var isNeutral: Bool { freshness == 0 && siteWeights.isEmpty && kindWeights.isEmpty }
}

/// The preferences as factors of the documents of one part.
struct PreferenceFactors {
  private let segment: Segment
  /// By ordinal of the site; one more for documents of none.
  private let sites: [Float]
  /// By age in days; what is older counts as the last.
  private let ages: [Float]
  private let today: Int
  /// The largest that `factor` can be.
  private let mostFactor: Float

  init(_ preferences: RankingPreferences, _ reader: IndexReader, _ index: Int) {
    segment = reader.parts[index].segment
    sites =
      segment.siteIDs.map { id in
        preferences.siteWeights[id] ?? preferences.kindWeights[reader.siteLabel(id: id).kind] ?? 1
      } + [1]
    ages = reader.freshness.worths(preferences)
    today = (preferences.today ?? UnixTime.now.dateInChina)?.daysSinceEpoch ?? 0
    mostFactor = (sites.max() ?? 1) * max(1, ages[0])
  }

  /// What the score of a document is multiplied by.
  func factor(_ document: UInt32) -> Float { site(document) * age(document) }

  /// What the score of any document is at most when it is at most this before.
  @inline(__always) func bound(_ score: UInt32) -> UInt32 { Self.times(score, mostFactor) }

  /// A score that is not too low for any document to become this or more.
  func leastScore(for score: UInt32) -> UInt32 {
    // Less by more than the rounding of either product.
    UInt32(max(0, Float(score) / mostFactor * 0.999_999 - 2))
  }

  /// The weight of a document's site.
  func site(_ document: UInt32) -> Float {
    sites[min(segment.siteOrdinal(document), sites.count - 1)]
  }

  /// What a document's freshness is worth.
  func age(_ document: UInt32) -> Float {
    guard ages.count > 1, let date = CalendarDate(rawValue: segment.value32(.date, document)) else {
      return 1
    }
    return ages[min(max(0, today - date.daysSinceEpoch), ages.count - 1)]
  }

  /// The score of a document as preferred.
  @inline(__always) func preferred(_ score: UInt32, _ document: UInt32) -> UInt32 {
    Self.times(score, factor(document))
  }

  @inline(__always) private static func times(_ score: UInt32, _ factor: Float) -> UInt32 {
    UInt32(min(Float(UInt32.max) / 4, Float(score) * factor))
  }
}
