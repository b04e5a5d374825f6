import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

/// `detect A B --kind built` on pixels of half a metre: one feature for each thing, outlined.
@Suite("Outlines of what was built", .serialized, .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct BuiltOutlineTests {
  private struct House {
    let column: Double
    let row: Double
    let length: Double
    let width: Double
    let angle: Double
    var area: Double { length * width }

    /// Places along and across the house's own axes.
    func place(_ column: Double, _ row: Double) -> (along: Double, across: Double) {
      let (x, y) = (column - self.column, row - self.row)
      return (x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle))
    }

    func contains(_ column: Double, _ row: Double) -> Bool {
      let place = place(column, row)
      return abs(place.along) <= length / 2 && abs(place.across) <= width / 2
    }
  }

  private static let side = 1_000
  private static let town: [House] = (0..<16).map { number in
    let column: Int = 130 + 240 * (number % 4) + number * 7 % 20
    let row: Int = 140 + 235 * (number / 4)
    return House(
      column: Double(column), row: Double(row), length: Double(38 + number * 5 % 13),
      width: Double(28 + number * 3 % 8),
      angle: Double(number * 11 % 60) * .pi / 180)
  }

  private static func mixed(_ number: UInt64) -> Double {
    var mixed = number &* 0x9e37_79b9_7f4a_7c15
    mixed ^= mixed >> 31
    mixed = mixed &* 0xbf58_476d_1ce4_e5b9
    mixed ^= mixed >> 29
    return Double(mixed >> 11) / Double(1 << 53) - 0.5
  }

  private static func write(_ seed: UInt64, built: Bool, to path: String, placed: Bool) throws {
    let count = side * side
    var samples = [Float](repeating: 0, count: 3 * count)
    for pixel in 0..<count {
      let (column, row) = (pixel % side, pixel / side)
      let (x, y) = (Double(column), Double(row))
      // Waves, not cells: cells on whole pixels look like an enlarged picture.
      let waves: Double = 8 * sin(x / 7.3 + 2 * sin(y / 31)) * sin(y / 5.9 + x / 43)
      let lawn: Double = waves + 16 * mixed(UInt64(pixel) << 8)
      let crown: Double = sin(x / 6.1 + 3 * sin(y / 47)) * sin(y / 7.7 + 2 * sin(x / 53))
      var colour: [Double] = crown > 0.85 ? [36, 47, 31] : [70 + lawn, 84 + lawn, 57 + lawn]
      if built {
        for house in town where abs(house.column - x) < 48 && abs(house.row - y) < 48 {
          if house.contains(x + 0.5, y + 0.5) {
            let tone = house.place(x + 0.5, y + 0.5).across > 0 ? 120.0 : 96
            colour = [tone + 3, tone, tone + 1]
            break
          }
          if stride(from: 1.0, through: 7, by: 1).contains(where: { house.contains(x + 0.5 - 0.5 * $0, y + 0.5 + $0) })
          {
            colour = [24, 28, 33]
          }
        }
      }
      for band in 0..<3 {
        let noise = 16 * mixed(seed << 40 | UInt64(band * count + pixel))
        samples[band * count + pixel] = Float(colour[band] + noise).rounded()
      }
    }
    let raster = Raster(
      columns: side, rows: side, bandCount: 3, samples: samples,
      validity: Mask(columns: side, rows: side, repeating: true))
    guard placed else {
      let rgb = (0..<3 * count).map { UInt8(min(max(samples[$0 % 3 * count + $0 / 3], 0), 255)) }
      try Data(PNGPicture.encode(columns: side, rows: side, rgb: rgb)).write(to: URL(fileURLWithPath: path))
      return
    }
    let grid = Grid(
      columns: side, rows: side, geotransform: Geotransform([300_000, 0.5, 0, 2_780_000, 0, -0.5]),
      crs: CRS("EPSG:32640"))
    try RasterWriter.writeGeoTIFF(raster, as: .uint8, grid: grid, noData: nil, to: path)
  }

  private func features(_ folder: String) throws -> [JSONValue] {
    let document = try JSONValue(
      parsing: #require(FileManager.default.contents(atPath: folder + "/regions.geojson")))
    return try #require(document["features"]?.arrayValue)
  }

  /// The feature whose outline has its middle nearest to a house, where that is within 6 pixels.
  private func found(_ house: House, _ features: [JSONValue]) -> JSONValue? {
    features.first { feature in
      guard let ring = feature["geometry"]?["coordinates"]?.arrayValue?.first?.arrayValue else { return false }
      let points = ring.compactMap { point in
        point.arrayValue.flatMap { list in list[0].doubleValue.flatMap { x in list[1].doubleValue.map { (x, $0) } } }
      }
      let columns = points.map(\.0)
      let rows = points.map(\.1)
      let middle = (
        ((columns.min() ?? 0) + (columns.max() ?? 0)) / 2, ((rows.min() ?? 0) + (rows.max() ?? 0)) / 2
      )
      return hypot(middle.0 - house.column, middle.1 - house.row) < 6
    }
  }

  @Test("Each house is one outlined feature, its area an estimate: in pixels, with --gsd in metres, in pieces alike")
  func houses() throws {
    try withTemporaryFolder { folder in
      try Self.write(1, built: false, to: folder + "/a.png", placed: false)
      try Self.write(2, built: true, to: folder + "/b.png", placed: false)
      let pair = [
        "detect", folder + "/a.png", folder + "/b.png", "--kind", "built", "--false-alarm-rate", "5e-3", "--json",
      ]
      let pixels = try Program.json(arguments: pair + ["-o", folder + "/pixels", "--memory", "2048"])
      #expect(pixels["method"]?["pieces"] == nil)
      _ = try Program.json(arguments: pair + ["-o", folder + "/metres", "--memory", "2048", "--gsd", "0.5"])
      let run = try Program.run(pair + ["-o", folder + "/pieces", "--memory", "256", "--threads", "2"])
      #expect(try run.json()["method"]?["pieces"]?["count"]?.intValue ?? 0 > 1)
      #expect(run.peakMemoryInKiB < 256 << 10, "\(run.peakMemoryInKiB >> 10) MiB")
      for (name, unit, scale) in [("pixels", "px2", 1.0), ("metres", "m2", 0.25), ("pieces", "px2", 1)] {
        let list = try features(folder + "/" + name)
        var (matched, straight) = (0, 0)
        for house in Self.town {
          guard let properties = found(house, list)?["properties"], let area = properties["area"],
            let value = area["value"]?.doubleValue
          else { continue }
          matched += 1
          if ["rectangle", "rectilinear"].contains(properties["outline"]?.stringValue) { straight += 1 }
          #expect(area["unit"]?.stringValue == unit && area["level"]?.doubleValue == 0.9)
          #expect(area["method"]?.stringValue?.hasPrefix("outline-by-look/") == true)
          #expect(abs(value / (house.area * scale) - 1) < 0.12, "\(name): \(value) of \(house.area * scale)")
          let metres = properties["areaSquareMetres"]?.doubleValue
          #expect(unit == "px2" ? metres == nil : abs((metres ?? 0) - value) < 0.06)
        }
        #expect(matched >= 15 && straight >= 12, "\(name): \(matched) matched, \(straight) of them straight")
        for feature in list where feature["properties"]?["outline"] == "region" {
          #expect(
            feature["properties"]?["area"]?["refused"]
              == "no one thing stands out in this region of change: its outline is that of the changed pixels")
        }
      }
    }
  }

  @Test("With CRS the outlines lie on the ground, and an area is that of its polygon")
  func placed() throws {
    try withTemporaryFolder { folder in
      try Self.write(1, built: false, to: folder + "/a.tif", placed: true)
      try Self.write(2, built: true, to: folder + "/b.tif", placed: true)
      _ = try Program.json(
        "detect", folder + "/a.tif", folder + "/b.tif", "-o", folder + "/out", "--kind", "built", "--false-alarm-rate",
        "5e-3", "--memory", "2048")
      let things = try features(folder + "/out").filter { $0["properties"]?["area"]?["value"] != nil }
      #expect(things.count >= 15)
      for thing in things {
        let properties = try #require(thing["properties"])
        let (area, ground) = (properties["area"]?["value"]?.doubleValue, properties["areaSquareMetres"]?.doubleValue)
        #expect(abs((area ?? 0) - (ground ?? 1)) < 0.06 && properties["area"]?["unit"] == "m2")
      }
      // Without things to look for, all stays as it was.
      _ = try Program.json("detect", folder + "/a.tif", folder + "/b.tif", "-o", folder + "/any", "--memory", "2048")
      #expect(try features(folder + "/any").allSatisfy { $0["properties"]?["area"] == nil })
    }
  }

  @Test("Pixels that show no shape leave regions, with the reason")
  func coarse() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      _ = try Program.json("detect", plant.scene(0), plant.scene(11), "-o", folder + "/out", "--kind", "built")
      let list = try features(folder + "/out")
      #expect(!list.isEmpty)
      for feature in list {
        #expect(feature["properties"]?["outline"] == "region")
        #expect(
          feature["properties"]?["area"]?["refused"]
            == "pixels of this size show no shape of a building: the outline is that of the changed pixels")
      }
    }
  }
}
