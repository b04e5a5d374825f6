import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

/// Products with a provider's mask that marks a bank of cloud on one date, made of the plant's scenes.
@Suite(
  "Providers' masks, from the product to the mask of the stack",
  .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct ProviderMaskTests {
  enum Product: String, CaseIterable, Sendable { case safe, landsat, planet }

  /// Columns and rows of a scene that its mask calls cloud: whole pixels of 20 m.
  private static let bank = (columns: 52..<76, rows: 60..<80)
  private static let cloudy = 3
  /// Too few for the site's own history to have a say: the ground under the bank is as on the other dates.
  private static let count = 4

  private static func codes(_ raster: Raster, clear: Float, cloud: Float, isCloudy: Bool, halved: Bool = false)
    -> [Float]
  {
    let (columns, rows) = halved ? (raster.columns / 2, raster.rows / 2) : (raster.columns, raster.rows)
    let scale = halved ? 2 : 1
    return (0..<columns * rows).map { index in
      let (column, row) = (index % columns * scale, index / columns * scale)
      return isCloudy && bank.columns.contains(column) && bank.rows.contains(row) ? cloud : clear
    }
  }

  private static func plane(_ raster: Raster, _ samples: [Float], columns: Int? = nil, rows: Int? = nil) -> Raster {
    let (columns, rows) = (columns ?? raster.columns, rows ?? raster.rows)
    return Raster(
      columns: columns, rows: rows, bandCount: 1, samples: samples,
      validity: Mask(columns: columns, rows: rows, repeating: true))
  }

  private static func band(_ raster: Raster, _ index: Int) -> [Float] {
    let count = raster.columns * raster.rows
    return Array(raster.samples[index * count..<(index + 1) * count])
  }

  private static func write(
    _ product: Product, _ picture: Picture, _ grid: Grid, day: String, isCloudy: Bool, to folder: String
  ) throws {
    let raster = picture.raster
    switch product {
    case .safe:
      let root = "\(folder)/S2A_MSIL2A_\(day)T064109_N0500_R120_T40RCN_\(day)T120000.SAFE"
      let images = "\(root)/GRANULE/L2A_T40RCN_A000001_\(day)T064109/IMG_DATA"
      for size in ["R10m", "R20m"] {
        try FileManager.default.createDirectory(atPath: "\(images)/\(size)", withIntermediateDirectories: true)
      }
      for (index, name) in ["B02", "B03", "B04", "B08"].enumerated() {
        // Processed since 2022: 1000 is added to all numbers, and the metadata say so.
        try JPEG2000Picture.write(
          plane(raster, band(raster, index).map { $0 + 1_000 }), as: .uint16, grid: grid,
          to: "\(images)/R10m/T40RCN_\(day)T064109_\(name)_10m.jp2")
      }
      var coefficients = grid.geotransform.coefficients
      for index in [1, 5] { coefficients[index] *= 2 }
      let coarse = Grid(
        columns: grid.columns / 2, rows: grid.rows / 2, geotransform: Geotransform(coefficients), crs: grid.crs)
      try JPEG2000Picture.write(
        plane(
          raster, codes(raster, clear: 5, cloud: 9, isCloudy: isCloudy, halved: true), columns: coarse.columns,
          rows: coarse.rows), as: .uint8, grid: coarse, to: "\(images)/R20m/T40RCN_\(day)T064109_SCL_20m.jp2")
      let offsets = (0..<13).map { "<BOA_ADD_OFFSET band_id=\"\($0)\">-1000</BOA_ADD_OFFSET>" }.joined()
      let date = "\(day.prefix(4))-\(day.dropFirst(4).prefix(2))-\(day.suffix(2))"
      try """
      <?xml version="1.0"?><P><Datatake><SPACECRAFT_NAME>Sentinel-2A</SPACECRAFT_NAME>
      <DATATAKE_SENSING_START>\(date)T06:41:09.024Z</DATATAKE_SENSING_START></Datatake>
      <BOA_QUANTIFICATION_VALUE unit="none">10000</BOA_QUANTIFICATION_VALUE>
      <BOA_ADD_OFFSET_VALUES_LIST>\(offsets)</BOA_ADD_OFFSET_VALUES_LIST></P>
      """.write(toFile: "\(root)/MTD_MSIL2A.xml", atomically: true, encoding: .utf8)
    case .landsat:
      let label = "LC08_L2SP_160043_\(day)_\(day)_02_T1"
      for (index, name) in ["SR_B2", "SR_B3", "SR_B4", "SR_B5"].enumerated() {
        let numbers = band(raster, index).map { (($0 / 10_000 + 0.2) / 2.75e-5).rounded() }
        try RasterWriter.writeGeoTIFF(
          plane(raster, numbers), as: .uint16, grid: grid, noData: 0, to: "\(folder)/\(label)_\(name).TIF")
      }
      try RasterWriter.writeGeoTIFF(
        plane(raster, codes(raster, clear: 21_824, cloud: 22_280, isCloudy: isCloudy)), as: .uint16, grid: grid,
        to: "\(folder)/\(label)_QA_PIXEL.TIF")
    case .planet:
      let name = "\(day)_064109_1034"
      try RasterWriter.writeGeoTIFF(
        raster, as: .uint16, grid: grid, noData: 0, to: "\(folder)/\(name)_3B_AnalyticMS_SR.tif")
      let clear = codes(raster, clear: 1, cloud: 0, isCloudy: isCloudy)
      let none = [Float](repeating: 0, count: clear.count)
      let flags = [clear, none, none, none, none, clear.map { 1 - $0 }, clear.map { _ in 90 }, none].flatMap { $0 }
      try RasterWriter.writeGeoTIFF(
        Raster(
          columns: raster.columns, rows: raster.rows, bandCount: 8, samples: flags,
          validity: Mask(columns: raster.columns, rows: raster.rows, repeating: true)), as: .uint8, grid: grid,
        to: "\(folder)/\(name)_3B_udm2.tif")
    }
  }

  @Test("What a provider calls cloud is cloud in the stack's mask, to half a pixel", arguments: Product.allCases)
  func masks(_ product: Product) throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = folder + "/imagery"
      try FileManager.default.createDirectory(atPath: imagery, withIntermediateDirectories: true)
      var bankGrid: Grid?
      for index in 0..<Self.count {
        let picture = try Picture(plant.scene(index))
        let grid = try #require(picture.grid)
        let day = plant.scenes[index].dropFirst(4).prefix(10).filter { $0 != "-" }
        let isCloudy = index == Self.cloudy
        if isCloudy { bankGrid = grid }
        try Self.write(product, picture, grid, day: String(day), isCloudy: isCloudy, to: imagery)
      }
      let path = folder + "/a.case"
      let watched = try Program.json("watch", plant.site, imagery, "-o", path)
      #expect(try #require(watched.used) == 4, "\(watched.exclusions)")
      let state = try Program.json("prepare", path, "--masks", folder + "/masks")
      #expect(state["scenes"]?.arrayValue?.count == Self.count)
      let day = plant.scenes[Self.cloudy].dropFirst(4).prefix(10).filter { $0 != "-" }
      let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/masks")
      let name = try #require(names.first { $0.contains(day) }, "\(names) \(watched.exclusions)")
      try expectCloud(folder + "/masks/" + name, over: try #require(bankGrid))
    }
  }

  /// Inside of the bank all is cloud; outside of it the provider called nothing so, and little else does.
  private func expectCloud(_ path: String, over scene: Grid) throws {
    let file = try RasterFile(opening: path)
    let (mask, grid) = (try file.read(), try #require(file.header.grid))
    let bank = Self.bank
    var (inside, cloudy) = (0, 0)
    let toScene = try CoordinateTransform(from: grid.crs, to: scene.crs)
    for row in 0..<mask.rows {
      for column in 0..<mask.columns {
        let middle = grid.geotransform.map(PixelPoint(column: Double(column) + 0.5, row: Double(row) + 0.5))
        let pixel = scene.geotransform.pixel(try toScene.apply(middle))
        // Alignment may move the scene by some tenths of a pixel.
        let isInside =
          pixel.column > Double(bank.columns.lowerBound) + 1.5 && pixel.column < Double(bank.columns.upperBound) - 1.5
          && pixel.row > Double(bank.rows.lowerBound) + 1.5 && pixel.row < Double(bank.rows.upperBound) - 1.5
        guard isInside else { continue }
        inside += 1
        if mask.samples[row * mask.columns + column] == 1 { cloudy += 1 }
      }
    }
    #expect(inside > 250)
    #expect(cloudy == inside, "\(cloudy) of \(inside)")
  }
}
