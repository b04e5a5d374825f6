import Catalogue
import Foundation
import Provenance
import Quantities
import TelltaleTestSupport
import Testing

@Suite struct ProductMetadataTests {
  private func read(_ name: String, _ text: String) throws -> ProductMetadata {
    try withTemporaryFolder { folder in
      let path = folder + "/" + name
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      return ProductSidecars.read([path], stacItem: nil).metadata
    }
  }

  private func degrees(_ angle: Radians?) -> Double? { angle.map { ($0.degrees * 1e6).rounded() / 1e6 } }

  @Test(
    "Planet's real XML gives time, four coefficients and all angles",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func planetXML() throws {
    let folder = try #require(SharedData.folder) + "/planet/"
    let (metadata, hash) = ProductSidecars.read(
      [folder + "20151119_025740_0c74_3B_AnalyticMS_metadata_clip.xml", folder + "20151119_025740_0c74_metadata.json"],
      stacItem: nil)
    #expect(hash != nil)
    #expect(metadata.acquired == "2015-11-19T02:57:40+00:00" && metadata.platform == "PlanetScope")
    #expect(metadata.bandCount == 4 && metadata.contradictions.isEmpty && metadata.remarks.isEmpty)
    #expect(metadata.conversions["1"] == .linear(scale: 2.4368314353231946e-05, offset: 0))
    #expect(metadata.conversions["4"] == .linear(scale: 4.433218315124758e-05, offset: 0))
    #expect(degrees(metadata.angles.sunElevation) == 39.42085 && degrees(metadata.angles.sunAzimuth) == 132.7801)
    #expect(degrees(metadata.angles.offNadirAngle) == 0.845685 && degrees(metadata.angles.viewAzimuth) == 318.7475)
    #expect(degrees(metadata.angles.incidenceAngle) == 0.932453)
    #expect(metadata.orbit?.direction == "descending")
  }

  @Test(
    "Planet's real item descriptions give angles, PlanetScope and SkySat alike",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)),
    arguments: [
      ("data_item_20220125_075509_67_1061.json", 57.8, 1.1), ("20151119_025740_0c74_metadata.json", 39.4, 0.8),
    ])
  func planetItems(_ name: String, _ sun: Double, _ view: Double) throws {
    let path = try #require(SharedData.folder) + "/planet/" + name
    let metadata = ProductSidecars.read([path], stacItem: nil).metadata
    #expect(degrees(metadata.angles.sunElevation) == sun && degrees(metadata.angles.offNadirAngle) == view)
  }

  @Test(
    "Real STAC items give the sun where they say it, and no scale where they give none",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)),
    arguments: [
      ("S2A_28QCH_20200714_0_L2A.json", nil, nil, "L2A"),
      ("S2B_MSIL2A_20190629T212529_R043_T06VVN_20201006T080531.json", 52.087119, 170.148039, "L2A"),
      ("LC08_L2SP_028030_20200114_20200824_02_T1_SR.json", 22.579885, 158.451943, nil),
      ("ga_ls8c_ard_3-1-0_088080_2020-05-25_final.stac-item.json", 31.789592, 34.229942, nil),
    ] as [(String, Double?, Double?, String?)])
  func stacItems(_ name: String, _ elevation: Double?, _ azimuth: Double?, _ level: String?) throws {
    let path = try #require(SharedData.folder) + "/stac-items/" + name
    let item = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: path)))
    let metadata = ProductSidecars.read([], stacItem: item).metadata
    #expect(degrees(metadata.angles.sunElevation) == elevation && degrees(metadata.angles.sunAzimuth) == azimuth)
    #expect(metadata.level == level && metadata.conversions.isEmpty && metadata.contradictions.isEmpty)
  }

  @Test("Sentinel-2's offsets are those that the product lists, band by band, and none where it lists none")
  func sentinel2Offsets() throws {
    let listed = try read("MTD_MSIL2A.xml", ProductTexts.sentinel2(offset: -1000))
    #expect(listed.level == "L2A" && listed.acquired == "2018-06-23T06:41:09.024Z")
    #expect(listed.conversions["B04"] == .linear(scale: 1e-4, offset: -0.1))
    #expect(listed.conversions["B8A"] == .linear(scale: 1e-4, offset: -0.1))
    let old = try read("MTD_MSIL2A.xml", ProductTexts.sentinel2(offset: nil))
    #expect(old.conversions["B04"] == .linear(scale: 1e-4, offset: 0))
    let radiance = try read("MTD_MSIL1C.xml", ProductTexts.sentinel2(level: "L1C", offset: -1000))
    #expect(radiance.level == "L1C" && radiance.conversions["B04"] == .linear(scale: 1e-4, offset: -0.1))
  }

  @Test("An offset that is listed twice is a contradiction")
  func twice() throws {
    let text = ProductTexts.sentinel2(offset: -1000)
      .replacingOccurrences(of: "</Offsets>", with: "<BOA_ADD_OFFSET band_id=\"3\">0</BOA_ADD_OFFSET></Offsets>")
    #expect(
      try read("MTD_MSIL2A.xml", text).contradictions
        == ["The product's metadata list two offsets for band 3, -1000.0 and 0.0."])
  }

  @Test("Sun and view of a granule; the mean of directions on both sides of north is north")
  func granule() throws {
    let angles = try read("MTD_TL.xml", ProductTexts.granule).angles
    #expect(degrees(angles.sunElevation) == 60 && degrees(angles.sunAzimuth) == 150)
    #expect(degrees(angles.incidenceAngle) == 5)
    let azimuth = try #require(degrees(angles.viewAzimuth))
    #expect(min(azimuth, 360 - azimuth) < 1e-5)
  }

  @Test("Landsat's MTL as text and as JSON say the same; the Level-1 group does not count")
  func landsat() throws {
    let text = try read("LC08_L2SP_160043_20180623_20200831_02_T1_MTL.txt", ProductTexts.landsat)
    #expect(text.conversions["SR_B4"] == .linear(scale: 2.75e-05, offset: -0.2))
    #expect(text.conversions["ST_B10"] == .linear(scale: 0.00341802, offset: 149))
    #expect(degrees(text.angles.sunAzimuth) == 280 && degrees(text.angles.sunElevation) == 65)
    #expect(text.acquired == "2018-06-23T06:41:09.1234567Z" && text.platform == "LANDSAT_8")
    let json = try read("LC08_L2SP_160043_20180623_20200831_02_T1_MTL.json", ProductTexts.landsatJSON)
    #expect(json == text)
  }

  private func item(applied: Bool?, offset: Double?) -> ProductMetadata {
    var band: [JSONValue.Member] = [.init("scale", 0.0001)]
    if let offset { band.append(.init("offset", .number(offset))) }
    var properties: [JSONValue.Member] = [
      .init("datetime", "2018-06-23T06:41:09Z"), .init("s2:processing_baseline", "05.00"),
    ]
    if let applied { properties.append(.init("earthsearch:boa_offset_applied", .bool(applied))) }
    let item: JSONValue = [
      "type": "Feature", "stac_version": "1.0.0", "properties": .object(properties),
      "assets": [
        "red": [
          "href": "./B04.tif", "eo:bands": [["name": "B04", "common_name": "red"]],
          "raster:bands": [.object(band)],
        ]
      ],
    ]
    return ProductSidecars.read([], stacItem: item).metadata
  }

  @Test("An item's offset counts as it stands; taken off twice it is a contradiction, whatever date or baseline")
  func itemOffsets() {
    #expect(item(applied: nil, offset: -0.1).conversions["B04"] == .linear(scale: 0.0001, offset: -0.1))
    #expect(item(applied: false, offset: -0.1).conversions["B04"] == .linear(scale: 0.0001, offset: -0.1))
    #expect(item(applied: true, offset: 0).conversions["B04"] == .linear(scale: 0.0001, offset: 0))
    #expect(item(applied: true, offset: nil).conversions["B04"] == .linear(scale: 0.0001, offset: 0))
    #expect(item(applied: false, offset: nil).conversions["B04"] == nil)
    #expect(
      item(applied: true, offset: -0.1).contradictions == [
        "The STAC item says that the offset is taken off already (earthsearch:boa_offset_applied), "
          + "and its bands give it once more (-0.1)."
      ])
  }

  @Test("Hostile or torn metadata are remarked and say nothing")
  func hostile() throws {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"" + String(repeating: "x", count: 100) + "\">]><a>&b;</a>"
    #expect(
      try read("MTD_MSIL2A.xml", bomb).remarks == [
        "MTD_MSIL2A.xml was not used: The metadata file defines a document type or entities, which are not read."
      ])
    #expect(
      try read("MTD_MSIL2A.xml", "<a><b></a>").remarks.first?
        .hasPrefix("MTD_MSIL2A.xml was not used: The metadata file is not whole XML (line") == true)
    let deep = String(repeating: "<a>", count: 100) + String(repeating: "</a>", count: 100)
    #expect(
      try read("MTD_TL.xml", deep).remarks == [
        "MTD_TL.xml was not used: The metadata file has more than 64 levels or 200000 elements."
      ])
    #expect(
      try read("MTD_TL.xml", String(repeating: " ", count: (8 << 20) + 1)).remarks == [
        "MTD_TL.xml was not used: The metadata file is larger than 8 MiB."
      ])
  }
}
