import Changes
import Foundation
import Geodesy
import Kernels
import Mensuration
import Provenance
import Quantities
import Rasters
import Tracking
import Vectors

/// What `detect A B` writes: scores, changed pixels, regions and a picture to look at.
struct PairFiles {
  static let names = ["score.tif", "change.tif", "regions.geojson", "look.png"]

  let grid: Grid
  let hasCRS: Bool
  /// Size of a pixel where there is no CRS.
  let gsd: Metres?
  let before: Raster
  let after: Raster
  /// −log₁₀ of the calibrated tail probability; −1 where not tested.
  let scores: [Float]
  /// By how much the second picture is brighter, brought to the level of the first; empty where that cannot be told.
  let rise: [Float]
  let changed: [Bool]
  /// Indices of pixels.
  let regions: [[Int]]
  let method: JSONValue

  /// - Throws: `MonitoringError.writeFailed`, `RasterError.writeFailed`, `GeodesyError`.
  func write(to output: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    } catch {
      throw MonitoringError(
        .writeFailed, at: output, "The folder cannot be made: \(FileFault(error).words).",
        mend: "Name a folder that you may write to with -o.")
    }
    let tested = scores.map { $0 >= 0 }
    func raster(_ samples: [Float]) -> Raster {
      Raster(
        columns: grid.columns, rows: grid.rows, bandCount: 1, samples: samples,
        validity: Mask(columns: grid.columns, rows: grid.rows, flags: tested))
    }
    let written = hasCRS ? grid : nil
    try RasterWriter.writeCOG(raster(scores), as: .float32, grid: written, noData: -1, to: output + "/score.tif")
    try RasterWriter.writeCOG(
      raster(changed.map { $0 ? 1 : 0 }), as: .uint8, grid: written, noData: 255, to: output + "/change.tif")
    let document = try geoJSON()
    let look = try PNGPicture.encode(columns: grid.columns * 3 + 16, rows: grid.rows, rgb: look())
    do {
      try AtomicFile.write(Data(document.prettyText.utf8), to: output + "/regions.geojson")
      try AtomicFile.write(Data(look), to: output + "/look.png")
    } catch {
      throw MonitoringError(writing: "The results", to: output, error)
    }
  }

  private func geoJSON() throws -> JSONValue {
    let transform = hasCRS ? try CoordinateTransform(from: grid.crs, to: .wgs84) : nil
    let features = try regions.enumerated().compactMap { index, pixels -> JSONValue? in
      let window = Composite.window(around: pixels, grid: grid, margin: 1)
      let local = Set(Composite.local(pixels, in: window, grid: grid))
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
      if !rise.isEmpty {
        let sum = pixels.reduce(0.0) { $0 + Double(rise[$1]) }
        properties.append(.init("sign", sum > 0 ? "brighter" : "darker"))
      }
      let geometry: JSONValue
      if let transform {
        let polygon = GeoPolygon(exterior: try transform.geoPoints(places.map { grid.geotransform.map($0) }))
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
    if !hasCRS { members.append(.init("frame", "pixel")) }
    return .object(members + [.init("method", method), .init("features", .array(features))])
  }

  /// Before, after, and after with the changed pixels in magenta, side by side.
  private func look() -> [UInt8] {
    let columns = grid.columns
    let blank = [UInt8](repeating: 255, count: grid.pixelCount * 3)
    let first = Stretch(before)?.bytes(before, enlarged: 1) ?? blank
    let second = Stretch(after)?.bytes(after, enlarged: 1) ?? blank
    var marked = second
    for pixel in changed.indices where changed[pixel] {
      marked[pixel * 3] = 255
      marked[pixel * 3 + 1] /= 3
      marked[pixel * 3 + 2] = 200
    }
    let gap = [UInt8](repeating: 255, count: 8 * 3)
    return (0..<grid.rows).flatMap { row -> [UInt8] in
      let range = row * columns * 3..<(row + 1) * columns * 3
      return first[range] + gap + second[range] + gap + marked[range]
    }
  }
}
