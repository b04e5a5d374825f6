import Catalogue
import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Rasters
import TelltaleTestSupport
import Testing

@Suite struct ProductSceneTests {
  private let now = Timestamp(secondsSince1970: 1_770_000_000)

  private func header(
    _ size: Double = 10, columns: Int = 100, rows: Int = 100, bands: Int = 1, type: SampleType = .uint16,
    crs: String = "EPSG:32640", tags: [String: String] = [:], colours: [String] = []
  ) -> RasterHeader {
    RasterHeader(
      driver: "GTiff", columns: columns, rows: rows, bandCount: bands, sampleType: type,
      geotransform: Geotransform([310_000, size, 0, 2_765_000, 0, -size]), crs: CRS(crs),
      noData: Array(repeating: nil, count: bands), alphaBand: nil, colours: colours, metadata: tags)
  }

  private func build(
    _ headers: [String: RasterHeader], metadata: ProductMetadata = ProductMetadata(), given: GivenPosition? = nil
  ) throws -> SceneOutcome {
    let files = try #require(SceneGrouping.products(Array(headers.keys)).first)
    return SceneBuilder.scene(
      ProductInput(
        files: files, opened: headers.mapValues { .header($0) },
        hashes: headers.keys.reduce(into: [:]) {
          $0[$1] = ContentHash(of: $1)
        }, stacItem: nil, metadata: metadata, metadataHash: nil), given: given, now: now)
  }

  private func metadata(_ name: String, _ text: String) throws -> ProductMetadata {
    try withTemporaryFolder { folder in
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
      return ProductSidecars.read([folder + "/" + name], stacItem: nil).metadata
    }
  }

  private let tile = "/in/S2A_MSIL2A_20180623T064109_T40RCN"

  private func sentinel2() -> [String: RasterHeader] {
    [
      tile + "_B02.tif": header(), tile + "_B03.tif": header(), tile + "_B04.tif": header(),
      tile + "_B05.tif": header(20, columns: 50, rows: 50), tile + "_SCL.tif": header(20, columns: 50, rows: 50),
    ]
  }

  @Test("The bands of the finest pixels are stacked, coarser ones kept apart, and the mask may be coarser")
  func finest() throws {
    let told = try metadata("MTD_MSIL2A.xml", ProductTexts.sentinel2(offset: -1000))
    let scene = try #require(try build(sentinel2(), metadata: told).scene)
    #expect(scene.product.bandNames == ["B02", "B03", "B04"] && scene.bandCount == 3)
    #expect(scene.product.quantity == .surfaceReflectance && scene.product.definitionID == "sentinel2-l2a")
    #expect(scene.gsd.magnitude.rounded() == 10 && scene.sensor == "Sentinel-2A")
    let roles = scene.product.assets.map(\.role)
    let use = BandUse(name: "B02", fileBand: 0, conversion: .linear(scale: 1e-4, offset: -0.1))
    #expect(roles.contains(.bands([use])) && roles.contains(.quality(rule: "s2-scl")))
    #expect(roles.contains(.apart([BandUse(name: "B05", fileBand: 0, conversion: .linear(scale: 1e-4, offset: -0.1))])))
    #expect(scene.date.description == "2018-06-23T06:41:09Z")
  }

  @Test("The offset follows the metadata and not the date: an old picture with it, a new one without")
  func notByDate() throws {
    let old = try build(sentinel2(), metadata: metadata("MTD_MSIL2A.xml", ProductTexts.sentinel2(offset: -1000)))
    let new = sentinel2().reduce(into: [:]) { $0[$1.key.replacingOccurrences(of: "2018", with: "2024")] = $1.value }
    let none = try build(new, metadata: metadata("MTD_MSIL2A.xml", ProductTexts.sentinel2(offset: nil)))
    func offset(_ scene: Scene?) -> BandConversion? {
      if case .bands(let uses) = scene?.product.assets.first?.role { uses.first?.conversion } else { nil }
    }
    #expect(offset(old.scene) == .linear(scale: 1e-4, offset: -0.1))
    #expect(offset(none.scene) == .linear(scale: 1e-4, offset: 0))
  }

  @Test("Where the metadata are silent, the pixels stay plain numbers and a remark says so")
  func silent() throws {
    let scene = try #require(try build(sentinel2()).scene)
    #expect(scene.product.quantity == .digitalNumber)
    #expect(
      scene.remarks == [
        "Its metadata give no scale of reflectance for B02. Its pixels are used as plain numbers."
      ])
  }

  @Test("Where an offset is taken off twice, the pixels stay plain numbers and a remark says why")
  func contradiction() throws {
    var told = try metadata("MTD_MSIL2A.xml", ProductTexts.sentinel2(offset: -1000))
    told.contradictions = ["Offset twice."]
    let scene = try #require(try build(sentinel2(), metadata: told).scene)
    #expect(scene.product.quantity == .digitalNumber)
    #expect(
      scene.remarks == [
        "Offset twice.", "The scale of its reflectance is contradictory. Its pixels are used as plain numbers.",
      ])
  }

  @Test("Two metadata files that give different offsets contradict each other; the same in other words does not")
  func twoFiles() throws {
    let first = try metadata("MTD_MSIL2A.xml", ProductTexts.sentinel2(offset: -1000))
    let second = try metadata("MTD_MSIL2A.xml", ProductTexts.sentinel2(offset: nil))
    #expect(
      first.completed(by: second, names: ("a.xml", "the STAC item")).contradictions
        == ["a.xml and the STAC item give B01 different scales or offsets."])
    #expect(first.completed(by: first, names: ("a", "b")).contradictions.isEmpty)
  }

  @Test("Bands on different pixels of one size are refused")
  func shiftedBands() throws {
    var files = sentinel2()
    files[tile + "_B03.tif"] = header(columns: 99)
    #expect(
      try build(files).exclusion?.reason
        == "Its bands lie on different pixels: B02 has 100 × 100, B03 99 × 100, or they are shifted. "
        + "Fetch the product again whole.")
  }

  @Test("Landsat is read by its identifier; temperature is kept apart, in kelvin")
  func landsat() throws {
    let id = "/in/LC08_L2SP_160043_20180623_20200831_02_T1"
    let scene = try #require(
      try build([
        id + "_SR_B4.TIF": header(30), id + "_SR_B5.TIF": header(30), id + "_ST_B10.TIF": header(30),
        id + "_QA_PIXEL.TIF": header(30),
      ]).scene)
    #expect(scene.product.bandNames == ["SR_B4", "SR_B5"] && scene.product.quantity == .surfaceReflectance)
    let roles = scene.product.assets.map(\.role)
    #expect(roles.contains(.apart([BandUse(name: "ST_B10", fileBand: 0, conversion: SensorTable.landsatTemperature)])))
    #expect(roles.contains(.quality(rule: "landsat-qa-pixel")) && scene.sensor == "Landsat 8")
    #expect(scene.product.definition.geolocation?.ce90 == Metres(12))
  }

  private let planet = "/in/20180623_064109_0c74_3B"

  @Test("PlanetScope's coefficients make reflectance; its UDM2 comes along")
  func planetScope() throws {
    let scene = try #require(
      try build(
        [planet + "_AnalyticMS.tif": header(3, bands: 4), planet + "_udm2.tif": header(3, bands: 8, type: .uint8)],
        metadata: metadata("x_metadata.xml", ProductTexts.planet())
      ).scene)
    #expect(scene.product.quantity == .topOfAtmosphere && scene.product.bandNames == ["blue", "green", "red", "nir"])
    guard case .bands(let uses) = scene.product.assets.first?.role else {
      Issue.record("no bands")
      return
    }
    #expect(uses.map(\.conversion) == (3...6).map { .linear(scale: Double("\($0)e-05") ?? 0, offset: 0) })
    #expect(scene.product.assets.last?.role == .quality(rule: "planet-udm2") && scene.remarks.isEmpty)
  }

  @Test("A mask of another size is not used, and the remark gives both sizes")
  func otherSize() throws {
    let scene = try #require(
      try build(
        [
          planet + "_AnalyticMS.tif": header(3, bands: 4),
          planet + "_udm2.tif": header(3, columns: 90, bands: 8, type: .uint8),
        ], metadata: metadata("x_metadata.xml", ProductTexts.planet())
      ).scene)
    #expect(
      scene.remarks == [
        "20180623_064109_0c74_3B_udm2.tif, Planet's mask of usable pixels (UDM2), is not used: "
          + "it has 90 × 100 pixels and its picture 100 × 100. Fetch both again, cut alike."
      ])
    #expect(scene.product.assets.count == 1)
  }

  @Test("Metadata of a picture with other bands, without coefficients, or of numbers with a point convert nothing")
  func planetWithoutScale() throws {
    func remark(_ text: String, _ type: SampleType = .uint16) throws -> [String]? {
      try build([planet + "_AnalyticMS.tif": header(3, bands: 4, type: type)], metadata: metadata("x.xml", text))
        .scene?.remarks
    }
    let end = " Its pixels are used as plain numbers."
    #expect(
      try remark(ProductTexts.planet(bands: 8))
        == ["Its metadata are of a picture with 8 bands, and this one has 4." + end])
    #expect(
      try remark(ProductTexts.planet(coefficients: false))
        == ["Its metadata give no scale of reflectance for blue." + end])
    #expect(
      try remark(ProductTexts.planet(), .float32)
        == ["Its samples are float32, where PlanetScope, 4 bands has whole numbers with a scale." + end])
  }

  @Test("A surface reflectance product has its scale by its name, an eight-band one its names")
  func planetSurface() throws {
    let scene = try #require(try build([planet + "_AnalyticMS_SR_8b.tif": header(3, bands: 8)]).scene)
    #expect(scene.product.quantity == .surfaceReflectance && scene.product.bandNames.first == "coastal_blue")
    #expect(scene.product.bandNames.last == "nir")
  }

  @Test("SkySat's coefficients stand in the file's description")
  func skySat() throws {
    let tags = [
      "TIFFTAG_IMAGEDESCRIPTION": #"{"properties": {"reflectance_coefficients": [0.001, 0.002, 0.003, 0.004]}}"#
    ]
    let path = "/in/20200130_093253_ssc6_u0001_analytic.tif"
    let told = ProductSidecars.read([], stacItem: nil, tags: tags).metadata
    let scene = try #require(try build([path: header(0.8, bands: 4, tags: tags)], metadata: told).scene)
    #expect(scene.product.definitionID == "skysat" && scene.product.quantity == .topOfAtmosphere)
  }

  @Test("WorldView's eight bands have names; what is not known stays plain bands, colours stay colours")
  func plain() throws {
    let view = try #require(try build(["/in/WV02_20180623.tif": header(2, bands: 8)]).scene)
    #expect(view.product.definitionID == "worldview-8" && view.product.quantity == .digitalNumber)
    let other = try #require(try build(["/in/x_20180623.tif": header(2, bands: 5)]).scene)
    #expect(other.product == .plain && other.files.map(\.path) == [other.path])
    let colour = try #require(
      try build(["/in/x_20180623.tif": header(bands: 3, type: .uint8, colours: ["Red", "Green", "Blue"])]).scene)
    #expect(colour.product.definitionID == "colour" && colour.product.assets.isEmpty)
  }

  @Test("The content of a scene of several files derives from theirs, masks included; a file alone keeps its own")
  func identity() throws {
    let alone = try #require(try build([planet + "_AnalyticMS.tif": header(3, bands: 4)]).scene)
    #expect(alone.contentHash == ContentHash(of: planet + "_AnalyticMS.tif"))
    let masked = try #require(
      try build([
        planet + "_AnalyticMS.tif": header(3, bands: 4), planet + "_udm2.tif": header(3, bands: 8, type: .uint8),
      ]).scene)
    #expect(masked.contentHash != alone.contentHash && masked.files.count == 2)
  }

  @Test("The sun is the metadata's, else the clock's; a day without a time gives none")
  func sun() throws {
    let path = "/in/x_20180623T064109.tif"
    let clock = try #require(try build([path: header(bands: 4)]).scene)
    let byClock = try #require(try clock.sunPosition())
    #expect(byClock.elevation.degrees > 40 && byClock.elevation.degrees < 90)
    let day = try #require(try build(["/in/x_20180623T000000.tif": header(bands: 4)]).scene)
    #expect(day.date.isDayOnly)
    #expect(try day.sunPosition() == nil)
    var told = ProductMetadata()
    told.angles = SceneAngles(sunElevation: Radians(degrees: 30), sunAzimuth: Radians(degrees: 140))
    let stated = try #require(try build(["/in/x_20180623T000000.tif": header(bands: 4)], metadata: told).scene)
    #expect(try stated.sunPosition()?.azimuth == Radians(degrees: 140))
  }

  @Test("What a case keeps of a product comes back as it was")
  func roundTrip() throws {
    var told = try metadata("MTD_MSIL2A.xml", ProductTexts.sentinel2(offset: -1000))
    told.angles = SceneAngles(sunElevation: Radians(degrees: 30), viewAzimuth: Radians(degrees: 10))
    let scene = try #require(try build(sentinel2(), metadata: told).scene)
    let paths = Dictionary(uniqueKeysWithValues: scene.files.map { ($0.contentHash, $0.path) })
    let text = scene.product.json.compactText
    let back = SceneProduct(json: try JSONValue(parsing: Data(text.utf8)), path: { paths[$0] ?? "" })
    #expect(back?.json == scene.product.json && back?.assets == scene.product.assets)
  }
}
