import Foundation
import Places
import Quantities
import Rasters
import Stacks

/// The activity of one line of the site, from the stack that shows most.
package struct LineMeasure {
  /// A thing that went up over a line: what lies under it can be seen no more.
  package struct Cover: Sendable {
    /// Id of the feature.
    package let feature: String
    /// In pixels of the stack's grid.
    package let outline: [PixelPoint]
    /// Last date without it; dates after it may not see the line.
    package let notBefore: Timestamp?
    package let notAfter: Timestamp

    package init(feature: String, outline: [PixelPoint], notBefore: Timestamp?, notAfter: Timestamp) {
      self.feature = feature
      self.outline = outline
      self.notBefore = notBefore
      self.notAfter = notAfter
    }

    func hides(_ date: Timestamp) -> Bool { notBefore.map { date > $0 } ?? (date >= notAfter) }
  }

  private let site: Site
  private let gsd: Double
  private let covers: [Cover]
  private let threads: Int

  /// Fewer stations than this are no line to look along.
  static let fewestStations = 8
  /// Rail cars are 3 m wide; in pixels of more than twice that, the ground around them is most of what is seen.
  static let coarsestRail = 6.0
  /// A cover reaches this many pixels to both sides of the line: cars on it do not.
  private static let coverReach = 2.0

  package init(_ site: Site, gsd: Double, covers: [Cover], threads: Int) {
    self.site = site
    self.gsd = gsd
    self.covers = covers
    self.threads = threads
  }

  private var isRail: Bool { site.kind == "rail" }

  /// - Throws: `GeodesyError` where the grid's CRS cannot be reached.
  package func activity(_ series: StackSeries) throws -> LineActivity {
    let track = try LineTrack(site.lines, grid: series.grid, gsd: gsd)
    if let reason = refusal(track, series.grid) { return refused(track.length, reason) }
    let profiles = LineSampler(series, track: track, threads: threads).profiles()
    return activity(profiles, track, scenes: series.sceneIDs, dates: series.dates)
  }

  /// Why the line cannot be looked along at all.
  func refusal(_ track: LineTrack, _ grid: Grid) -> String? {
    if LineTrack.crossesItself(site.lines) {
      return "The line crosses itself, so that what stands at the crossing would count twice; "
        + "draw it in parts that do not."
    }
    let least = Double(Self.fewestStations) * gsd
    if track.stations.count < Self.fewestStations {
      return "The line is \(Self.text(track.length.magnitude)) m long; "
        + "occupancy needs \(Self.fewestStations) pixels, here \(Self.text(least)) m."
    }
    if isRail, gsd > Self.coarsestRail {
      return "A pixel is \(Self.text(gsd)) m wide, more than twice a rail car; "
        + "occupancy of a rail line needs \(Self.text(Self.coarsestRail)) m or better."
    }
    let isInside = track.stations.contains { station in
      (0..<Double(grid.columns)).contains(station.point.column) && (0..<Double(grid.rows)).contains(station.point.row)
    }
    return isInside ? nil : "The line lies outside the pictures."
  }

  private static func text(_ number: Double) -> String {
    let tenths = (number * 10).rounded() / 10
    return tenths == tenths.rounded() ? String(Int(tenths)) : String(tenths)
  }

  private func refused(_ length: Metres, _ reason: String) -> LineActivity {
    LineActivity(id: site.id, name: site.name, kind: site.kind, length: length, refused: reason)
  }

  // MARK: - Dates

  func activity(
    _ seen: LineProfiles, _ track: LineTrack, scenes: [String], dates: [Timestamp]
  ) -> LineActivity {
    let covered = covered(track)
    var profiles = seen
    for (cover, stations) in covered {
      for (scene, date) in dates.enumerated() where cover.hides(date) {
        profiles.hide(stations, in: scene, as: .occluded)
      }
    }
    let clear = (0..<profiles.sceneCount).count { profiles.clearShare(of: $0) >= OccupancyModel.leastClear }
    guard clear >= OccupancyModel.fewestDates else {
      return refused(
        track.length,
        "The line was seen on \(clear) clear \(clear == 1 ? "date" : "dates"); how it looks when it is empty cannot be "
          + "learnt from fewer than \(OccupancyModel.fewestDates).")
    }
    guard let model = OccupancyModel(profiles, isRail: isRail, threads: threads) else {
      return refused(
        track.length,
        "No look is common enough along the line and through time to be that of the empty line; it may be occupied on "
          + "nearly all dates.")
    }
    let results = model.occupancies(seed: Self.seed, threads: threads)
    let days = results.indices.map { scene in
      day(results[scene], scene: scenes[scene], date: dates[scene], clearShare: profiles.clearShare(of: scene))
    }
    return LineActivity(
      id: site.id, name: site.name, kind: site.kind, length: track.length, days: days,
      notes: notes(model, covered, track), ownLook: model.stretches(of: .own),
      undetermined: model.stretches(of: .undetermined))
  }

  /// Of the draws; a line's intervals do not depend on what other lines there are.
  private static let seed: UInt64 = 5

  package static let method = "occupancy-chain"

  private func day(
    _ result: Result<LineOccupancy, OccupancyModel.NotObservable>, scene: String, date: Timestamp, clearShare: Double
  ) -> LineActivity.Day {
    switch result {
    case .failure(let failure):
      LineActivity.Day(
        scene: scene, date: date, occupied: .notObservable(failure.reason), stretches: [], clearShare: clearShare)
    case .success(let found):
      LineActivity.Day(
        scene: scene, date: date,
        occupied: .estimate(
          Estimate(Metres(found.value), low: Metres(found.low), high: Metres(found.high), method: Self.method)),
        stretches: found.stretches.map { LineStretch(from: Metres($0.from), to: Metres($0.to)) },
        clearShare: clearShare)
    }
  }

  // MARK: - Covers

  /// Each cover that hides stations, with those.
  private func covered(_ track: LineTrack) -> [(cover: Cover, stations: [Int])] {
    covers.compactMap { cover in
      let hidden = track.stations.indices.filter { index in
        let station = track.stations[index]
        return [-Self.coverReach, 0, Self.coverReach].allSatisfy { way in
          let place = PixelPoint(
            column: station.point.column + way * station.across.columns,
            row: station.point.row + way * station.across.rows)
          return Self.contains(cover.outline, place)
        }
      }
      return hidden.isEmpty ? nil : (cover, hidden)
    }
  }

  private static func contains(_ ring: [PixelPoint], _ point: PixelPoint) -> Bool {
    var isInside = false
    for (index, start) in ring.enumerated() {
      let end = ring[(index + 1) % ring.count]
      guard (start.row > point.row) != (end.row > point.row) else { continue }
      let column = start.column + (point.row - start.row) / (end.row - start.row) * (end.column - start.column)
      if point.column < column { isInside.toggle() }
    }
    return isInside
  }

  private func notes(
    _ model: OccupancyModel, _ covered: [(cover: Cover, stations: [Int])], _ track: LineTrack
  ) -> [String] {
    var notes = [
      "The empty line was learnt from the dates themselves: of each place, the look that agrees with most of the line."
    ]
    func metres(_ origin: OccupancyBaseline.Origin) -> String {
      let length = model.stretches(of: origin).reduce(0) { $0 + $1.to.magnitude - $1.from.magnitude }
      return length > 0 ? "\(Int(length.rounded())) m" : ""
    }
    let own = metres(.own)
    if !own.isEmpty {
      notes.append(
        "\(own) of it look unlike the rest on nearly every date. That is taken for ground of its own look; what never left "
          + "would look the same.")
    }
    let undetermined = metres(.undetermined)
    if !undetermined.isEmpty {
      notes.append(
        "On \(undetermined) of it the dates show two looks, neither that of the rest; which one is empty cannot be told, "
          + "and the intervals allow for both.")
    }
    for (cover, stations) in covered {
      let length = stations.reduce(0) { $0 + track.steps[$1] }
      notes.append(
        "From \(cover.notAfter.day) on, \(Int(length.rounded())) m of it lie under feature \(cover.feature) and cannot be "
          + "seen: not seen is not empty.")
    }
    return notes
  }
}

extension LineProfiles {
  /// Takes stations from what a scene saw.
  mutating func hide(_ stations: [Int], in scene: Int, as reason: Visibility) {
    for station in stations { reasons[scene][station] = reason }
  }
}

extension OccupancyModel {
  /// Stretches of the line whose empty look is of one origin.
  func stretches(of origin: OccupancyBaseline.Origin) -> [LineStretch] {
    OccupancyChain.runs(baseline.origins.map { $0 == origin }, starts: profiles.starts).map { run in
      let before = profiles.steps[..<run.lowerBound].reduce(0, +)
      return LineStretch(
        from: Metres(before), to: Metres(before + profiles.steps[run].reduce(0, +)))
    }
  }
}
