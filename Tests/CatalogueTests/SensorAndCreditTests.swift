import Catalogue
import Provenance
import Testing

@Suite struct SensorAndCreditTests {
  @Test(
    "The sensor of a file name",
    arguments: [
      ("S2_2018-06-23.tif", "Sentinel-2"), ("S2A_40RCN_20200714_0_L2A.tif", "Sentinel-2A"),
      ("2018-06-23-00:00_2018-06-23-23:59_Sentinel-2_L2A_True_color.png", "Sentinel-2"),
      ("OPERA_L2_RTC-S1_T137-292321-IW2_20231109T015914Z_20231109T105731Z_S1A_30_v1.0_VH.tif", "Sentinel-1A"),
      ("LC08_L2SP_028030_20200114_20200824_02_T1_SR_B4.TIF", "Landsat 8"),
      ("LC80280302018174LGN00_B4.TIF", "Landsat 8"),
      ("20220125_075509_67_1061_3B_AnalyticMS.tif", "PlanetScope"),
      ("20151119_025740_0c74_3B_Visual.tif", "PlanetScope"),
      ("20200130_093253_ssc6_u0001_visual.tif", "SkySat"), ("IMG_PHR1A_PMS_201806230641563_ORT_1.TIF", "Pleiades 1A"),
      ("WV02_20180623.tif", "WorldView-2"), ("18JUN23064109-M2AS-012345678010_01_P001.TIF", "unknown"),
      ("screenshot.png", "unknown"), ("", "unknown"),
    ])
  func fileNames(_ name: String, _ expected: String) {
    #expect(SensorName.find(metadata: [:], stacItem: nil, fileName: name) == expected)
  }

  @Test("Metadata stand above the item, and the item above the name; unknown platforms keep their name")
  func order() {
    let item: JSONValue = ["properties": ["platform": "LANDSAT_8", "constellation": "landsat"]]
    #expect(SensorName.find(metadata: ["SATELLITEID": "WV02"], stacItem: item, fileName: "S2_1.tif") == "WorldView-2")
    #expect(SensorName.find(metadata: [:], stacItem: item, fileName: "S2_1.tif") == "Landsat 8")
    #expect(SensorName.find(metadata: ["PLATFORM": " Newsat-9 "], stacItem: nil, fileName: "") == "Newsat-9")
    let planet: JSONValue = ["properties": ["provider": "planetscope", "satellite_id": "0c74"]]
    #expect(SensorName.find(metadata: [:], stacItem: planet, fileName: "") == "PlanetScope")
  }

  @Test("Credit is the copyright line, else the providers: licensors first, hosts left out")
  func credit() {
    let item: JSONValue = [
      "properties": [
        "providers": [
          ["name": "Cloud", "roles": ["host"]], ["name": "Maker", "roles": ["producer"]],
          ["name": "Owner", "roles": ["licensor", "producer"]],
        ], "license": "CC-BY-4.0",
      ]
    ]
    #expect(SceneCredit.credit(metadata: ["TIFFTAG_COPYRIGHT": " © X\n2018 "], stacItem: item) == "© X 2018")
    #expect(SceneCredit.credit(metadata: ["TIFFTAG_COPYRIGHT": " "], stacItem: item) == "Owner, Maker")
    #expect(SceneCredit.credit(metadata: [:], stacItem: nil) == nil)
    #expect(SceneCredit.licence(stacItem: item) == "CC-BY-4.0")
  }

  @Test("A licence link loses its query, and one with a password is not repeated")
  func licenceLinks() {
    func licence(_ href: String) -> String? {
      SceneCredit.licence(stacItem: ["properties": [:], "links": [["rel": "license", "href": .string(href)]]])
    }
    #expect(licence("https://example.org/terms?sig=abc") == "https://example.org/terms")
    #expect(licence("https://a:b@example.org/terms") == nil)
    #expect(licence("javascript:alert(1)") == nil)
  }
}
