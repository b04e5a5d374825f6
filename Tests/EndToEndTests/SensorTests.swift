import Foundation
import Geodesy
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

@Suite("Products of satellites, watched", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct SensorTests {
  /// Bands of a scene of the plant as single files of Sentinel-2, with an item that gives scale and offset.
  private func writeProduct(_ plant: Plant, _ index: Int, to folder: String, offset: Double? = -0.1) throws {
    let picture = try Picture(plant.scene(index))
    let date = String(plant.scenes[index].dropFirst(4).prefix(10))
    let name = "S2A_40RCN_\(date.filter { $0 != "-" })_0_L2A"
    let place = folder + "/" + name
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    let count = picture.raster.columns * picture.raster.rows
    var assets: [String] = []
    for (band, word) in ["B02", "B03", "B04", "B08"].enumerated() {
      let raster = Raster(
        columns: picture.raster.columns, rows: picture.raster.rows, bandCount: 1,
        samples: Array(picture.raster.samples[band * count..<(band + 1) * count]), validity: picture.raster.validity)
      try RasterWriter.writeGeoTIFF(raster, as: .uint16, grid: picture.grid, noData: 0, to: "\(place)/\(word).tif")
      let scale = offset.map { #""raster:bands": [{"scale": 0.0001, "offset": \#($0)}]"# } ?? #""roles": ["data"]"#
      assets.append(#""\#(word)": {"href": "./\#(word).tif", \#(scale)}"#)
    }
    let item = """
      {"type": "Feature", "stac_version": "1.0.0", "id": "\(name)", "properties": {"datetime": "\(date)T06:41:09Z",
       "platform": "sentinel-2a"}, "assets": {\(assets.joined(separator: ", "))}}
      """
    try Data(item.utf8).write(to: URL(fileURLWithPath: place + "/item.json"))
  }

  @Test("Single bands of Sentinel-2 are watched as reflectance; a date without a scale, and plain pictures, stay out")
  func singleBands() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = folder + "/imagery"
      for index in 0..<10 { try writeProduct(plant, index, to: imagery, offset: index == 9 ? nil : -0.1) }
      try FileManager.default.copyItem(atPath: plant.scene(10), toPath: imagery + "/" + plant.scenes[10])
      let files = CaseFiles(folder + "/a.case")
      let json = try Program.json("watch", plant.site, imagery, "-o", files.path)
      #expect(try #require(json.used) >= 6, "\(json.exclusions)")
      let silent = plant.scenes[9].dropFirst(4).prefix(10).filter { $0 != "-" }
      #expect(
        json.reason(of: "S2A_40RCN_\(silent)_0_L2A")
          == "It is of sentinel2 (DN), the stack of this case of sentinel2 (reflectance, surface); they are not compared "
          + "with each other. Put the product's metadata beside it, so that its numbers can be converted.")
      #expect(
        json.reason(of: plant.scenes[10]).hasPrefix(
          "It is of pictures of no sensor whose bands are known (DN), the stack"))
      #expect(files.html.contains("reflectance, surface; from documentation only"))
      // A second run finds all of it known.
      let before = files.prepared
      _ = try Program.json("watch", plant.site, imagery, "-o", files.path)
      #expect(files.prepared == before)
    }
  }

  @Test("A band's file that was written over is noticed")
  func replacedBand() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = folder + "/imagery"
      for index in 0..<8 { try writeProduct(plant, index, to: imagery) }
      let files = CaseFiles(folder + "/a.case")
      _ = try Program.json("watch", plant.site, imagery, "-o", files.path)
      let product = try #require(try FileManager.default.contentsOfDirectory(atPath: imagery).sorted().last)
      let raster = try RasterFile(opening: "\(imagery)/\(product)/B03.tif").read()
      let grid = try RasterFile(opening: "\(imagery)/\(product)/B03.tif").header.grid
      var other = raster
      for index in other.samples.indices { other.samples[index] += 1 }
      try RasterWriter.writeGeoTIFF(other, as: .uint16, grid: grid, noData: 0, to: "\(imagery)/\(product)/B03.tif")
      try FileManager.default.removeItem(atPath: files.path + "/cache")
      let json = try Program.json("report", files.path)
      #expect(json.exclusions[product] == "readFailed", "\(json.exclusions)")
      #expect(json.reason(of: product).hasPrefix("The file holds another picture than when the case met it."))
    }
  }

  @Test(
    "The real Sentinel-1 dates of one burst are watched as a stack in decibels",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func radar() throws {
    let imagery = try #require(SharedData.folder) + "/sentinel1-rtc"
    try withTemporaryFolder { folder in
      let site = folder + "/site.geojson"
      let (west, south) = (-119.765, 34.443)
      try SitePolygon.write(
        [(west, south), (west + 0.01, south), (west + 0.01, south + 0.008), (west, south + 0.008)], to: site)
      let files = CaseFiles(folder + "/radar.case")
      let json = try Program.json("watch", site, imagery, "-o", files.path)
      #expect(try #require(json.used) >= 15, "\(json.exclusions)")
      // The other burst does not cover the site.
      #expect(json.exclusions.values.count { $0 == "offPicture" } == 21)
      #expect(files.html.contains("gamma-nought, dB; shown on real files"))
    }
  }
}
