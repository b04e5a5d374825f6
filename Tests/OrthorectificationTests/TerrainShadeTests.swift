import Foundation
import Geodesy
import Orthorectification
import Quantities
import Rasters
import Testing

/// Terrain of known shape under a sun of known place: where its shadow must lie.
@Suite("Shadow of terrain")
struct TerrainShadeTests {
  /// On the central meridian, so that the map's north is true north.
  private static let crs = CRS("EPSG:32640")
  private static let (west, north) = (499_000.0, 2_765_000.0)

  private func grid(_ size: Int = 200, gsd: Double = 10) -> Grid {
    Grid(
      columns: size, rows: size, geotransform: Geotransform([Self.west, gsd, 0, Self.north, 0, -gsd]), crs: Self.crs)
  }

  /// A model of 30 or 10 m that reaches `margin` metres beyond the grid.
  private func model(
    _ pixel: Double, margin: Double, isKnown: (Double, Double) -> Bool = { _, _ in true },
    height: (_ east: Double, _ south: Double) -> Double
  ) -> ElevationModel {
    let count = Int((2_000 + 2 * margin) / pixel)
    let grid = Grid(
      columns: count, rows: count,
      geotransform: Geotransform([Self.west - margin, pixel, 0, Self.north + margin, 0, -pixel]), crs: Self.crs)
    var mask = Mask(columns: count, rows: count, repeating: true)
    var samples: [Float] = []
    for index in 0..<count * count {
      let (east, south) = (
        (Double(index % count) + 0.5) * pixel - margin, (Double(index / count) + 0.5) * pixel - margin
      )
      samples.append(Float(height(east, south)))
      mask.flags[index] = isKnown(east, south)
    }
    return ElevationModel(
      Raster(columns: count, rows: count, bandCount: 1, samples: samples, validity: mask), grid: grid, path: "dem.tif")
  }

  private func shade(
    _ model: ElevationModel, elevation: Double, azimuth: Double, gsd: Double = 10
  ) throws -> (shade: TerrainShade, shaded: [Bool]) {
    let grid = grid(Int(2_000 / gsd), gsd: gsd)
    let sun = try TerrainField.SunOverGrid(
      SolarPosition(elevation: Radians(degrees: elevation), azimuth: Radians(degrees: azimuth)), over: grid)
    var reach = TerrainField.Reach()
    let range = try #require(model.range)
    reach.add(sun, relief: range.upperBound - range.lowerBound)
    let shade = TerrainShade(try TerrainField(model, on: grid, reach: reach), grid: grid, sun: sun)
    return (shade, shade.shaded(grid, least: 4))
  }

  @Test(
    "A plateau of known height throws a shadow of known length, whatever the model's pixels and zero",
    arguments: [(15.0, 10.0), (30, 10), (60, 10), (30, 30), (20, 30)], [0.0, 1_000])
  func plateau(_ sun: (elevation: Double, pixel: Double), _ zero: Double) throws {
    // From 1 500 m east on the land is 100 m higher; the sun stands in the east.
    let model = model(sun.pixel, margin: 600) { east, _ in zero + (east > 1_500 ? 100 : 0) }
    let (_, shaded) = try shade(model, elevation: sun.elevation, azimuth: 90)
    let length = 100 / tan(sun.elevation * .pi / 180)
    for row in [20, 100, 180] {
      let columns = (0..<200).filter { shaded[row * 200 + $0] }
      let first = try #require(columns.first)
      // The model's edge slopes over one of its pixels, and nodes of 10 m round it; a pixel of the grid counts from a
      // quarter of its ground on.
      #expect(abs(Double(first) * 10 - (1_500 + sun.pixel / 2 - length)) <= sun.pixel / 2 + 10, "\(first) \(length)")
      #expect(columns == Array(first...(columns.last ?? 0)))
      #expect(try abs(Double(#require(columns.last)) * 10 - 1_500) <= sun.pixel / 2 + 10)
    }
  }

  @Test("A block's shadow falls away from the sun, clockwise from north", arguments: [45.0, 135, 200, 315])
  func direction(_ azimuth: Double) throws {
    let model = model(10, margin: 600) { east, south in
      abs(east - 1_000) < 50 && abs(south - 1_000) < 50 ? 200 : 0
    }
    let (_, shaded) = try shade(model, elevation: 30, azimuth: azimuth)
    func isShaded(_ distance: Double, _ direction: Double) -> Bool {
      let angle = direction * .pi / 180
      let (column, row) = (Int(100 + distance / 10 * sin(angle)), Int(100 - distance / 10 * cos(angle)))
      return shaded[row * 200 + column]
    }
    // 346 m long, from the block's far side.
    #expect(isShaded(250, azimuth + 180) && !isShaded(480, azimuth + 180))
    #expect(!isShaded(200, azimuth) && !isShaded(250, azimuth + 90) && !isShaded(250, azimuth - 90))
  }

  @Test("Flat land has no shadow, high or low, under a high or a low sun", arguments: [1.0, 10, 80])
  func flat(_ elevation: Double) throws {
    for height in [0.0, 1_500] {
      let (shade, shaded) = try shade(model(30, margin: 300) { _, _ in height }, elevation: elevation, azimuth: 120)
      #expect(shaded.isEmpty && !shade.isOpen && shade.unknownShare == 0)
    }
  }

  @Test(
    "A slope that the sun does not reach is in its own shadow, and lit where the sun stands higher than it is steep")
  func ownShadow() throws {
    // Falls to the west at 26.6°.
    let slope = model(30, margin: 2_000) { east, _ in 0.5 * east }
    let (_, dark) = try shade(slope, elevation: 24, azimuth: 90)
    #expect(dark.allSatisfy { $0 } && !dark.isEmpty)
    #expect(try shade(slope, elevation: 29, azimuth: 90).shaded.isEmpty)
    #expect(try shade(slope, elevation: 24, azimuth: 270).shaded.isEmpty)
  }

  @Test("A mountain beyond the grid throws its shadow into it")
  func beyond() throws {
    let model = model(30, margin: 4_000) { east, _ in abs(east - 4_000) < 300 ? 500 : 0 }
    let (_, shaded) = try shade(model, elevation: 10, azimuth: 90)
    // 2 832 m, the Earth's curve reckoned with, from 3 725 m, the middle of the model's first high pixel.
    let first = try #require((0..<200).first { shaded[100 * 200 + $0] })
    #expect(abs(Double(first) * 10 - 893) < 30, "\(first)")
  }

  @Test("What is not known throws no shadow and takes none, and both are told")
  func unknown() throws {
    let heights = { (east: Double, _: Double) in east > 1_500 ? 100.0 : 0 }
    // Of the western half nothing is known.
    let half = try shade(
      model(10, margin: 600, isKnown: { east, _ in east > 1_400 }, height: heights), elevation: 30, azimuth: 90)
    #expect(abs(half.shade.unknownShare - 0.7) < 0.01)
    for row in [20, 100] {
      #expect((0..<139).allSatisfy { !half.shaded[row * 200 + $0] })
      #expect((142..<149).allSatisfy { half.shaded[row * 200 + $0] })
    }
    // The plateau itself is not known: its foot may lie in shadow.
    let ended = try shade(
      model(10, margin: 600, isKnown: { east, south in east < 1_400 || south < 50 }, height: heights), elevation: 30,
      azimuth: 90)
    #expect(ended.shade.isOpen && !ended.shaded[100 * 200 + 130])
  }

  @Test(
    "The shadow of hills agrees with rays over the hills themselves", arguments: [(12.0, 110.0), (25, 200), (40, 60)])
  func hills(_ elevation: Double, _ azimuth: Double) throws {
    // Seeded hills, some steeper than the sun.
    var state: UInt64 = 77
    func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    let hills = (0..<40).map { _ in
      (
        east: 4_000 * uniform() - 1_000, south: 4_000 * uniform() - 1_000, height: 60 + 200 * uniform(),
        width: 90 + 120 * uniform()
      )
    }
    func height(_ east: Double, _ south: Double) -> Double {
      hills.reduce(0) { sum, hill in
        let (x, y) = ((east - hill.east) / hill.width, (south - hill.south) / hill.width)
        return sum + hill.height * exp(-(x * x + y * y) / 2)
      }
    }
    let (_, shaded) = try shade(model(10, margin: 2_500, height: height), elevation: elevation, azimuth: azimuth)
    let (slope, angle) = (tan(elevation * .pi / 180), azimuth * .pi / 180)
    var (wrong, dark, count) = (0, 0, 0)
    for row in stride(from: 3, to: 200, by: 7) {
      for column in stride(from: 3, to: 200, by: 7) {
        let (east, south) = ((Double(column) + 0.5) * 10, (Double(row) + 0.5) * 10)
        let start = height(east, south)
        let isDark = stride(from: 4.0, through: 2_400, by: 4).contains { distance in
          height(east + distance * sin(angle), south - distance * cos(angle)) > start + distance * slope
        }
        count += 1
        dark += isDark ? 1 : 0
        wrong += isDark == shaded[row * 200 + column] ? 0 : 1
      }
    }
    #expect(dark > 0 && Double(wrong) < 0.03 * Double(count), "\(wrong) of \(count), \(dark) dark")
  }
}
