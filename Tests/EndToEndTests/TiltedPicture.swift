import Foundation
import Geodesy
import Quantities
import Rasters

/// A picture that looks past the vertical at analytic ground of known heights, with its rational polynomials beside it.
struct TiltedPicture {
  static let size = 360
  static let gsd = 4.0
  static let longitude = 55.12
  static let latitude = 24.98
  static let crs = CRS("EPSG:32640")
  /// Metres by which the picture shows a place further right for each metre of its height.
  static let slope = 0.3
  /// The polynomials' own middle height.
  static let middleHeight = 40.0

  let model: RationalPolynomialModel

  init?() {
    let half = Double(Self.size) / 2
    let reach = half * Self.gsd
    let one = [1] + Array(repeating: 0.0, count: 19)
    let degree = 111_320 * cos(Self.latitude * .pi / 180)
    guard
      let model = RationalPolynomialModel(
        line: .init(offset: half - 0.5, scale: half), sample: .init(offset: half - 0.5, scale: half),
        latitude: .init(offset: Self.latitude, scale: reach / 110_770),
        longitude: .init(offset: Self.longitude, scale: reach / degree),
        height: .init(offset: Self.middleHeight, scale: 500),
        lineNumerator: [0, 0, -1] + Array(repeating: 0, count: 17), lineDenominator: one,
        sampleNumerator: [0, 1, 0, Self.slope * 500 / reach] + Array(repeating: 0, count: 16), sampleDenominator: one)
    else { return nil }
    self.model = model
  }

  /// A site of two thousandths of a degree a side in the picture's middle.
  static func writeSite(to path: String) throws {
    let (west, south) = (longitude - 0.001, latitude - 0.001)
    try SitePolygon.write(
      [(west, south), (west + 0.002, south), (west + 0.002, south + 0.002), (west, south + 0.002)], to: path)
  }

  /// A north-up grid in UTM over the same ground.
  static func grid(gsd: Double = TiltedPicture.gsd, side: Double = Double(size) * gsd) throws -> Grid {
    let middle = try CoordinateTransform(from: .wgs84, to: crs)
      .apply(GeoPoint(longitude: longitude, latitude: latitude))
    let count = Int(side / gsd)
    return Grid(
      columns: count, rows: count,
      geotransform: Geotransform([middle.easting - side / 2, gsd, 0, middle.northing + side / 2, 0, -gsd]), crs: crs)
  }

  /// Writes the picture, and `NAME_RPC.TXT` beside it.
  /// - Parameter height: of the ground, at a place of `crs`.
  func write(_ ground: AnalyticGround, height: (MapPoint) -> Double, to path: String) throws {
    let toMap = try CoordinateTransform(from: .wgs84, to: Self.crs)
    // What a pixel shows: where its line of sight meets the ground.
    var heights = [Double](repeating: Self.middleHeight, count: Self.size * Self.size)
    var points: [MapPoint] = []
    for _ in 0..<6 {
      let places = heights.indices.compactMap { index in
        model.place(
          of: PixelPoint(column: Double(index % Self.size) + 0.5, row: Double(index / Self.size) + 0.5),
          height: Metres(heights[index]))
      }
      points = try toMap.apply(places)
      heights = points.map(height)
    }
    let samples = ground.samples(at: points).map { $0 * 10 }
    try RasterWriter.writeGeoTIFF(
      Raster(
        columns: Self.size, rows: Self.size, bandCount: 1, samples: samples,
        validity: Mask(columns: Self.size, rows: Self.size, repeating: true)), as: .uint16, grid: nil, to: path)
    let lines = model.metadata.flatMap { key, value -> [String] in
      let values = value.split(separator: " ")
      return values.count == 1
        ? ["\(key): \(value)"] : values.enumerated().map { "\(key)_\($0.offset + 1): \($0.element)" }
    }
    let stem = path.split(separator: ".").dropLast().joined(separator: ".")
    try lines.joined(separator: "\n").write(toFile: "/\(stem)_RPC.TXT", atomically: true, encoding: .utf8)
  }

  /// Writes a file of heights on a grid of 30 m.
  /// As most elevation models, it counts from the geoid.
  /// - Parameter height: above the ellipsoid.
  static func writeHeights(_ height: (MapPoint) -> Double, to path: String) throws {
    let grid = try grid(gsd: 30, side: 3_600)
    let middle = PixelPoint(column: Double(grid.columns) / 2, row: Double(grid.rows) / 2)
    let place = try CoordinateTransform(from: grid.crs, to: .wgs84).geoPoint(grid.geotransform.map(middle))
    let undulation = Geoid.undulation(at: place)?.magnitude ?? 0
    let samples = (0..<grid.pixelCount).map { index in
      let middle = PixelPoint(column: Double(index % grid.columns) + 0.5, row: Double(index / grid.columns) + 0.5)
      return Float(height(grid.geotransform.map(middle)) - undulation)
    }
    try RasterWriter.writeGeoTIFF(
      Raster(
        columns: grid.columns, rows: grid.rows, bandCount: 1, samples: samples,
        validity: Mask(columns: grid.columns, rows: grid.rows, repeating: true)), as: .float32, grid: grid, to: path)
  }
}
