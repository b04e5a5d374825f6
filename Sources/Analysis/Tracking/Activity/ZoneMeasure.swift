import Places
import Quantities
import Stacks

/// The activity of one zone of the site, or of the whole of it.
package struct ZoneMeasure {
  private let site: Site
  private let gsd: Double
  private let threads: Int

  /// Fewer pixels than this are no zone to take a share of.
  static let fewestPixels = 60
  /// Single vehicles are told apart from this pixel on.
  static let finestVehicle = 1.0

  package static let method = "departure-share"

  package init(_ site: Site, gsd: Double, threads: Int) {
    self.site = site
    self.gsd = gsd
    self.threads = threads
  }

  /// - Parameters:
  ///   - pixels: of the zone in the stack's grid, rising.
  ///   - covered: those of them that a cover hides, with it.
  package func activity(
    _ series: StackSeries, pixels: [Int], covered: [(cover: LineMeasure.Cover, pixels: Set<Int>)]
  ) -> ZoneActivity {
    guard pixels.count >= Self.fewestPixels else {
      return refused(
        "The zone has \(pixels.count) \(pixels.count == 1 ? "pixel" : "pixels") of the pictures; an index of activity "
          + "needs \(Self.fewestPixels).")
    }
    let hidden = covered.reduce(into: Set<Int>()) { $0.formUnion($1.pixels) }
    let open = pixels.filter { !hidden.contains($0) }
    // What is hidden part of the time is left out on all dates, so that they compare.
    let isMostlyHidden = open.count < max(Self.fewestPixels, pixels.count / 2)
    let measured = isMostlyHidden ? pixels : open
    let found = ZoneIndex(series, pixels: measured, threads: threads).days()
    guard !found.isEmpty else {
      return refused(
        "The zone was seen on fewer than \(ZoneIndex.fewestDates) clear dates; what is usual there cannot be told.")
    }
    let shares = series.clearShares(pixels: measured, threads: threads)
    let isHidden = series.dates.map { date in isMostlyHidden && covered.contains { $0.cover.hides(date) } }
    let indices = found.indices.map { isHidden[$0] ? nil : found[$0] }
    let ranks = ZoneIndex.ranks(indices.map { $0?.share })
    let days = found.indices.map { scene -> ZoneActivity.Day in
      let index: Observed<Ratio> =
        if isHidden[scene] {
          .notObservable(.occluded)
        } else if let day = indices[scene] {
          .estimate(Estimate(Ratio(day.share), low: Ratio(day.low), high: Ratio(day.high), method: Self.method))
        } else {
          .notObservable(series.commonestReason(of: scene, pixels: measured))
        }
      return ZoneActivity.Day(
        scene: series.sceneIDs[scene], date: series.dates[scene], index: index, busierThan: ranks[scene],
        clearShare: isHidden[scene] ? 0 : shares[scene])
    }
    return ZoneActivity(
      id: site.id, name: site.name, role: site.role, days: days, notes: notes(covered, of: pixels.count),
      countRefused: countRefused)
  }

  private func refused(_ reason: String) -> ZoneActivity {
    ZoneActivity(id: site.id, name: site.name, role: site.role, refused: reason, countRefused: countRefused)
  }

  private var countRefused: String {
    gsd > Self.finestVehicle
      ? "Pixels of \((gsd * 10).rounded() / 10) m cannot tell single vehicles apart; a count needs 1 m or better."
      : "No detector was given; the index counts no things."
  }

  private func notes(
    _ covered: [(cover: LineMeasure.Cover, pixels: Set<Int>)], of count: Int
  ) -> [String] {
    [
      "The share of the zone that departs on one date, and only then, from the dates before and after it; the first and "
        + "the last date have one side, so that what stays from then on counts as well. It is no count of things."
    ]
      + covered.filter { !$0.pixels.isEmpty }.map { cover, pixels in
        let share = Int((100 * Double(pixels.count) / Double(max(1, count))).rounded())
        return "From \(cover.notAfter.day) on, \(max(1, share)) % of it lie under feature \(cover.feature) and cannot "
          + "be seen: not seen is not quiet."
      }
  }
}
