import Foundation
import Geodesy
import Rasters

/// Ground with an exact brightness at any place on the Earth: seeded waves in metres of a CRS. Pictures of it on
/// different grids therefore show the same content to a fraction of a pixel, whatever their CRS, turn and pixel size.
struct AnalyticGround {
  private struct Wave {
    let amplitude: Double
    let perEasting: Double
    let perNorthing: Double
    let phase: Double
  }

  private let crs: CRS
  private let waves: [Wave]

  /// - Parameter shortest: metres of the shortest wave.
  init(_ crs: CRS, seed: UInt64, shortest: Double = 40) {
    self.crs = crs
    var state = seed
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    waves = (0..<160).map { _ in
      let frequency = (0.02 + 0.98 * uniform()).squareRoot() / shortest
      let direction = 2 * Double.pi * uniform()
      return Wave(
        amplitude: 1, perEasting: 2 * .pi * frequency * cos(direction),
        perNorthing: 2 * .pi * frequency * sin(direction), phase: 2 * .pi * uniform())
    }
  }

  /// The same ground moved as a whole, in metres of its CRS.
  func moved(east: Double, north: Double) -> AnalyticGround {
    AnalyticGround(
      crs: crs,
      waves: waves.map {
        Wave(
          amplitude: $0.amplitude, perEasting: $0.perEasting, perNorthing: $0.perNorthing,
          phase: $0.phase - $0.perEasting * east - $0.perNorthing * north)
      })
  }

  private init(crs: CRS, waves: [Wave]) {
    self.crs = crs
    self.waves = waves
  }

  /// What a picture on `grid` shows of content that lies `shift` of its pixels further right and down than the ground.
  func samples(_ grid: Grid, columns right: Double = 0, rows down: Double = 0) throws -> [Float] {
    let first = PixelPoint(column: 0.5 - right, row: 0.5 - down)
    if grid.crs == crs { return samples(grid, from: first) }
    let places = (0..<grid.pixelCount).map { index in
      grid.geotransform.map(
        PixelPoint(
          column: first.column + Double(index % grid.columns), row: first.row + Double(index / grid.columns)))
    }
    return samples(at: try CoordinateTransform(from: grid.crs, to: crs).apply(places))
  }

  /// On a grid of the ground's own CRS: along a row each wave turns by one and the same angle from pixel to pixel.
  private func samples(_ grid: Grid, from first: PixelPoint) -> [Float] {
    let origin = grid.geotransform.map(first)
    let right = grid.geotransform.map(PixelPoint(column: first.column + 1, row: first.row))
    let steps = waves.map {
      $0.perEasting * (right.easting - origin.easting) + $0.perNorthing * (right.northing - origin.northing)
    }
    var sums = [Double](repeating: 0, count: grid.pixelCount)
    for row in 0..<grid.rows {
      let start = grid.geotransform.map(PixelPoint(column: first.column, row: first.row + Double(row)))
      for (wave, step) in zip(waves, steps) {
        let phase = wave.perEasting * start.easting + wave.perNorthing * start.northing + wave.phase
        var (real, imaginary) = (wave.amplitude * cos(phase), wave.amplitude * sin(phase))
        let (cosine, sine) = (cos(step), sin(step))
        for column in 0..<grid.columns {
          sums[row * grid.columns + column] += real
          (real, imaginary) = (real * cosine - imaginary * sine, real * sine + imaginary * cosine)
        }
      }
    }
    return sums.map(Self.brightness)
  }

  private static func brightness(_ sum: Double) -> Float { Float(max(1, 120 + 4 * sum)) }

  /// Brightness at places of the ground's own CRS.
  func samples(at points: [MapPoint]) -> [Float] {
    points.map { point in
      let sum = waves.reduce(0) {
        $0 + $1.amplitude * cos($1.perEasting * point.easting + $1.perNorthing * point.northing + $1.phase)
      }
      return Self.brightness(sum)
    }
  }

  /// Writes a picture of it; bands differ by a factor.
  func write(
    _ grid: Grid, bands: Int = 1, as type: SampleType = .uint16, scale: Float = 10, columns: Double = 0,
    rows: Double = 0, placed: Bool = true, to path: String
  ) throws {
    let plane = try samples(grid, columns: columns, rows: rows)
    let raster = Raster(
      columns: grid.columns, rows: grid.rows, bandCount: bands,
      samples: (0..<bands).flatMap { band in plane.map { $0 * scale * (1 + 0.1 * Float(band)) } },
      validity: Mask(columns: grid.columns, rows: grid.rows, repeating: true))
    try RasterWriter.writeGeoTIFF(raster, as: type, grid: placed ? grid : nil, to: path)
  }
}
