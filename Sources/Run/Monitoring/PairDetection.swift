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
import Tracking
import Vectors

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
    let grid: Grid
    let hasCRS: Bool
    let before: Raster
    let after: Raster
    let shift: PictureShift
    /// Deviation along one axis, in pixels, of how the pictures lie on each other; 0 where they were not aligned.
    let displacement: Double
    /// Of what is found, in pixels of `grid`: those of the one that shows more, where both were enlarged.
    let limits: SizeLimits
    /// Size of a pixel of `grid` on the ground; `nil` where that is not known.
    let pixel: Metres?
    let isRedGreenBlue: Bool
  }

  /// Writes the four files into `output`.
  /// - Parameter gsd: size of a pixel on the ground where the files have no CRS.
  /// - Throws: `RasterError` for files that cannot be read; `MonitoringError.incomparable` where they cannot be
  ///   compared.
  package func run(
    _ before: String, _ after: String, output: String, kind: PairChange.Kind, falseAlarmRate: Double, gsd: Metres?
  ) throws -> Result {
    let pair = try self.pair(before, after, gsd)
    let pictures = PicturePair(
      columns: pair.grid.columns, rows: pair.grid.rows, before: pair.before.samples, after: pair.after.samples,
      valid: zip(pair.before.validity.flags, pair.after.validity.flags).map { $0 && $1 },
      displacement: Float(pair.displacement))
    let change = try change(pictures, kind, pair, names: (name(before), name(after)))
    let threshold = Float(-log10(falseAlarmRate))
    let changed = change.scores.map { $0 >= threshold }
    let regions = Morphology.components(changed, columns: pair.grid.columns, rows: pair.grid.rows)
      .filter { Double($0.count) >= pair.limits.area(Self.smallestRegion) }
    let method = PairMethod(
      change: change, kind: kind, falseAlarmRate: falseAlarmRate, pixel: pair.pixel, factor: pair.limits.pixel,
      names: (name(before), name(after)))
    try PairFiles(
      grid: pair.grid, hasCRS: pair.hasCRS, gsd: gsd, before: pair.before, after: pair.after, scores: change.scores,
      rise: pictures.rise() ?? [], changed: changed, regions: regions, method: method.json
    ).write(to: output)
    let tested = change.scores.count { $0 >= 0 }
    return Result(
      regions: regions.count, changedShare: Double(changed.count { $0 }) / Double(max(tested, 1)), shift: pair.shift,
      method: method.json, words: method.words)
  }

  private func change(
    _ pictures: PicturePair, _ kind: PairChange.Kind, _ pair: Pair, names: (String, String)
  ) throws -> PairChange {
    do {
      return try PairChange(
        pictures, kind: kind, pixel: pair.pixel.map { $0.magnitude * pair.limits.pixel }, factor: pair.limits.pixel,
        isRedGreenBlue: pair.isRedGreenBlue, threads: options.threads)
    } catch .tooFewPixels(let count) {
      throw MonitoringError(
        .incomparable, at: names.1,
        "The two pictures share \(count) pixels that both show; nothing can be told from fewer than "
          + "\(PicturePair.fewestPixels).",
        mend: "Check that they show the same place, and that not all of it is cloud or NoData.")
    } catch .constant(let isAfter) {
      throw MonitoringError(
        .incomparable, at: isAfter ? names.1 : names.0, "All that both pictures show has one value in it.",
        mend: "Give a picture that shows something there.")
    }
  }

  // MARK: - Pair

  private func name(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }

  private func pair(_ before: String, _ after: String, _ gsd: Metres?) throws -> Pair {
    let reader = options.reader()
    defer { reader.close() }
    let a = try reader.header(of: before)
    let b = try reader.header(of: after)
    guard a.bandCount == b.bandCount else {
      throw MonitoringError(
        .incomparable, at: name(after),
        "It has \(b.bandCount) \(b.bandCount == 1 ? "band" : "bands") and \(name(before)) has \(a.bandCount).",
        mend: "Give two pictures with the same bands.")
    }
    let isRedGreenBlue = [a, b].allSatisfy { Array($0.colours.prefix(3)) == ["Red", "Green", "Blue"] }
    if let grid = a.grid, let other = b.grid {
      return try georeferenced(before, grid, after, other, isRedGreenBlue, reader)
    }
    guard a.grid == nil, b.grid == nil else {
      throw MonitoringError(
        .incomparable, at: a.grid == nil ? name(before) : name(after), "It has no CRS, and the other picture has one.",
        mend: "Give both with a CRS, or both without and of equal size.")
    }
    guard a.columns == b.columns, a.rows == b.rows else {
      throw MonitoringError(
        .incomparable, at: name(after),
        "Without CRS both must match in size: \(b.columns) × \(b.rows) here, "
          + "\(a.columns) × \(a.rows) in \(name(before)).",
        mend: "Cut them to the same ground, or give them a CRS.")
    }
    let frame = Grid(
      columns: a.columns, rows: a.rows, geotransform: Geotransform([0, 1, 0, 0, 0, 1]), crs: CRS("pixel"))
    let (first, second) = (try reader.read(before), try reader.read(after))
    return Pair(
      grid: frame, hasCRS: false, before: first, after: second, shift: PictureShift(rows: 0, columns: 0),
      displacement: 0, limits: SizeLimits(pixel: min(first.enlargement, second.enlargement)), pixel: gsd,
      isRedGreenBlue: isRedGreenBlue)
  }

  private func georeferenced(
    _ before: String, _ grid: Grid, _ after: String, _ other: Grid, _ isRedGreenBlue: Bool,
    _ reader: RasterReader
  ) throws -> Pair {
    let first = try reader.read(before)
    let warp = try SceneWarp(from: other, onto: grid, slack: PairAlignment.slack)
    guard let window = warp.needed else {
      throw MonitoringError(
        .incomparable, at: name(after), "It shows no ground in common with \(name(before)).",
        mend: "Give two pictures of one place.")
    }
    let second = try reader.read(after, window: window)
    let fit: FittedTransform
    do {
      fit = try Registration(reference: plane(first)).fit(warp.plane(second, window: window))
    } catch {
      throw MonitoringError(
        .incomparable, at: name(after), "It cannot be aligned to \(name(before)): \(error.reason).",
        mend: "Give pictures with less cloud, or of a season that looks more alike.")
    }
    return Pair(
      grid: grid, hasCRS: true, before: first,
      after: whole(warp.warp(second, window: window, transform: fit.transform, saturatedAt: nil), grid),
      shift: fit.transform.shiftAtCentre, displacement: fit.ce90InPixels / ErrorBudget.radiusOf90,
      limits: limits(first, second, warp, grid), pixel: try PairPicture.pixelSize(grid, name(before)).mean,
      isRedGreenBlue: isRedGreenBlue)
  }

  /// Each picture's limiting pixel in pixels of the grid, the smaller of the two: what one shows alone is found too.
  private func limits(_ first: Raster, _ second: Raster, _ warp: SceneWarp, _ grid: Grid) -> SizeLimits {
    let middle = PixelPoint(column: Double(grid.columns) / 2, row: Double(grid.rows) / 2)
    let (one, other) = (
      warp.sourcePoint(middle), warp.sourcePoint(PixelPoint(column: middle.column + 1, row: middle.row))
    )
    let pixel = 1 / max(hypot(other.column - one.column, other.row - one.row), 1e-9)
    return SizeLimits(pixel: max(1, min(first.enlargement, pixel * second.enlargement)))
  }

  /// The mean of the bands: what alignment looks at.
  private func plane(_ raster: Raster) -> AlignmentPlane {
    let count = raster.columns * raster.rows
    let samples = (0..<count).map { pixel in
      (0..<raster.bandCount).reduce(Float(0)) { $0 + raster.samples[$1 * count + pixel] } / Float(raster.bandCount)
    }
    return AlignmentPlane(columns: raster.columns, rows: raster.rows, samples: samples, valid: raster.validity.flags)
  }

  /// A warped window as a raster of the whole grid.
  private func whole(_ warped: WarpedScene, _ grid: Grid) -> Raster {
    var samples = [Float](repeating: 0, count: grid.pixelCount * warped.bandCount)
    var flags = [Bool](repeating: false, count: grid.pixelCount)
    warped.withPlanes { numbers, status in
      for row in 0..<warped.window.rows {
        for column in 0..<warped.window.columns {
          let index = row * warped.window.columns + column
          guard status[index] != WarpedScene.Status.absent else { continue }
          let target = (row + warped.window.row) * grid.columns + column + warped.window.column
          flags[target] = true
          for band in 0..<warped.bandCount {
            samples[band * grid.pixelCount + target] =
              warped.offset + warped.scale * Float(numbers[band * warped.window.pixelCount + index])
          }
        }
      }
    }
    return Raster(
      columns: grid.columns, rows: grid.rows, bandCount: warped.bandCount, samples: samples,
      validity: Mask(columns: grid.columns, rows: grid.rows, flags: flags))
  }
}
