import Catalogue
import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Rasters
import TelltaleTestSupport
import Testing

/// From the files of a delivery to the scene, by made-up metadata that have the published shape.
@Suite("Deliveries of Maxar and Airbus with their metadata")
struct DeliveryTests {
  private let now = Timestamp(secondsSince1970: 1_770_000_000)
  private static let plain = "Its pixels are used as plain numbers."

  private func model(_ middle: Double = 50) -> RationalPolynomialModel? {
    let one = [1] + Array(repeating: 0.0, count: 19)
    return RationalPolynomialModel(
      line: .init(offset: middle, scale: 50), sample: .init(offset: middle, scale: 50),
      latitude: .init(offset: 25, scale: 0.001), longitude: .init(offset: 55, scale: 0.001),
      height: .init(offset: 40, scale: 500), lineNumerator: [0, 0, -1, 0.02] + Array(repeating: 0, count: 16),
      lineDenominator: one, sampleNumerator: [0, 1] + Array(repeating: 0, count: 18), sampleDenominator: one)
  }

  private func header(
    columns: Int = 100, bands: Int = 4, type: SampleType = .uint16, placed: Bool = true, polynomials: Bool = false,
    colours: [String] = []
  ) -> RasterHeader {
    RasterHeader(
      driver: "GTiff", columns: columns, rows: 100, bandCount: bands, sampleType: type,
      geotransform: placed ? Geotransform([310_000, 2, 0, 2_765_000, 0, -2]) : nil,
      crs: placed ? CRS("EPSG:32640") : nil, noData: Array(repeating: nil, count: bands), alphaBand: nil,
      colours: colours, metadata: [:], rationalPolynomials: polynomials ? model() : nil)
  }

  private func outcome(_ picture: String, _ header: RasterHeader, _ texts: [String: String]) throws -> SceneOutcome {
    try withTemporaryFolder { folder in
      for (name, text) in texts { try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name)) }
      let path = folder + "/" + picture
      let files = try #require(SceneGrouping.products([path]).first)
      #expect(files.metadata.count == texts.count, "\(files.metadata)")
      let told = ProductSidecars.read(files.metadata, of: path, stacItem: nil)
      return SceneBuilder.scene(
        ProductInput(
          files: files, opened: [path: .header(header)], hashes: [path: ContentHash(of: "pixels")], stacItem: nil,
          metadata: told.metadata, metadataHash: told.hash), given: nil, now: now)
    }
  }

  private func conversions(_ scene: Scene) -> [String: BandConversion] {
    guard case .bands(let uses) = scene.product.assets.first?.role else { return [:] }
    return Dictionary(uniqueKeysWithValues: uses.map { ($0.name, $0.conversion) })
  }

  private func degrees(_ angle: Radians?) -> Double? { angle.map { ($0.degrees * 1e6).rounded() / 1e6 } }

  // MARK: - Maxar

  private static let picture = "18JUN23064109-S3DS-012345678010_01_P001.TIF"
  private static let stem = String(picture.dropLast(4))

  @Test("An IMD file gives time, satellite, angles, bands in their order and radiance", arguments: ["", "_R1C1"])
  func maxar(_ tile: String) throws {
    let name = "18JUN23064109-S3DS\(tile)-012345678010_01_P001.TIF"
    let scene = try #require(try outcome(name, header(), [Self.stem + ".IMD": DeliveryTexts.imd()]).scene)
    #expect(scene.date.description.hasPrefix("2018-06-23T06:41:09") && scene.sensor == "GeoEye-1")
    #expect(scene.product.bandNames == ["blue", "green", "red", "nir1"] && scene.product.definitionID == "maxar")
    #expect(scene.product.quantity == .radiance && scene.remarks.isEmpty)
    let found = conversions(scene)
    for (name, value) in ["blue": 8.0 / 60, "green": 0.1, "red": 0.16, "nir1": 0.05] {
      guard case .linear(let scale, 0)? = found[name] else {
        Issue.record("\(name): \(String(describing: found[name]))")
        continue
      }
      #expect(abs(scale - value) < 1e-12)
    }
    let angles = scene.product.angles
    #expect(degrees(angles.sunElevation) == 71.9 && degrees(angles.sunAzimuth) == 101.5)
    #expect(degrees(angles.offNadirAngle) == 26.9 && degrees(angles.incidenceAngle) == 30)
    #expect(degrees(angles.viewAzimuth) == 270.1)
    #expect(scene.product.definition.evidence == .fromDocumentationOnly)
  }

  @Test("The XML file of the delivery says the same; where the two differ, no number is converted")
  func both() throws {
    let imd = try #require(try outcome(Self.picture, header(), [Self.stem + ".IMD": DeliveryTexts.imd()]).scene)
    let xml = try #require(try outcome(Self.picture, header(), [Self.stem + ".XML": DeliveryTexts.isd()]).scene)
    #expect(conversions(imd) == conversions(xml) && imd.product.angles == xml.product.angles && imd.date == xml.date)
    let two = [Self.stem + ".IMD": DeliveryTexts.imd(), Self.stem + ".XML": DeliveryTexts.isd(factorOfBlue: "9.0e-03")]
    let torn = try #require(try outcome(Self.picture, header(), two).scene)
    #expect(torn.product.quantity == .digitalNumber)
    #expect(
      torn.remarks == [
        "\(Self.stem).IMD and \(Self.stem).XML give blue different scales or offsets.",
        "The scale of its radiance is contradictory. \(Self.plain)",
      ])
  }

  @Test("Metadata that lack a factor, repeat a band, tell of stretched numbers or of other bands convert nothing")
  func maxarFaults() throws {
    func remarks(_ text: String, bands: Int = 4) throws -> [String] {
      let scene = try #require(try outcome(Self.picture, header(bands: bands), [Self.stem + ".IMD": text]).scene)
      #expect(scene.product.quantity == .digitalNumber)
      return scene.remarks
    }
    var lacking = DeliveryTexts.four
    lacking[2].width = "0"
    #expect(
      try remarks(DeliveryTexts.imd(lacking)) == ["Its metadata give no scale of radiance for red. \(Self.plain)"])
    var twice = DeliveryTexts.four
    twice[1].name = "B"
    #expect(
      try remarks(DeliveryTexts.imd(twice)) == [
        "Its metadata describe the band blue twice.", "The scale of its radiance is contradictory. \(Self.plain)",
      ])
    #expect(
      try remarks(DeliveryTexts.imd(enhancement: "DRA")) == [
        "Its numbers were changed after calibration (radiometricEnhancement: DRA).", Self.plain,
      ])
    #expect(
      try remarks(DeliveryTexts.imd(), bands: 3)
        == ["Its metadata are of a picture with 4 bands, and this one has 3. \(Self.plain)"])
  }

  @Test("A picture joined from several says whose time and sun it carries")
  func joined() throws {
    let scene = try #require(
      try outcome(Self.picture, header(), [Self.stem + ".IMD": DeliveryTexts.imd(images: 2)]).scene)
    #expect(
      scene.remarks == [
        "Its metadata list 2 pictures that it was joined from; time, sun and view are those of the first."
      ])
    #expect(degrees(scene.product.angles.sunAzimuth) == 101.5)
  }

  // MARK: - Level

  private func maxarScene(_ descriptor: String, _ level: String, _ header: RasterHeader) throws -> SceneOutcome {
    try outcome(
      Self.picture, header, [Self.stem + ".IMD": DeliveryTexts.imd(descriptor: descriptor, level: level)])
  }

  @Test("Rational polynomials are applied to what lies on a map at one height, and never to what is orthorectified")
  func levels() throws {
    let ready = try #require(try maxarScene("ORStandard2A", "LV2A", header(polynomials: true)).scene)
    #expect(ready.product.rationalPolynomials == model())
    let ortho = try #require(try maxarScene("OrthoRectified3", "LV3D", header(polynomials: true)).scene)
    #expect(ortho.product.rationalPolynomials == nil && ortho.remarks.isEmpty)
    let sensor = try #require(try maxarScene("Basic1B", "LV1B", header(placed: false, polynomials: true)).scene)
    #expect(sensor.product.rationalPolynomials == model())
    #expect(
      try maxarScene("OrthoRectified3", "LV3D", header(placed: false, polynomials: true)).exclusion?.reason
        == "Its metadata say that it is orthorectified (OrthoRectified3), so its rational polynomials are not applied once "
        + "more; but the file has no geotransform. Copy or download the picture again.")
    #expect(
      try maxarScene("Basic1B", "LV1B", header(columns: 60, placed: false, polynomials: true)).exclusion?.reason
        == "The file has 60 × 100 pixels and its metadata are of a picture of 100 × 100, whose pixels the rational "
        + "polynomials count. Join the tiles into one GeoTIFF with the coefficients beside it.")
  }

  @Test("What a level leaves open is told")
  func remarks() throws {
    #expect(
      try maxarScene("ORStandard2A", "LV2A", header()).scene?.remarks == [
        "It lies on a map at one height (ORStandard2A) and has no rational polynomials to take off the relief; ground "
          + "higher or lower than that is displaced."
      ])
    #expect(
      try maxarScene("ORStandard2A", "LV2A", header(columns: 60, polynomials: true)).scene?.remarks == [
        "Its metadata are of a picture of another size, so its rational polynomials are not applied; it is placed by its "
          + "geotransform."
      ])
    #expect(
      try maxarScene("Standard2A", "LV2A", header(polynomials: true)).scene?.remarks == [
        "Its relief was taken off by the provider with a coarse elevation model (Standard2A); what is left cannot be taken "
          + "off with rational polynomials."
      ])
    #expect(
      try maxarScene("Basic1B", "LV1B", header()).scene?.remarks == [
        "Its metadata are of a picture before it was brought onto a map (Basic1B); it has a geotransform and is taken to "
          + "have been orthorectified since."
      ])
    #expect(
      try maxarScene("Basic1B", "LV3D", header()).scene?.remarks == [
        "Its metadata call it Basic1B and its level LV3D, which contradict each other; it is placed as the file itself says."
      ])
  }

  // MARK: - Airbus

  private func airbus(_ text: String, _ header: RasterHeader, name: String = "IMG_X_R1C1.TIF") throws -> SceneOutcome {
    try outcome(name, header, ["DIM_X.XML": text])
  }

  @Test("A DIMAP file gives time, satellite, the angles at the centre, bands in their order and reflectance")
  func dimap() throws {
    let scene = try #require(try airbus(DeliveryTexts.dimap(), header()).scene)
    #expect(scene.date.description.hasPrefix("2018-06-23T06:41:09") && scene.sensor == "Pleiades 1A")
    #expect(scene.product.bandNames == ["red", "green", "blue", "nir"] && scene.product.definitionID == "dimap")
    #expect(scene.product.quantity == .topOfAtmosphere && scene.remarks.isEmpty)
    let angles = scene.product.angles
    #expect(degrees(angles.sunElevation) == 30 && degrees(angles.sunAzimuth) == 115.2)
    #expect(
      degrees(angles.offNadirAngle) == 25.5 && degrees(angles.incidenceAngle) == 28.6 && angles.viewAzimuth == nil)
    // In late June the Earth is 1.0163 mean distances from the sun; half of its light falls on level ground.
    guard case .linear(let scale, let offset)? = conversions(scene)["green"] else {
      Issue.record("no conversion")
      return
    }
    let factor = Double.pi * 1.0163 * 1.0163 / (1_500 * 0.5)
    #expect(abs(scale / (factor / 9) - 1) < 2e-3 && abs(offset / (factor * 0.5) - 1) < 2e-3)
  }

  @Test("Without solar irradiance or a sun above the horizon the numbers become radiance, and a remark says so")
  func radiance() throws {
    for (text, lack) in [
      (DeliveryTexts.dimap(irradiance: false), "a band's solar irradiance"),
      (DeliveryTexts.dimap(sun: -3), "its day or a sun above the horizon"),
    ] {
      let scene = try #require(try airbus(text, header()).scene)
      #expect(scene.product.quantity == .radiance)
      #expect(conversions(scene)["blue"] == .linear(scale: 0.125, offset: 0.5))
      #expect(
        scene.remarks == ["Its metadata lack \(lack), so that its numbers become radiance and not reflectance."])
    }
  }

  @Test("Where the bands' order is not told the file's own colours tell it; where those do not either, nothing is said")
  func order() throws {
    let silent = DeliveryTexts.dimap(places: nil)
    let coloured = try #require(
      try airbus(silent, header(colours: ["Red", "Green", "Blue", "Undefined"])).scene)
    #expect(coloured.product.bandNames == ["red", "green", "blue", "nir"])
    #expect(coloured.product.quantity == .topOfAtmosphere)
    let plain = try #require(try airbus(silent, header()).scene)
    #expect(plain.product.quantity == .digitalNumber && plain.product.bandNames.isEmpty)
    #expect(
      plain.remarks == ["Its metadata do not tell in which order the file holds its bands. \(Self.plain)"])
    let torn = try #require(try airbus(DeliveryTexts.dimap(places: [1, 2, 2, 4]), header()).scene)
    #expect(
      torn.remarks == [
        "Its metadata give its bands the places 1, 2, 2, 4 in the file.",
        "The scale of its reflectance is contradictory. \(Self.plain)",
      ])
  }

  @Test("Two gains of a band, and numbers that were stretched, convert nothing")
  func dimapFaults() throws {
    let more = "<Band_Radiance><BAND_ID>B1</BAND_ID><GAIN>7</GAIN><BIAS>0</BIAS></Band_Radiance>"
    let torn = try #require(try airbus(DeliveryTexts.dimap(more: more), header()).scene)
    #expect(
      torn.remarks == [
        "Its metadata give the band green two gains.", "The scale of its reflectance is contradictory. \(Self.plain)",
      ])
    let shown = try #require(try airbus(DeliveryTexts.dimap(processing: "DISPLAY"), header()).scene)
    #expect(
      shown.remarks == [
        "Its numbers were changed after calibration (RADIOMETRIC_PROCESSING: DISPLAY).", Self.plain,
      ])
    #expect(shown.product.quantity == .digitalNumber)
  }

  @Test("A metadata file that is no whole XML is not used, and the remark names it")
  func broken() throws {
    let name = "2018-06-23"
    let scene = try #require(
      try outcome("IMG_X_\(name).TIF", header(), ["DIM_X_\(name).XML": "<Dimap_Document><A>"]).scene)
    #expect(scene.product.quantity == .digitalNumber)
    #expect(scene.remarks == ["DIM_X_2018-06-23.XML was not used: The metadata file is not whole XML (line 1)."])
  }

  @Test("The polynomials of DIMAP are read from the ground to the picture, its first pixel being 1")
  func polynomials() throws {
    let model = try #require(self.model(50))
    func section(_ name: String, _ fields: [(String, String)]) -> String {
      "<\(name)>" + fields.map { "<\($0.0)>\($0.1)</\($0.0)>" }.joined(separator: "\n") + "</\(name)>"
    }
    let fields = model.metadata.sorted { $0.key < $1.key }.flatMap { key, value -> [(String, String)] in
      let numbers = value.split(separator: " ").map(String.init)
      guard numbers.count > 1 else { return [(key, ["LINE_OFF", "SAMP_OFF"].contains(key) ? "51.0" : value)] }
      return numbers.enumerated().map { ("\(key)_\($0.offset + 1)", $0.element) }
    }
    let coefficients = fields.filter { $0.0.contains("COEFF") }
    let text =
      "<Dimap_Document><Global_RFM>" + section("Direct_Model", coefficients.map { ($0.0, "7") })
      + section("Inverse_Model", coefficients) + section("RFM_Validity", fields.filter { !$0.0.contains("COEFF") })
      + "</Global_RFM></Dimap_Document>"
    #expect(RationalPolynomialModel(text: text) == model)
    #expect(RationalPolynomialModel(text: text.replacingOccurrences(of: "LAT_SCALE", with: "X")) == nil)
  }
}
