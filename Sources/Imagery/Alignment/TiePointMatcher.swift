import Foundation
import Rasters

/// Finds in a moving picture, to a small fraction of a pixel, what windows of the reference show.
///
/// A window's place is first the top of its phase correlation in whole pixels; there the moving picture is read again,
/// in whole pixels, with the taper moved by the fraction, and Newton's steps climb to the top. Then all windows of the
/// pair together say which frequencies hold common ground, and each is settled once more with the frequencies weighted
/// by that.
///
/// - Source: [Foroosh2002] for phase correlation, [Guizar2008] for the search between pixels, [KnappCarter1976] for the
///   weights.
package struct TiePointMatcher: Sendable {
  package let windowSize: Int
  private let reference: AlignmentPlane
  private let gaps: GapCounts?
  let transform: WindowTransform
  let annuli: FrequencyAnnuli
  /// Spectra of the reference's windows without gaps that are looked for again and again.
  private var kept: [WindowOrigin: WindowSpectrum] = [:]

  /// Windows that are settled before the frequencies are weighed; of more, those that follow take the same weights.
  static let weighedTogether = 512
  /// Windows worked on at once: their spectra stay in the nearest cache but one.
  private static let batch = 8

  /// - Parameters:
  ///   - windowSize: a power of two, 32 or more: smaller ones do not stand out from chance.
  ///   - places: where many pictures will be matched: the reference's spectra there are kept, 4 bytes a pixel of each
  ///     window.
  package init(reference: AlignmentPlane, windowSize: Int = 64, places: [PixelPoint] = []) {
    precondition(
      windowSize >= 32 && windowSize & (windowSize - 1) == 0, "window of \(windowSize) pixels: a power of two from 32")
    self.windowSize = windowSize
    self.reference = reference
    gaps = GapCounts(reference)
    transform = WindowTransform(size: windowSize)
    annuli = FrequencyAnnuli(size: windowSize)
    var origins: [WindowOrigin] = []
    var windows: [ReadWindow] = []
    for place in places {
      let origin = WindowOrigin(middle: place, size: windowSize)
      guard let window = ReadWindow(reference, gaps: gaps, origin, size: windowSize),
        window.validShare == 1
      else { continue }
      origins.append(origin)
      windows.append(window)
    }
    kept = Dictionary(zip(origins, transform.spectra(of: windows)), uniquingKeysWith: { first, _ in first })
  }

  /// One result for each place, the middle of a window on the reference's grid; `nil` where it is dropped: no structure,
  /// too little valid, no agreement beyond chance, two tops of about a height, or further than a quarter of a window
  /// from the prior.
  ///
  /// A tie point's own place is its window's exact middle, up to half a pixel from the one asked for.
  /// - Parameters:
  ///   - moving: on the reference's grid.
  ///   - prior: the displacement that is expected at a place; it is looked for around there.
  package func match(
    _ moving: AlignmentPlane, at places: [PixelPoint], prior: (PixelPoint) -> PictureShift
  ) -> [TiePoint?] {
    precondition(
      moving.columns == reference.columns && moving.rows == reference.rows,
      "planes of \(moving.columns) × \(moving.rows) and \(reference.columns) × \(reference.rows) pixels")
    let moving = Moving(plane: moving, gaps: GapCounts(moving))
    var found = [TiePoint?](repeating: nil, count: places.count)
    // Every so manieth place, so that those weighed first lie all over the picture.
    let step = max(1, (places.count + Self.weighedTogether - 1) / Self.weighedTogether)
    var profile: FrequencyProfile?
    for first in 0..<step {
      let indices = Array(stride(from: first, to: places.count, by: step))
      var settled: [(index: Int, window: SettledWindow)] = []
      for start in stride(from: 0, to: indices.count, by: Self.batch) {
        let some = indices[start..<min(start + Self.batch, indices.count)]
        settled += settle(moving, some.map { ($0, places[$0], prior(places[$0])) })
      }
      let weighed = profile ?? FrequencyProfile(settled.map(\.window), annuli, transform.frequenciesAlike)
      if profile == nil { profile = weighed }
      for start in stride(from: 0, to: settled.count, by: Self.batch) {
        let some = Array(settled[start..<min(start + Self.batch, settled.count)])
        for (index, tiePoint) in zip(some.map(\.index), finish(moving, some.map(\.window), weighed)) {
          found[index] = tiePoint
        }
      }
    }
    return found
  }

  /// The other picture.
  private struct Moving {
    let plane: AlignmentPlane
    let gaps: GapCounts?
  }

  // MARK: - First reading

  private func settle(
    _ moving: Moving, _ wanted: [(index: Int, place: PixelPoint, prior: PictureShift)]
  ) -> [(index: Int, window: SettledWindow)] {
    let windows = wanted.map { SettledWindow(middle: $0.place, prior: $0.prior, size: windowSize) }
    var readings = read(moving, windows)
    search(&readings)
    for _ in 0..<SettledWindow.mostReadings {
      let open = readings.indices.filter { readings[$0]?.isSettled(within: SettledWindow.nearlySettled) == false }
      if open.isEmpty { break }
      let again = read(moving, open.compactMap { readings[$0]?.movedToContent() })
      for (place, reading) in zip(open, again) {
        readings[place] = reading?.climbed(annuli.coarse, transform.frequenciesAlike)
      }
    }
    var settled: [(index: Int, window: SettledWindow)] = []
    for (place, reading) in readings.enumerated() {
      if let reading { settled.append((wanted[place].index, reading)) }
    }
    return settled
  }

  /// Cross spectra where the windows now stand; `nil` for those that cannot be read there or hold nothing.
  private func read(_ moving: Moving, _ windows: [SettledWindow]) -> [SettledWindow?] {
    var queue: [ReadWindow] = []
    var plans: [(window: SettledWindow, reference: WindowSpectrum?, isWhole: Bool)?] = []
    for window in windows {
      guard let pair = pair(moving, window) else {
        plans.append(nil)
        continue
      }
      // The reference's spectrum is the same wherever the moving picture is read, unless gaps come with it.
      let known = pair.isWhole ? window.reference ?? kept[window.origin] : nil
      if known == nil { queue.append(pair.reference) }
      queue.append(pair.moving)
      plans.append((window, known, pair.isWhole))
    }
    var spectra = transform.spectra(of: queue)[...]
    return plans.map { plan in
      guard let plan, let reference = plan.reference ?? spectra.popFirst(), let other = spectra.popFirst() else {
        return nil
      }
      return plan.window.holding(plan.isWhole ? reference : nil, WindowCross(reference, other, annuli))
    }
  }

  /// Most of a window that may be missing in one of the pictures.
  private static let mostMissing = 0.25

  private func pair(
    _ moving: Moving, _ window: SettledWindow
  ) -> (reference: ReadWindow, moving: ReadWindow, isWhole: Bool)? {
    let (origin, offset) = (window.origin, window.offset)
    let there = WindowOrigin(column: origin.column + offset.column, row: origin.row + offset.row)
    guard var own = ReadWindow(reference, gaps: gaps, origin, size: windowSize),
      var other = ReadWindow(
        moving.plane, gaps: moving.gaps, there, size: windowSize, fraction: window.fraction)
    else { return nil }
    if own.valid == nil && other.valid == nil { return (own, other, true) }
    own.leaveOutGaps(of: other)
    other.leaveOutGaps(of: own)
    guard own.validShare >= 1 - Self.mostMissing else { return nil }
    own.softenGaps(size: windowSize)
    other.softenGaps(size: windowSize)
    return (own, other, false)
  }

  private func search(_ readings: inout [SettledWindow?]) {
    let open = readings.indices.filter { readings[$0] != nil }
    for start in stride(from: 0, to: open.count, by: 2) {
      let (first, second) = (open[start], start + 1 < open.count ? open[start + 1] : nil)
      guard let one = readings[first]?.cross else { continue }
      let other = second.flatMap { readings[$0]?.cross }
      let surfaces = transform.surfaces(
        one.weighted(annuli.coarse.values), other.map { $0.weighted(annuli.coarse.values) })
      let alike = transform.frequenciesAlike
      readings[first] = readings[first]?.placed(
        WindowSurface(surfaces.0, size: windowSize), annuli.coarse, alike)
      guard let second else { continue }
      readings[second] = readings[second]?.placed(
        WindowSurface(surfaces.1, size: windowSize), annuli.coarse, alike)
    }
  }

  // MARK: - With the frequencies weighed

  private func finish(
    _ moving: Moving, _ windows: [SettledWindow], _ profile: FrequencyProfile
  ) -> [TiePoint?] {
    var readings: [SettledWindow?] = windows.map { $0.climbed(profile.weights, transform.frequenciesAlike) }
    for _ in 0..<SettledWindow.mostReadings {
      let open = readings.indices.filter { readings[$0]?.isSettled(within: SettledWindow.settled) == false }
      if open.isEmpty { break }
      let again = read(moving, open.compactMap { readings[$0]?.movedToContent() })
      for (place, reading) in zip(open, again) {
        readings[place] = reading?.climbed(profile.weights, transform.frequenciesAlike)
      }
    }
    return readings.map { $0?.tiePoint(profile.weights, transform.frequenciesAlike) }
  }
}
