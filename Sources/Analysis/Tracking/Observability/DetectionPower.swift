import Changes
import Foundation
import Kernels
import Mensuration
import Places
import Rasters
import Stacks
import Statistics

/// Whether a building would have been found: it is put into the stack's own values and looked for by the same tests, with
/// the same noise, thresholds and rules as everything that is reported.
package struct DetectionPower: Sendable {
  let series: StackSeries
  let detection: ChangeDetection
  let local: ChangeDetection?
  let groundSlopes: GroundSlopes?
  let gsd: Double
  let limits: SizeLimits
  let shadows: [ShadowShift?]
  private let spectra: [[Double]]

  /// Pixels around a planted building and its shadow that the tests look at beside it.
  private static let margin = 14
  /// Cover of the building by what was found, and of that by the building, that is a find: intersection over union.
  static let leastOverlap = 0.3

  /// - Parameters:
  ///   - detection, local: the tests as they were fitted to the stack.
  ///   - slopes: of the ground, where scenes lie displaced.
  package init(
    _ finder: ThingFinder, detection: ChangeDetection, local: ChangeDetection?, slopes: GroundSlopes?
  ) {
    series = finder.series
    gsd = finder.gsd
    limits = finder.limits
    shadows = finder.shadows
    spectra = finder.siteSpectra()
    self.detection = detection
    self.local = local
    groundSlopes = slopes
  }

  /// Whether the building is found, outlined, confirmed and listed, as a building or as ground that was cleared.
  func finds(_ building: PlantedBuilding) -> Bool {
    let whole = Window(column: 0, row: 0, columns: series.grid.columns, rows: series.grid.rows)
    let half = Int((building.length + building.width) / 2) + Self.margin
    let window = Window(
      column: Int(building.centre.column) - half, row: Int(building.centre.row) - half, columns: 2 * half + 1,
      rows: 2 * half + 1
    ).intersection(whole)
    let own = Window(column: 0, row: 0, columns: window.columns, rows: window.rows)
    guard !window.isEmpty, let (stack, touched) = planted(building, in: window) else { return false }
    let truth = Set(Surroundings.covered(building.ring.map { moved($0, into: window) }, in: own))
    let finder = ThingFinder(
      stack, gsd: gsd, limits: limits, inSite: Array(repeating: true, count: window.pixelCount), spectra: spectra,
      threads: 1)
    return finder.confirms(
      detection.applied(to: window, changed: touched.grown(by: StackSeries.smoothingReach)) { part in
        let block = stack.smoothedBlock(part)
        return SeriesBlock(values: block.values, seen: block.seen, slopes: slopes(part, in: window))
      },
      local: local?.applied(to: window, changed: touched.grown(by: StackSeries.rimReach)) { part in
        let block = stack.localContrastBlock(part, inside: own)
        return SeriesBlock(values: block.values, seen: block.seen, slopes: slopes(part, in: window))
      }, touching: truth
    ) { thing in
      guard ThingFinder.isNamed(thing), thing.change == .built || thing.change == .cleared, let outline = thing.outline
      else { return false }
      let pixels = Set(Surroundings.covered(outline.ring, in: own))
      let common = pixels.intersection(truth).count
      return Double(common) >= Self.leastOverlap * Double(pixels.count + truth.count - common)
    }
  }

  private func moved(_ point: PixelPoint, into window: Window) -> PixelPoint {
    PixelPoint(column: point.column - Double(window.column), row: point.row - Double(window.row))
  }

  private func slopes(_ part: Window, in window: Window) -> [BandVector] {
    groundSlopes?.over(
      Window(column: part.column + window.column, row: part.row + window.row, columns: part.columns, rows: part.rows))
      ?? []
  }

  /// The part of the stack with the building on it, and which pixels of the part that touches; `nil` where its ground was
  /// never seen.
  private func planted(_ building: PlantedBuilding, in window: Window) -> (stack: StackSeries, touched: Window)? {
    let roof = building.roofCover(in: window)
    let ground = Composite.places(roof.indices.filter { roof[$0] > 0.5 }, in: window, grid: series.grid)
    let means = series.means(over: ground).compactMap(\.values)
    guard !means.isEmpty else { return nil }
    let steps = (0..<series.bandCount).map { band in
      building.contrast * Float(Quantiles.median(means.map { $0[band] }) ?? 0)
    }
    var touched = roof.map { $0 > 0 }
    let stack = series.excerpt(window) { scene, samples in
      guard scene >= building.firstScene else { return }
      let shade = building.shadowCover(in: window, shadows.indices.contains(scene) ? shadows[scene] : nil)
      for pixel in (shade ?? []).indices where shade?[pixel] ?? 0 > 0 { touched[pixel] = true }
      for band in steps.indices {
        let start = band * window.pixelCount
        for pixel in 0..<window.pixelCount {
          let lit = samples[start + pixel] * (1 - PlantedBuilding.shade * (shade?[pixel] ?? 0))
          samples[start + pixel] = lit + roof[pixel] * steps[band]
        }
      }
    }
    return (stack, Self.bounds(touched, columns: window.columns))
  }

  private static func bounds(_ flags: [Bool], columns: Int) -> Window {
    let pixels = flags.indices.filter { flags[$0] }
    guard let first = pixels.first, let last = pixels.last,
      let left = pixels.map({ $0 % columns }).min(), let right = pixels.map({ $0 % columns }).max()
    else { return Window(column: 0, row: 0, columns: 0, rows: 0) }
    return Window(
      column: left, row: first / columns, columns: right - left + 1, rows: last / columns - first / columns + 1)
  }
}
