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

/// `detect A B`: what differs between two pictures, in the plain form: aligned, brought to one brightness, and the
/// difference judged against the pictures' own unchanged ground.
package struct PairDetection {
  let options: RunOptions

  package init(options: RunOptions) { self.options = options }

  package struct Result: Sendable {
    package let regions: Int
    package let changedShare: Double
    package let shift: PictureShift
    package var json: JSONValue {
      [
        "regions": .integer(regions), "changedShare": .number(changedShare),
        "shift": ["rows": .decimal(shift.rows, places: 4), "columns": .decimal(shift.columns, places: 4)],
        "files": ["score.tif", "change.tif", "regions.geojson", "look.png"],
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
  }

  /// Writes the four files into `output`.
  /// - Throws: `RasterError` for files that cannot be read; `MonitoringError.incomparable` where they cannot be
  ///   compared.
  package func run(
    _ before: String, _ after: String, output: String, falseAlarmRate: Double, gsd: Metres?
  ) throws -> Result {
    let pair = try self.pair(before, after)
    guard let statistic = statistic(pair) else {
      throw MonitoringError(
        .incomparable, at: name(after), "The two pictures have too little ground in common that looks alike.",
        mend: "Check that they show the same place, and that not all of it is cloud or NoData.")
    }
    let tested = statistic.indices.filter { statistic[$0] >= 0 }
    let scores = scores(statistic, EmpiricalNull(statistics: tested.map { statistic[$0] }))
    let threshold = Float(-log10(falseAlarmRate))
    let changed = scores.indices.map { statistic[$0] >= 0 && scores[$0] >= threshold }
    let regions = Morphology.components(changed, columns: pair.grid.columns, rows: pair.grid.rows)
      .filter { Double($0.count) >= pair.limits.area(Self.smallestRegion) }
    try write(pair, scores: scores, statistic: statistic, changed: changed, regions: regions, to: output, gsd: gsd)
    return Result(
      regions: regions.count, changedShare: Double(changed.filter { $0 }.count) / Double(max(tested.count, 1)),
      shift: pair.shift)
  }

  /// Pictures that are equal but for what changed have no noise to judge by: there a difference is judged in units of
  /// the least one that counts.
  private func scores(_ statistic: [Float], _ null: EmpiricalNull?) -> [Float] {
    statistic.map { value in
      guard value > 0 || (null != nil && value == 0) else { return 0 }
      return Float(EmpiricalNull.score(deviations: null?.deviations(value) ?? Double(value.squareRoot())))
    }
  }

  // MARK: - Pair

  private func name(_ path: String) -> String { URL(fileURLWithPath: path).lastPathComponent }

  private func pair(_ before: String, _ after: String) throws -> Pair {
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
    if let grid = a.grid, let other = b.grid { return try georeferenced(before, grid, after, other, reader) }
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
      displacement: 0, limits: SizeLimits(pixel: min(first.enlargement, second.enlargement)))
  }

  private func georeferenced(
    _ before: String, _ grid: Grid, _ after: String, _ other: Grid, _ reader: RasterReader
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
      limits: limits(first, second, warp, grid))
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

  private func statistic(_ pair: Pair) -> [Float]? {
    PairDifference(
      columns: pair.grid.columns, rows: pair.grid.rows, before: pair.before.samples, after: pair.after.samples,
      valid: zip(pair.before.validity.flags, pair.after.validity.flags).map { $0 && $1 },
      displacement: Float(pair.displacement)
    ).statistic()
  }

  // MARK: - Output

  private func write(
    _ pair: Pair, scores: [Float], statistic: [Float], changed: [Bool], regions: [[Int]], to output: String,
    gsd: Metres?
  ) throws {
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      throw MonitoringError(
        .writeFailed, at: output, "The folder cannot be made: \(FileFault(error).words).",
        mend: "Name a folder that you may write to with -o.")
    }
    let grid = pair.grid
    let tested = statistic.map { $0 >= 0 }
    func raster(_ samples: [Float]) -> Raster {
      Raster(
        columns: grid.columns, rows: grid.rows, bandCount: 1, samples: samples,
        validity: Mask(columns: grid.columns, rows: grid.rows, flags: tested))
    }
    let written = pair.hasCRS ? grid : nil
    try RasterWriter.writeCOG(raster(scores), as: .float32, grid: written, noData: -1, to: output + "/score.tif")
    try RasterWriter.writeCOG(
      raster(changed.map { $0 ? 1 : 0 }), as: .uint8, grid: written, noData: 255, to: output + "/change.tif")
    let document = try geoJSON(regions, scores: scores, pair: pair, gsd: gsd)
    let look = try PNGPicture.encode(columns: grid.columns * 3 + 16, rows: grid.rows, rgb: look(pair, changed: changed))
    do {
      try AtomicFile.write(Data(document.prettyText.utf8), to: output + "/regions.geojson")
      try AtomicFile.write(Data(look), to: output + "/look.png")
    } catch {
      throw MonitoringError(writing: "The results", to: output, error)
    }
  }

  private func geoJSON(_ regions: [[Int]], scores: [Float], pair: Pair, gsd: Metres?) throws -> JSONValue {
    let transform = pair.hasCRS ? try CoordinateTransform(from: pair.grid.crs, to: .wgs84) : nil
    let features = try regions.enumerated().compactMap { index, pixels -> JSONValue? in
      let window = Composite.window(around: pixels, grid: pair.grid, margin: 1)
      let local = Set(Composite.local(pixels, in: window, grid: pair.grid))
      let field = (0..<window.pixelCount).map { local.contains($0) ? Float(1) : 0 }
      guard
        let ring = HalfLevel.rings(field, columns: window.columns, rows: window.rows)
          .max(by: { abs(PixelOutline.signedArea($0)) < abs(PixelOutline.signedArea($1)) })
      else { return nil }
      let places = ring.map { PixelPoint(column: $0.column + Double(window.column), row: $0.row + Double(window.row)) }
      var properties: [JSONValue.Member] = [
        .init("id", .string("r-\(index + 1)")), .init("pixels", .integer(pixels.count)),
        .init("score", .decimal(Double(pixels.map { scores[$0] }.max() ?? 0), places: 2)), .init("status", "candidate"),
      ]
      let geometry: JSONValue
      if let transform {
        let polygon = GeoPolygon(exterior: try transform.geoPoints(places.map { pair.grid.geotransform.map($0) }))
        properties.append(.init("areaSquareMetres", .decimal(Geodesics.area(of: polygon).magnitude, places: 1)))
        geometry = GeoJSON.geometry(of: [polygon])
      } else {
        if let gsd {
          let area = abs(PixelOutline.signedArea(places)) * gsd.magnitude * gsd.magnitude
          properties.append(.init("areaSquareMetres", .decimal(area, places: 1)))
        }
        let closed = places + places.prefix(1)
        geometry = [
          "type": "Polygon",
          "coordinates": [.array(closed.map { [.decimal($0.column, places: 2), .decimal($0.row, places: 2)] })],
        ]
      }
      return [
        "type": "Feature", "id": .string("r-\(index + 1)"), "properties": .object(properties), "geometry": geometry,
      ]
    }
    var members: [JSONValue.Member] = [.init("type", "FeatureCollection")]
    if !pair.hasCRS { members.append(.init("frame", "pixel")) }
    return .object(members + [.init("features", .array(features))])
  }

  /// Before, after, and after with the changed pixels in magenta, side by side.
  private func look(_ pair: Pair, changed: [Bool]) -> [UInt8] {
    let columns = pair.grid.columns
    let blank = [UInt8](repeating: 255, count: pair.grid.pixelCount * 3)
    let before = Stretch(pair.before)?.bytes(pair.before, enlarged: 1) ?? blank
    let after = Stretch(pair.after)?.bytes(pair.after, enlarged: 1) ?? blank
    var marked = after
    for pixel in changed.indices where changed[pixel] {
      marked[pixel * 3] = 255
      marked[pixel * 3 + 1] /= 3
      marked[pixel * 3 + 2] = 200
    }
    let gap = [UInt8](repeating: 255, count: 8 * 3)
    return (0..<pair.grid.rows).flatMap { row -> [UInt8] in
      let range = row * columns * 3..<(row + 1) * columns * 3
      return before[range] + gap + after[range] + gap + marked[range]
    }
  }
}
