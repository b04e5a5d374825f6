import Alignment
import Changes
import Foundation
import Geodesy
import Kernels
import Mensuration
import Places
import Provenance
import Quantities
import Rasters
import Stacks

/// `detect A B`: what differs between two pictures: aligned, and the difference judged against the pictures' own
/// unchanged ground.
package struct PairDetection {
  let options: RunOptions

  package init(options: RunOptions) { self.options = options }

  package struct Result: Sendable {
    package let regions: Int
    package let changedShare: Double
    package let shift: PictureShift
    /// How change was looked for, and why so.
    package let method: JSONValue
    /// The same in words.
    package let words: [String]
    package var json: JSONValue {
      [
        "regions": .integer(regions), "changedShare": .number(changedShare),
        "shift": ["rows": .decimal(shift.rows, places: 4), "columns": .decimal(shift.columns, places: 4)],
        "method": method, "files": .array(PairFiles.names.map { .string($0) }),
      ]
    }
  }

  /// Limiting pixels.
  static let smallestRegion = 6.0

  private struct Pair {
    let before: Raster
    let after: Raster
    let shift: PictureShift
    /// Deviation along one axis, in pixels, of how the pictures lie on each other; 0 where they were not aligned.
    let displacement: Double
    /// Of what is found, in pixels of the grid: those of the one that shows more, where both were enlarged.
    let limits: SizeLimits
    /// Size of a pixel of the grid on the ground; `nil` where that is not known.
    let pixel: Metres?
  }

  /// Writes the four files into `output`. Pictures that do not fit the memory are compared piece by piece.
  /// - Parameter gsd: size of a pixel on the ground where the files have no CRS.
  /// - Throws: `RasterError` for files that cannot be read; `MonitoringError.incomparable` where they cannot be
  ///   compared.
  package func run(
    _ before: String, _ after: String, output: String, kind: PairChange.Kind, falseAlarmRate: Double, gsd: Metres?
  ) throws -> Result {
    let reader = options.reader()
    defer { reader.close() }
    let input = try PairInput(before, after, reader)
    guard try isSmall(input) else {
      return try LargePairDetection(
        options: options, input: input, output: output, kind: kind, falseAlarmRate: falseAlarmRate, gsd: gsd
      ).run(reader)
    }
    let pair = try self.pair(input, gsd, reader)
    let pictures = PicturePair(pair.before, pair.after, displacement: pair.displacement)
    let change = try change(pictures, kind, pair, input)
    let threshold = Float(-log10(falseAlarmRate))
    let changed = change.scores.map { $0 >= threshold }
    let regions = regions(change, pictures, changed: changed, kind, pair, input)
    let method = PairMethod(
      change: PairFindings(change), kind: kind, falseAlarmRate: falseAlarmRate, pixel: pair.pixel,
      factor: pair.limits.pixel, names: input.names)
    try PairFiles(
      grid: input.grid, hasCRS: input.hasCRS, gsd: gsd, before: pair.before, after: pair.after, scores: change.scores,
      changed: changed, regions: regions, method: method.json
    ).write(to: output)
    let tested = change.scores.count { $0 >= 0 }
    return Result(
      regions: regions.count, changedShare: Double(changed.count { $0 }) / Double(max(tested, 1)), shift: pair.shift,
      method: method.json, words: method.words)
  }

  /// Things and what is left, in order of their first pixels.
  private func regions(
    _ change: PairChange, _ pictures: PicturePair, changed: [Bool], _ kind: PairChange.Kind, _ pair: Pair,
    _ input: PairInput
  ) -> [PairRegion] {
    let grid = input.grid
    let rise = pictures.rise() ?? []
    let whole = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    let found = PairOutlining(
      kind: kind, form: change.built?.form, limits: pair.limits, pixel: pair.pixel, displacement: pair.displacement
    ).find(pictures, after: pair.after, changed: changed, window: whole, grid: grid)
    let things = found.things.map { PairRegion($0, in: whole, scores: change.scores, rise: rise, grid: grid) }
    let rest = Morphology.components(found.rest, columns: grid.columns, rows: grid.rows)
      .filter { Double($0.count) >= Self.leastPixels(kind, pair.limits, pixel: pair.pixel) }
      .map { PairRegion($0, scores: change.scores, rise: rise, grid: grid).unoutlined(found.reason) }
    return (things + rest).sorted { $0.firstPixel < $1.firstPixel }
  }

  /// Pixels of the grid that a region needs.
  /// - Parameter pixel: size of a pixel of the grid; `nil` where it is not known.
  static func leastPixels(_ kind: PairChange.Kind, _ limits: SizeLimits, pixel: Metres?) -> Double {
    let least = limits.area(smallestRegion)
    guard kind == .built else { return least }
    return max(
      least,
      BuiltChange.leastPixels(pixel: pixel.map { $0.magnitude * limits.pixel }, factor: limits.pixel))
  }

  private func change(
    _ pictures: PicturePair, _ kind: PairChange.Kind, _ pair: Pair, _ input: PairInput
  ) throws -> PairChange {
    do {
      return try PairChange(
        pictures, kind: kind, pixel: pair.pixel.map { $0.magnitude * pair.limits.pixel }, factor: pair.limits.pixel,
        isRedGreenBlue: input.isRedGreenBlue, threads: options.threads)
    } catch {
      throw Self.incomparable(error, names: input.names)
    }
  }

  static func incomparable(_ failure: Alteration.Failure, names: (before: String, after: String)) -> MonitoringError {
    switch failure {
    case .tooFewPixels(let count):
      MonitoringError(
        .incomparable, at: names.after,
        "The two pictures share \(count) pixels that both show; nothing can be told from fewer than "
          + "\(PicturePair.fewestPixels).",
        mend: "Check that they show the same place, and that not all of it is cloud or NoData.")
    case .constant(let isAfter):
      MonitoringError(
        .incomparable, at: isAfter ? names.after : names.before, "All that both pictures show has one value in it.",
        mend: "Give a picture that shows something there.")
    }
  }

  // MARK: - Pair

  /// Whether the pair fits the memory in one piece.
  private func isSmall(_ input: PairInput) throws -> Bool {
    let budget = PairBudget(memoryInMiB: options.memoryInMiB, bandCount: input.bandCount)
    let pixels = input.grid.pixelCount
    guard budget.holds(pixels: pixels, source: pixels), let source = input.source else {
      return budget.holds(pixels: pixels, source: pixels)
    }
    let needed = try SceneWarp(from: source, onto: input.grid, slack: PairAlignment.slack).needed
    return budget.holds(pixels: pixels, source: needed?.pixelCount ?? 0)
  }

  private func pair(_ input: PairInput, _ gsd: Metres?, _ reader: RasterReader) throws -> Pair {
    if let source = input.source { return try georeferenced(input, source, reader) }
    let (first, second) = (try input.read(input.before, by: reader), try input.read(input.after, by: reader))
    return Pair(
      before: first, after: second, shift: PictureShift(rows: 0, columns: 0), displacement: 0,
      limits: SizeLimits(pixel: min(first.enlargement, second.enlargement)), pixel: gsd)
  }

  private func georeferenced(_ input: PairInput, _ source: Grid, _ reader: RasterReader) throws -> Pair {
    let (grid, names) = (input.grid, input.names)
    let first = try input.read(input.before, by: reader)
    let warp = try SceneWarp(from: source, onto: grid, slack: PairAlignment.slack)
    guard let window = warp.needed else { throw input.noCommonGround() }
    let second = try input.read(input.after, by: reader, window: window)
    let fit: FittedTransform
    do {
      fit = try Registration(reference: first.meanPlane).fit(warp.plane(second, window: window))
    } catch {
      throw MonitoringError(
        .incomparable, at: names.after, "It cannot be aligned to \(names.before): \(error.reason).",
        mend: "Give pictures with less cloud, or of a season that looks more alike.")
    }
    return Pair(
      before: first,
      after: warp.warp(second, window: window, transform: fit.transform, saturatedAt: nil).raster(on: grid),
      shift: fit.transform.shiftAtCentre, displacement: fit.ce90InPixels / ErrorBudget.radiusOf90,
      limits: Self.limits(first, second, pixel: warp.pixelRatio(at: grid.middle)),
      pixel: try PairPicture.pixelSize(grid, names.before).mean)
  }

  /// Each picture's limiting pixel in pixels of the grid, the smaller of the two: what one shows alone is found too.
  /// - Parameter pixel: of the second picture, in pixels of the grid.
  static func limits(_ first: Raster, _ second: Raster, pixel: Double) -> SizeLimits {
    SizeLimits(pixel: max(1, min(first.enlargement, pixel * second.enlargement)))
  }
}

extension SceneWarp {
  /// Pixels of the grid that a pixel of the scene takes at a place of the grid.
  func pixelRatio(at place: PixelPoint) -> Double {
    let (one, other) = (
      sourcePoint(place), sourcePoint(PixelPoint(column: place.column + 1, row: place.row))
    )
    return 1 / max(hypot(other.column - one.column, other.row - one.row), 1e-9)
  }
}

extension Grid {
  var middle: PixelPoint { PixelPoint(column: Double(columns) / 2, row: Double(rows) / 2) }
}
