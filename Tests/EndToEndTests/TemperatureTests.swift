import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

/// Landsat products of one ground with a warm yard, beside finer pictures that measure no temperature.
@Suite("Temperature of zones", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct TemperatureTests {
  private static let crs = CRS("EPSG:32640")
  private static let corner = (easting: 310_000.0, northing: 2_765_000.0)
  private static let cloudy = 3
  private static let moved = 5
  /// By so many pixels of 30 m the pictures of one date lie too far right.
  private static let shift = 4.0
  /// Metres right and down of the corner.
  private static let yard = (left: 1_800.0, top: 1_800.0, right: 2_400.0, bottom: 2_400.0)
  private static let shed = (left: 2_700.0, top: 2_700.0, right: 2_900.0, bottom: 2_900.0)
  private static let site = (left: 1_200.0, top: 1_200.0, right: 3_300.0, bottom: 3_300.0)
  private static let days = [
    "20200105", "20200206", "20200309", "20200410", "20200512", "20200613", "20200715", "20200816", "20200917",
  ]

  private static func grid(_ size: Double) -> Grid {
    Grid(
      columns: Int(4_500 / size), rows: Int(4_500 / size),
      geotransform: Geotransform([corner.easting, size, 0, corner.northing, 0, -size]), crs: crs)
  }

  private typealias Box = (left: Double, top: Double, right: Double, bottom: Double)

  private static func holds(_ box: Box, _ right: Double, _ down: Double) -> Bool {
    box.left <= right && right < box.right && box.top <= down && down < box.bottom
  }

  /// In kelvin, the ground's season included.
  private static func kelvin(_ date: Int, _ right: Double, _ down: Double) -> Double {
    let warmth: Double = holds(yard, right, down) ? (date == 6 ? 12 : 8) : 0
    return 290 + 3 * Double(date) + warmth
  }

  private static func feature(_ id: String, _ role: String, _ box: Box) throws -> JSONValue {
    let toGround = try CoordinateTransform(from: crs, to: .wgs84)
    let corners = [
      (box.left, box.top), (box.left, box.bottom), (box.right, box.bottom), (box.right, box.top), (box.left, box.top),
    ]
    let ring = try corners.map { right, down -> JSONValue in
      let point = try toGround.geoPoint(MapPoint(easting: corner.easting + right, northing: corner.northing - down))
      return [.number(point.longitude), .number(point.latitude)]
    }
    return [
      "type": "Feature", "properties": ["id": .string(id), "role": .string(role), "name": .string(id)],
      "geometry": ["type": "Polygon", "coordinates": [.array(ring)]],
    ]
  }

  private static func write(_ date: Int, _ ground: AnalyticGround, to folder: String) throws {
    let (place, label) = (grid(30), "LC08_L2SP_160043_\(days[date])_\(days[date])_02_T1")
    let shift = date == moved ? shift : 0
    var state = UInt64(date + 1)
    func noise() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 24) - 0.5
    }
    func plane(_ samples: [Float]) -> Raster {
      Raster(
        columns: place.columns, rows: place.rows, bandCount: 1, samples: samples,
        validity: Mask(columns: place.columns, rows: place.rows, repeating: true))
    }
    func isCloud(_ right: Double, _ down: Double) -> Bool { date == cloudy && right < 2_250 && down > 1_500 }
    var light = try ground.samples(place, columns: shift)
    // The stack asks the ground itself whether what the product calls cloud is one.
    for pixel in light.indices {
      let (column, row) = (Double(pixel % place.columns) + 0.5, Double(pixel / place.columns) + 0.5)
      if isCloud(column * 30, row * 30) { light[pixel] = 550 + light[pixel] / 5 }
    }
    for (band, name) in ["SR_B2", "SR_B3", "SR_B4", "SR_B5"].enumerated() {
      let numbers = light.map { light in
        (((light + 4 * noise()) * (1 + 0.1 * Float(band)) / 1_000 + 0.2) / 2.75e-5).rounded()
      }
      try RasterWriter.writeGeoTIFF(
        plane(numbers), as: .uint16, grid: place, noData: 0, to: "\(folder)/\(label)_\(name).TIF")
    }
    func values(_ value: (_ right: Double, _ down: Double) -> Double) -> [Float] {
      (0..<place.pixelCount).map { pixel in
        let column = Double(pixel % place.columns) + 0.5 - shift
        return Float(value(column * 30, (Double(pixel / place.columns) + 0.5) * 30))
      }
    }
    try RasterWriter.writeGeoTIFF(
      plane(values { isCloud($0, $1) ? 22_280 : 21_824 }), as: .uint16, grid: place,
      to: "\(folder)/\(label)_QA_PIXEL.TIF")
    let heat = values { ((isCloud($0, $1) ? 250 : kelvin(date, $0, $1)) - 149) / 0.00341802 }
    try RasterWriter.writeGeoTIFF(
      plane(heat.map { $0.rounded() }), as: .uint16, grid: place, noData: 0, to: "\(folder)/\(label)_ST_B10.TIF")
  }

  @Test("A warm yard is told in kelvin on every clear date, also where a date lies off and finer pictures lead")
  func warmYard() throws {
    try withTemporaryFolder { folder in
      let (imagery, ground) = (folder + "/imagery", AnalyticGround(Self.crs, seed: 4, shortest: 150))
      try FileManager.default.createDirectory(atPath: imagery, withIntermediateDirectories: true)
      for date in Self.days.indices { try Self.write(date, ground, to: imagery) }
      for (day, scale) in [("2020-03-02", 10), ("2020-06-20", 11), ("2020-09-01", 12)] as [(String, Float)] {
        try ground.write(Self.grid(15), bands: 3, scale: scale, to: "\(imagery)/fine_\(day).tif")
      }
      let features = try [
        Self.feature("plant", "site", Self.site), Self.feature("yard", "zone", Self.yard),
        Self.feature("shed", "zone", Self.shed),
      ]
      let collection: JSONValue = ["type": "FeatureCollection", "features": .array(features)]
      let site = folder + "/site.geojson"
      try Data(collection.prettyText.utf8).write(to: URL(fileURLWithPath: site))
      let files = CaseFiles(folder + "/a.case")
      let summary = try Program.json("watch", site, imagery, "-o", files.path)
      #expect(try #require(summary.used) == 12, "\(summary.exclusions)")
      let activity = try JSONValue(
        parsing: FileManager.default.contents(atPath: files.path + "/reports/latest/activity.json") ?? Data())
      let zones = try #require(activity["zones"]?.arrayValue)
      let yard = try #require(zones.first { $0["id"]?.stringValue == "yard" }?["temperature"])
      let scenes = try #require(yard["scenes"]?.arrayValue, "\(yard)")
      #expect(scenes.count == Self.days.count)
      for (date, scene) in scenes.enumerated() {
        if date == Self.cloudy {
          #expect(scene["temperature"]?["notObservable"]?.stringValue == "cloud")
          continue
        }
        let above = scene["above"]?["value"]?.doubleValue ?? 0
        #expect(abs(above - (date == 6 ? 12 : 8)) < 0.05, "date \(date): \(scene)")
        let kelvin = scene["temperature"]?["value"]?.doubleValue ?? 0
        #expect(abs(kelvin - Self.kelvin(date, 2_000, 2_000)) < 0.05)
      }
      #expect(scenes.last?["warmerThan"]?.doubleValue != nil)
      let shed = zones.first { $0["id"]?.stringValue == "shed" }?["temperature"]
      #expect(shed?["refused"]?.stringValue?.contains("100 m pixels") == true)
      #expect(files.html.contains("warmest against the ground around on 2020-07-15"))
    }
  }

  @Test("Without a picture that measures temperature the zone has no such member") func absent() throws {
    let path = try Plant.shared().watched.path + "/reports/latest/activity.json"
    let activity = try JSONValue(parsing: FileManager.default.contents(atPath: path) ?? Data())
    #expect(activity["zones"]?.arrayValue?.first?["temperature"] == nil)
  }
}
