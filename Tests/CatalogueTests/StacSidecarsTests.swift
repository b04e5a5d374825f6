import Catalogue
import Foundation
import Provenance
import Quantities
import TelltaleTestSupport
import Testing

@Suite struct StacSidecarsTests {
  private func item(_ id: String, _ href: String = "x.tif") -> String {
    #"{"type":"Feature","stac_version":"1.0.0","id":"\#(id)","properties":{"datetime":"2018-06-23T06:41:09Z"},"#
      + #""assets":{"a":{"href":"\#(href)"}}}"#
  }

  private func write(_ text: String, _ path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  @Test(
    "An item is found beside its picture by each of its usual names",
    arguments: [
      "p.json", "p.stac.json", "p_stac.json", "p/p_item.json", "p/item.json",
    ])
  func names(_ name: String) throws {
    try withTemporaryFolder { folder in
      try write(item("one"), folder + "/" + name)
      var sidecars = StacSidecars()
      let found = sidecars.item(beside: folder + "/p.tif")
      let other = sidecars.item(beside: folder + "/q.tif")
      #expect(found?["id"] == "one" && other == nil)
    }
  }

  @Test("An item is found by the link of its asset, unless two claim the same name")
  func assets() throws {
    try withTemporaryFolder { folder in
      try write(item("one", "https://example.org/a/b.tif?sig=1"), folder + "/1.json")
      try write(item("two", "https://example.org/c.tif"), folder + "/2.json")
      try write(item("three", "https://example.org/other/c.tif"), folder + "/3.json")
      try write("not json", folder + "/4.json")
      try write(#"{"type":"Feature","properties":{},"geometry":null}"#, folder + "/b.json")
      var sidecars = StacSidecars()
      let sure = sidecars.item(beside: folder + "/b.tif")
      let unsure = sidecars.item(beside: folder + "/c.tif")
      #expect(sure?["id"] == "one" && unsure == nil)
    }
  }

  @Test("An item is found by its id where the name begins with it, the longest first")
  func identifiers() throws {
    try withTemporaryFolder { folder in
      try write(item("20180623_1"), folder + "/1_metadata.json")
      try write(item("20180623_1_a"), folder + "/2_metadata.json")
      var sidecars = StacSidecars()
      let short = sidecars.item(beside: folder + "/20180623_1_visual.tif")
      let long = sidecars.item(beside: folder + "/20180623_1_a_visual.tif")
      let none = sidecars.item(beside: folder + "/20180623_12.tif")
      #expect(short?["id"] == "20180623_1" && long?["id"] == "20180623_1_a" && none == nil)
    }
  }

  @Test(
    "The real items name date and sensor", .enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"),
    arguments: [
      ("LC08_L2SP_028030_20200114_20200824_02_T1_SR_B4.TIF", "2020-01-14T17:05:46Z", "Landsat 8"),
      ("S2A_28QCH_20200714_0_L2A.tif", "2020-07-14T11:55:52Z", "Sentinel-2A"),
      ("T06VVN_20190629T212529_B02_10m.tif", "2019-06-29T21:25:29Z", "Sentinel-2B"),
      ("ga_ls8c_nbart_3-1-0_088080_2020-05-25_final_band02.tif", "2020-05-25T23:35:47Z", "Landsat 8"),
    ])
  func realItems(_ name: String, _ date: String, _ sensor: String) throws {
    let folder = try #require(SharedData.folder) + "/stac-items"
    var sidecars = StacSidecars()
    let beside = sidecars.item(beside: folder + "/" + name)
    let item = try #require(beside)
    let found = AcquisitionDate.find(
      metadata: [:], stacItem: item, fileName: "x.tif", now: Timestamp(secondsSince1970: 1_770_000_000))
    #expect(found?.date.description == date && found?.source == "stac")
    #expect(SensorName.find(metadata: [:], stacItem: item, fileName: "x.tif") == sensor)
  }

  @Test(
    "Planet's own description of a scene names its time", .enabled(if: SharedData.isPresent, "\(SharedData.skipReason)")
  )
  func planet() throws {
    let folder = try #require(SharedData.folder) + "/planet"
    var sidecars = StacSidecars()
    let beside = sidecars.item(beside: folder + "/20151119_025740_0c74_3B_udm2_clip.tif")
    let item = try #require(beside)
    #expect(item["properties"]?["acquired"] == "2015-11-19T02:57:40.314191Z")
    #expect(SensorName.find(metadata: [:], stacItem: item, fileName: "x.tif") == "PlanetScope")
  }
}
