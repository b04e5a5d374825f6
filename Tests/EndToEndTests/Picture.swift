import Foundation
import Geodesy
import Provenance
import Rasters
import Testing

/// Pictures made from a scene of the plant, as other programs deliver them.
struct Picture {
  private(set) var raster: Raster
  let grid: Grid?
  let tags: [String: String]
  private let largest: Float

  init(_ path: String) throws {
    let file = try RasterFile(opening: path)
    raster = try file.read()
    largest = max(raster.samples.max() ?? 1, 1)
    grid = file.header.grid
    tags = file.header.metadata.filter { $0.key == "ACQUISITIONDATETIME" || $0.key.hasPrefix("TIFFTAG_") }
  }

  /// Written again as it was, but for what is named.
  func write(
    as type: SampleType = .uint16, dated: Bool = true, placed: Bool = true, tags own: [String: String] = [:],
    to path: String
  ) throws {
    var tags = tags.merging(own) { $1 }
    if !dated { tags["ACQUISITIONDATETIME"] = nil }
    var picture = raster
    if type == .uint8 { picture.samples = picture.samples.map { 1 + 250 * $0 / largest } }
    // With 8 bits and four bands GDAL takes the last for alpha where no other is named so.
    try RasterWriter.writeGeoTIFF(
      picture, as: type, grid: placed ? grid : nil, noData: type.isFloat ? nil : 0, alpha: type == .uint8, tags: tags,
      to: path)
  }

  /// Sets a patch to half of the brightest sample.
  mutating func paint(columns: Range<Int>, rows: Range<Int>) {
    for band in 0..<raster.bandCount {
      for row in rows {
        for column in columns { raster.samples[(band * raster.rows + row) * raster.columns + column] = largest / 2 }
      }
    }
  }

  /// Takes a patch out: no data.
  mutating func cut(columns: Range<Int>, rows: Range<Int>) {
    for row in rows {
      for column in columns {
        raster.validity[column, row] = false
        for band in 0..<raster.bandCount {
          raster.samples[(band * raster.rows + row) * raster.columns + column] = 0
        }
      }
    }
  }

  /// Sets every pixel to a share of the brightest sample.
  mutating func fill(_ share: (_ column: Int, _ row: Int) -> Double) {
    for index in raster.samples.indices {
      let pixel = index % (raster.columns * raster.rows)
      raster.samples[index] = largest * Float(share(pixel % raster.columns, pixel / raster.columns))
    }
    raster.validity = Mask(columns: raster.columns, rows: raster.rows, repeating: true)
  }

  /// Writes samples of this picture's ground with pixels of another size.
  /// - Parameters:
  ///   - size: of a new pixel, in this picture's pixels.
  ///   - shift: metres east and north by which the file says that the picture lies elsewhere.
  func write(
    _ resized: Raster, pixelsOf size: Double, shift: (east: Double, north: Double) = (0, 0), to path: String
  ) throws {
    let grid = try #require(self.grid)
    var coefficients = grid.geotransform.coefficients
    for index in [1, 2, 4, 5] { coefficients[index] *= size }
    coefficients[0] += shift.east
    coefficients[3] += shift.north
    try RasterWriter.writeGeoTIFF(
      resized, as: .uint16,
      grid: Grid(
        columns: resized.columns, rows: resized.rows, geotransform: Geotransform(coefficients), crs: grid.crs),
      noData: 0, tags: tags, to: path)
  }

  /// The picture's shape with no pixel that is a number.
  func writeNaN(to path: String) throws {
    var picture = raster
    picture.validity = Mask(columns: raster.columns, rows: raster.rows, repeating: false)
    try RasterWriter.writeGeoTIFF(picture, as: .float32, grid: grid, tags: tags, to: path)
  }

  /// A screenshot: red, green and blue, 8 bits each, that knows neither place nor date.
  /// - Parameter brightest: what the brightest sample becomes.
  func writeScreenshot(brightest: Float = 251, to path: String) throws {
    let scale = (brightest - 1) / largest
    let count = raster.columns * raster.rows
    var bytes: [UInt8] = []
    for pixel in 0..<count {
      for band in [2, 1, 0] { bytes.append(UInt8(1 + scale * raster.samples[band * count + pixel])) }
    }
    let png = try PNGPicture.encode(columns: raster.columns, rows: raster.rows, rgb: bytes)
    try Data(png).write(to: URL(fileURLWithPath: path))
  }

  /// Outer corners as `--corners` takes them, clockwise from top left.
  func corners() throws -> String {
    guard let grid else { return "" }
    let (right, bottom) = (Double(grid.columns), Double(grid.rows))
    let corners = [(0, 0), (right, 0), (right, bottom), (0, bottom)].map {
      grid.geotransform.map(PixelPoint(column: $0.0, row: $0.1))
    }
    return try CoordinateTransform(from: grid.crs, to: .wgs84).geoPoints(corners)
      .map { "\(JSONValue.fixed($0.longitude, places: 8)),\(JSONValue.fixed($0.latitude, places: 8))" }
      .joined(separator: " ")
  }
}
