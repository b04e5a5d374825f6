import Catalogue
import Geodesy
import Places
import Provenance
import Quantities
import Rasters
import Testing

@Suite struct SceneBuilderTests {
  private let now = Timestamp(secondsSince1970: 1_770_000_000)
  private let hash = ContentHash(of: "pixels")
  private let mercator = Geotransform([
    6135250.730091105, 4.082065088526766, 0, 2875185.839693089, 0, -4.082065088526766,
  ])

  private func header(
    _ geotransform: Geotransform? = nil, _ crs: CRS? = nil, columns: Int = 512, rows: Int = 512, bandCount: Int = 3,
    metadata: [String: String] = [:]
  ) -> RasterHeader {
    RasterHeader(
      driver: "GTiff", columns: columns, rows: rows, bandCount: bandCount, sampleType: .uint8,
      geotransform: geotransform, crs: crs, noData: [], alphaBand: nil, colours: [], metadata: metadata)
  }

  private func build(
    _ header: RasterHeader, name: String = "S2_2018-06-23.tif", given: GivenPosition? = nil
  ) -> SceneOutcome {
    SceneBuilder.scene(path: "/in/" + name, header: header, contentHash: hash, given: given, now: now)
  }

  @Test("A Web Mercator picture at 25° gets its size on the ground, not on the map")
  func webMercator() throws {
    let tags = ["TIFFTAG_COPYRIGHT": "Copernicus", "TIFFTAG_DATETIME": "2018:06:23 10:00:00"]
    let scene = try #require(build(header(mercator, CRS("EPSG:3857"), metadata: tags)).scene)
    #expect(abs(scene.gsd.magnitude - 3.69) < 0.01)
    #expect(scene.id == "S2_2018-06-23-" + hash.short)
    #expect(scene.date.description == "2018-06-23" && scene.dateSource == "fileName" && scene.remarks.isEmpty)
    #expect(scene.sensor == "Sentinel-2" && scene.credit == "Copernicus" && scene.bandCount == 3)
  }

  @Test("A picture in degrees that is square in degrees has a mean size between its width and height")
  func degrees() throws {
    let transform = Geotransform([2.0, 1e-4, 0, 49.0, 0, -1e-4])
    let scene = try #require(build(header(transform, .wgs84)).scene)
    #expect(abs(scene.gsd.magnitude - (7.3 * 11.1).squareRoot()) < 0.2)
    #expect(
      scene.remarks == [
        "Pixels are 7.32 m wide and 11.12 m high on the ground; a wrong georeference looks like this."
      ])
  }

  @Test("Without a date the reason names the mend, and a date that was not believed")
  func noDate() throws {
    let plain = try #require(build(header(mercator, CRS("EPSG:3857")), name: "a.tif").exclusion)
    #expect(plain.code == .noDate)
    #expect(
      plain.reason == "Neither the file's metadata, nor a STAC item beside it, nor its name tells when it was taken. "
        + "Name the day: telltale add CASE FILE --date 2018-06-23.")
    let doubted = try #require(
      build(header(metadata: ["TIFFTAG_DATETIME": "2099:01:01 00:00:00"]), name: "a.tif").exclusion)
    #expect(
      doubted.reason == "TIFFTAG_DATETIME says 2099-01-01, which is in the future and is not believed. "
        + "Name the day: telltale add CASE FILE --date 2018-06-23.")
  }

  @Test("A given date stands above the file's, and a disagreement is remarked")
  func givenDate() throws {
    let date = try GivenPosition.date(parsing: "2018-07-01", now: now)
    let scene = try #require(build(header(mercator, CRS("EPSG:3857")), given: GivenPosition(date: date)).scene)
    #expect(scene.date == date && scene.dateSource == "given")
    #expect(
      scene.remarks == ["The given date is 2018-07-01, but fileName says 2018-06-23; the given one is believed."])
  }

  @Test("Without a CRS the reason names `telltale add --corners`")
  func noCRS() throws {
    let exclusion = try #require(build(header()).exclusion)
    #expect(exclusion.code == .noCRS)
    #expect(
      exclusion.reason == "The file has no coordinate reference system, so its place on the ground is not known. "
        + "Give its corners, clockwise from top left: "
        + #"telltale add CASE FILE --corners "lon,lat lon,lat lon,lat lon,lat"."#)
    #expect(build(header(nil, CRS("EPSG:3857"))).exclusion?.reason.hasPrefix("The file has no geotransform,") == true)
    #expect(build(header(mercator, CRS("EPSG:0"))).exclusion?.code == .noCRS)
    #expect(build(header(mercator, .wgs84)).exclusion?.code == .noCRS)
    #expect(build(header(Geotransform([0, 0, 0, 0, 0, 0]), .wgs84)).exclusion?.code == .noCRS)
  }

  @Test(
    "A mask beside a picture is no picture, and neither is a file without a band",
    arguments: [
      "20151119_025740_0c74_3B_udm2_clip.tif", "T40RCN_20180623T064109_SCL_20m.tif",
      "LC08_L2SP_028030_20200114_20200824_02_T1_QA_PIXEL.TIF",
    ])
  func masks(_ name: String) {
    #expect(build(header(mercator, CRS("EPSG:3857")), name: name).exclusion?.code == .unsupported)
    #expect(build(header(mercator, CRS("EPSG:3857"), bandCount: 0)).exclusion?.code == .unsupported)
  }

  @Test("An id holds nothing that a shell or a page would mistake")
  func identifiers() throws {
    let scene = try #require(build(header(mercator, CRS("EPSG:3857")), name: "a b;<é>$2018-06-23.tif").scene)
    #expect(scene.id == "a_b____$2018-06-23-".replacingOccurrences("$", "_") + hash.short)
  }

  @Test("The corners of a rotated picture are recovered to a centimetre")
  func rotatedCorners() throws {
    // 0.5 m pixels, turned by the angle whose tangent is 3/4, in UTM zone 40.
    let truth = Geotransform([310_000, 0.4, -0.3, 2_765_000, -0.3, -0.4])
    let back = try CoordinateTransform(from: CRS("EPSG:32640"), to: .wgs84)
    let corners = try back.geoPoints(
      [(0, 0), (800, 0), (800, 600), (0, 600)].map { truth.map(PixelPoint(column: $0.0, row: $0.1)) })
    let scene = try #require(
      build(header(columns: 800, rows: 600), given: GivenPosition(control: .corners(corners))).scene)
    #expect(scene.grid.crs == CRS("EPSG:32640"))
    for (found, true_) in zip(scene.grid.geotransform.coefficients, truth.coefficients) {
      #expect(abs(found - true_) < 1e-5)
    }
    #expect(abs(scene.gsd.magnitude - 0.5) < 0.001)
    #expect(
      scene.remarks == [
        "The position was fitted to 4 given points; 0 m (0 pixels) remain, root mean square."
      ])
  }

  @Test("What remains of a least-squares fit is the error of its points")
  func residuals() throws {
    let truth = Geotransform([310_000, 2, 0, 2_765_000, 0, -2])
    let back = try CoordinateTransform(from: CRS("EPSG:32640"), to: .wgs84)
    // A checkerboard of errors of 3 m to the east that no affine transform can take up.
    let points = try [(0, 0), (100, 0), (100, 100), (0, 100)].enumerated().map { index, pixel in
      let point = PixelPoint(column: Double(pixel.0), row: Double(pixel.1))
      let place = truth.map(point)
      let moved = MapPoint(easting: place.easting + (index % 2 == 0 ? 3 : -3), northing: place.northing)
      return GroundControlPoint(pixel: point, place: try back.geoPoint(moved))
    }
    let scene = try #require(
      build(header(mercator, CRS("EPSG:3857"), columns: 100, rows: 100), given: GivenPosition(control: .points(points)))
        .scene)
    #expect(
      scene.remarks == [
        "The given position replaces the file's own (EPSG:3857).",
        "The position was fitted to 4 given points; 3 m (1.5 pixels) remain, root mean square.",
      ])
  }

  @Test("Points that cannot carry a position are refused with the reason")
  func badPoints() {
    func outcome(_ pixels: [(Double, Double)], _ places: [(Double, Double)]) -> String? {
      let points = zip(pixels, places).map {
        GroundControlPoint(
          pixel: PixelPoint(column: $0.0, row: $0.1),
          place: GeoPoint(longitude: 55 + $1.0 / 1_000, latitude: 25 + $1.1 / 1_000))
      }
      return build(header(), given: GivenPosition(control: .points(points))).exclusion?.reason
    }
    #expect(
      outcome([(0, 0), (1, 1)], [(0, 0), (1, 1)])
        == "There are 2 control points; 3 are the least. Add points that are far apart.")
    #expect(
      outcome([(0, 0), (1, 1), (2, 2)], [(0, 0), (1, 0), (0, 1)])
        == "The control points lie along one line of the picture. Spread them over the whole picture.")
    #expect(
      outcome([(0, 0), (9, 0), (0, 9)], [(0, 0), (9, 0), (0, 9)])
        == "The control points make the picture a mirror image. Check that columns count to the right, rows downwards, "
        + "and that no two points are exchanged.")
  }
}

extension String {
  fileprivate func replacingOccurrences(_ text: Character, _ other: Character) -> String {
    String(map { $0 == text ? other : $0 })
  }
}
