import Catalogue
import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Radiometry
import Rasters
import TelltaleTestSupport
import Testing

@Suite(
  "Scenes read as physical values",
  .enabled(if: TelltaleExecutable.isPresent, Comment(rawValue: TelltaleExecutable.skipReason)))
struct SceneReaderTests {
  private let now = Timestamp(secondsSince1970: 1_770_000_000)

  private func grid(_ columns: Int = 40, _ rows: Int = 30, size: Double = 10, east: Double = 0) -> Grid {
    Grid(
      columns: columns, rows: rows, geotransform: Geotransform([310_000 + east, size, 0, 2_765_000, 0, -size]),
      crs: CRS("EPSG:32640"))
  }

  private func write(
    _ path: String, _ grid: Grid, bands: Int = 1, as type: SampleType = .uint16,
    _ value: (_ band: Int, _ column: Int, _ row: Int) -> Float
  ) throws {
    var samples: [Float] = []
    for band in 0..<bands {
      for row in 0..<grid.rows { for column in 0..<grid.columns { samples.append(value(band, column, row)) } }
    }
    let raster = Raster(
      columns: grid.columns, rows: grid.rows, bandCount: bands, samples: samples,
      validity: Mask(columns: grid.columns, rows: grid.rows, repeating: true))
    try RasterWriter.writeGeoTIFF(raster, as: type, grid: grid, to: path)
  }

  /// The scenes of a folder, as the program makes them.
  private func made(_ folder: String, _ reader: RasterReader) throws -> [Scene] {
    try SceneGrouping.products(try ImageryFolder.files(below: [folder])).compactMap { files in
      let hashes = try files.paths.reduce(into: [:]) { $0[$1] = try ContentHash(ofFileAt: $1) }
      let opened = try files.paths.reduce(into: [:]) { $0[$1] = ProductInput.Opened.header(try reader.header(of: $1)) }
      var sidecars = StacSidecars()
      let item = sidecars.item(beside: files.mainPath)
      let (metadata, hash) = ProductSidecars.read(files.metadata, stacItem: item)
      let input = ProductInput(
        files: files, opened: opened, hashes: hashes, stacItem: item, metadata: metadata, metadataHash: hash)
      return SceneBuilder.scene(input, given: nil, now: now).scene
    }
  }

  private func withReader<Result>(_ body: (String, RasterReader) throws -> Result) throws -> Result {
    let reader = RasterReader(executable: try #require(TelltaleExecutable.path), workers: 1)
    defer { reader.close() }
    return try withTemporaryFolder { try body($0, reader) }
  }

  private func save(_ text: String, _ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  @Test("Sentinel-2 bands with an item: reflectance with the offset, DN 0 absent, classes on their own pixels")
  func sentinel2() throws {
    try withReader { folder, reader in
      let place = folder + "/S2A_40RCN_20180623_0_L2A/"
      let assets = [("blue", "B02"), ("green", "B03")].map { key, band in
        "\"\(key)\": {\"href\": \"./\(band).tif\", \"raster:bands\": [{\"scale\": 0.0001, \"offset\": -0.1}]}"
      }
      try save(
        """
        {"type": "Feature", "stac_version": "1.0.0", "id": "S2A_40RCN_20180623_0_L2A", "properties":
          {"datetime": "2018-06-23T06:41:09Z", "platform": "sentinel-2a", "earthsearch:boa_offset_applied": false},
         "assets": {\(assets.joined(separator: ", "))}}
        """, place + "item.json")
      try write(place + "B02.tif", grid()) { _, column, row in column == 7 && row == 5 ? 0 : 1_500 + Float(column) }
      try write(place + "B03.tif", grid()) { _, _, row in 2_000 + Float(row) }
      try write(place + "SCL.tif", grid(20, 15, size: 20), as: .uint8) { _, column, _ in column == 3 ? 9 : 4 }
      let scene = try #require(try made(folder, reader).first)
      #expect(scene.product.quantity == .surfaceReflectance && scene.remarks.isEmpty)
      let window = Window(column: 5, row: 4, columns: 10, rows: 6)
      let planes = try SceneReader(reader).read(scene, window: window)
      #expect(abs(planes.raster.samples[0] - 0.0505) < 1e-6)
      #expect(abs(planes.raster.samples[60] - 0.1004) < 1e-6)
      #expect(!planes.raster.validity[2, 1] && planes.raster.validity.validCount == 59)
      let quality = try #require(planes.quality.first)
      #expect(quality.window == Window(column: 2, row: 2, columns: 6, rows: 3) && quality.grid.columns == 20)
      #expect(quality.codes.prefix(6) == [0, 1, 0, 0, 0, 0])
      let green = try SceneReader(reader).read(scene, window: window, bands: ["B03"])
      #expect(green.raster.bandCount == 1 && abs(green.raster.samples[0] - 0.1004) < 1e-6)
    }
  }

  @Test("A SAFE folder with MTD files, its bands as JP2 or, as here, as TIFF")
  func safeFolder() throws {
    try withReader { folder, reader in
      let root = folder + "/S2A_MSIL2A_20180623T064109_N0500_R120_T40RCN_20230101T000000.SAFE"
      let granule = root + "/GRANULE/L2A_T40RCN_A015677_20180623T064500"
      let offsets = [1, 2, 3, 7].map { "<BOA_ADD_OFFSET band_id=\"\($0)\">-1000</BOA_ADD_OFFSET>" }.joined()
      try save(
        "<a><SPACECRAFT_NAME>Sentinel-2A</SPACECRAFT_NAME><BOA_QUANTIFICATION_VALUE>10000</BOA_QUANTIFICATION_VALUE>"
          + "<DATATAKE_SENSING_START>2018-06-23T06:41:09.024Z</DATATAKE_SENSING_START>\(offsets)</a>",
        root + "/MTD_MSIL2A.xml")
      try save(
        "<a><Mean_Sun_Angle><ZENITH_ANGLE>30</ZENITH_ANGLE><AZIMUTH_ANGLE>150</AZIMUTH_ANGLE></Mean_Sun_Angle></a>",
        granule + "/MTD_TL.xml")
      for size in ["R10m", "R20m"] {
        try FileManager.default.createDirectory(
          atPath: granule + "/IMG_DATA/" + size, withIntermediateDirectories: true)
      }
      for band in ["B02", "B03", "B04", "B08"] {
        try write(granule + "/IMG_DATA/R10m/T40RCN_20180623T064109_\(band)_10m.tif", grid()) { _, _, _ in 3_000 }
      }
      try write(granule + "/IMG_DATA/R20m/T40RCN_20180623T064109_SCL_20m.tif", grid(20, 15, size: 20), as: .uint8) {
        _, _, _ in 11
      }
      let scene = try #require(try made(folder, reader).first)
      #expect(scene.product.bandNames == ["B02", "B03", "B04", "B08"] && scene.sensor == "Sentinel-2A")
      #expect(scene.product.angles.sunElevation.map { abs($0.degrees - 60) < 1e-9 } == true)
      #expect(scene.dateSource == "ACQUISITION_DATETIME" && scene.id.hasPrefix("S2A_MSIL2A_20180623T064109"))
      let planes = try SceneReader(reader).read(scene, window: Window(column: 0, row: 0, columns: 40, rows: 30))
      #expect(planes.raster.samples.allSatisfy { abs($0 - 0.2) < 1e-6 })
      #expect(planes.quality.first.map { Set($0.codes) } == [Visibility.snow.code])
    }
  }

  @Test("Landsat: reflectance, quality on the same pixels, temperature in kelvin beside the stack")
  func landsat() throws {
    try withReader { folder, reader in
      let id = folder + "/LC08_L2SP_160043_20180623_20200831_02_T1"
      let place = grid(size: 30)
      try write(id + "_SR_B4.TIF", place) { _, _, _ in 10_000 }
      try write(id + "_SR_B5.TIF", place) { _, _, _ in 20_000 }
      try write(id + "_ST_B10.TIF", place) { _, _, _ in 45_000 }
      try write(id + "_QA_PIXEL.TIF", place) { _, column, _ in column == 0 ? 22_280 : 21_824 }
      let scene = try #require(try made(folder, reader).first)
      let window = Window(column: 0, row: 0, columns: 4, rows: 2)
      let planes = try SceneReader(reader).read(scene, window: window)
      #expect(abs(planes.raster.samples[0] - 0.075) < 1e-6 && abs(planes.raster.samples[8] - 0.35) < 1e-6)
      #expect(planes.quality.first?.codes == [1, 0, 0, 0, 1, 0, 0, 0])
      let heat = try #require(try SceneReader(reader).read(scene, apart: "ST_B10", window: window))
      #expect(abs(heat.raster.samples[0] - 302.8109) < 1e-3)
      #expect(try SceneReader(reader).read(scene, apart: "B99", window: window) == nil)
    }
  }

  @Test("Pictures of one pass are read as one, without a seam, each with its own mask")
  func mosaic() throws {
    try withReader { folder, reader in
      for (name, east, level) in [("20180623_064109_0c74", 0.0, 1), ("20180623_064112_0c74", 90, 2)]
        as [(String, Double, Int)]
      {
        let place = grid(40, 30, size: 3, east: east)
        try write("\(folder)/\(name)_3B_AnalyticMS_SR.tif", place, bands: 4) { band, column, _ in
          level == 1 && column >= 35 ? 0 : Float(1_000 * level + band)
        }
        try write("\(folder)/\(name)_3B_udm2.tif", place, bands: 8, as: .uint8) { band, _, _ in
          band == (level == 1 ? 0 : 5) ? 1 : 0
        }
      }
      let scenes = PassMosaic.joined(try made(folder, reader))
      let scene = try #require(scenes.first)
      #expect(scenes.count == 1 && scene.grid.columns == 70)
      let planes = try SceneReader(reader).read(scene, window: Window(column: 28, row: 3, columns: 12, rows: 1))
      // The first picture where it has a pixel, and no gap where the second takes over.
      #expect(planes.raster.validity.flags.allSatisfy { $0 })
      let blue = planes.raster.samples.prefix(12).map { ($0 * 10_000).rounded() }
      #expect(blue == Array(repeating: 1_000, count: 7) + Array(repeating: 2_000, count: 5))
      #expect(planes.quality.map { Set($0.codes) } == [[0], [1]])
      let beyond = try SceneReader(reader).read(scene, window: Window(column: 66, row: 0, columns: 4, rows: 2))
      #expect(beyond.quality.count == 1 && beyond.raster.validity.validCount == 8)
    }
  }

  @Test("Linear backscatter becomes decibels; what is not positive is absent")
  func decibels() throws {
    try withReader { folder, reader in
      let id = folder + "/S1A_IW_20180623T161201_DVP_RTC30_G_gpuned_FD6A"
      try write(id + "_VV.tif", grid(), as: .float32) { _, column, _ in [0.1, 1, 0, -0.01][column % 4] }
      try write(id + "_VH.tif", grid(), as: .float32) { _, _, _ in 0.01 }
      let scene = try #require(try made(folder, reader).first)
      #expect(scene.product.bandNames == ["VH", "VV"] && scene.sensor == "Sentinel-1A")
      let raster = try SceneReader(reader).read(scene, window: Window(column: 0, row: 0, columns: 4, rows: 1)).raster
      #expect(raster.validity.flags == [true, true, false, false])
      #expect(abs(raster.samples[0] + 20) < 1e-4 && abs(raster.samples[4] + 10) < 1e-4 && abs(raster.samples[5]) < 1e-4)
    }
  }

  @Test(
    "The real OPERA dates are scenes of VH and VV in decibels, by both satellites, on track 137",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func opera() throws {
    let folder = try #require(SharedData.folder) + "/sentinel1-rtc"
    try withReader { _, reader in
      let scenes = try made(folder, reader)
      #expect(scenes.count == 42 && Set(scenes.map(\.sensor)) == ["Sentinel-1A", "Sentinel-1B"])
      #expect(scenes.allSatisfy { $0.product.quantity == .gammaNought && $0.product.orbit?.track == 137 })
      #expect(PassMosaic.joined(scenes).count == 42)
      let scene = try #require(scenes.first)
      let whole = Window(column: 0, row: 0, columns: 100, rows: 100)
      let planes = try SceneReader(reader).read(scene, window: whole)
      let linear = try reader.read(scene.path)
      #expect(planes.raster.validity.validCount == linear.validity.validCount)
      for pixel in stride(from: 0, to: 10_000, by: 97) where linear.validity.flags[pixel] {
        #expect(abs(planes.raster.samples[pixel] - 10 * Float(log10(Double(linear.samples[pixel])))) < 1e-4)
      }
      // Land: VH lies under VV by some decibels.
      let means = (0..<2).map { band in planes.raster.samples[band * 10_000..<(band + 1) * 10_000].reduce(0, +) / 10_000
      }
      #expect(means[0] < means[1] - 3 && means[1] > -25 && means[1] < 0, "\(means)")
    }
  }

  @Test(
    "The real UDM2 serves a made-up picture on its own pixels",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func realMask() throws {
    let real = try #require(SharedData.folder) + "/planet/20151119_025740_0c74_3B_"
    try withReader { folder, reader in
      let header = try reader.header(of: real + "udm2_clip.tif")
      let mine = folder + "/20151119_025740_0c74_3B_"
      try FileManager.default.createSymbolicLink(
        atPath: mine + "udm2_clip.tif", withDestinationPath: real + "udm2_clip.tif")
      try FileManager.default.createSymbolicLink(
        atPath: mine + "AnalyticMS_metadata_clip.xml", withDestinationPath: real + "AnalyticMS_metadata_clip.xml")
      try write(mine + "AnalyticMS_clip.tif", try #require(header.grid), bands: 4) { band, _, _ in
        Float(1_000 * (band + 1))
      }
      let scene = try #require(try made(folder, reader).first)
      #expect(scene.product.quantity == .topOfAtmosphere && scene.remarks.isEmpty)
      let window = Window(column: 700, row: 600, columns: 20, rows: 10)
      let planes = try SceneReader(reader).read(scene, window: window)
      #expect(abs(planes.raster.samples[0] - 0.024368314) < 1e-6)
      #expect(abs(planes.raster.samples[600] - 0.17732873) < 1e-6)
      #expect(planes.quality.first?.window == window)
    }
  }
}
