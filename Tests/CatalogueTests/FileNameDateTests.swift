import Catalogue
import Foundation
import Quantities
import TelltaleTestSupport
import Testing

@Suite struct FileNameDateTests {
  static let now = Timestamp(secondsSince1970: 1_770_000_000)

  static func date(_ name: String) -> String? {
    AcquisitionDate.find(metadata: [:], stacItem: nil, fileName: name, now: now)?.date.description
  }

  @Test(
    "The date of a file name is read as its maker meant it",
    arguments: [
      ("S2_2018-06-23.tif", "2018-06-23"),
      ("site_2018_06_23.png", "2018-06-23"),
      ("site 2018.06.23.jpg", "2018-06-23"),
      ("20180623.tif", "2018-06-23"),
      ("20180623T064109.tif", "2018-06-23T06:41:09Z"),
      ("2018-06-23T06:41:09Z.tif", "2018-06-23T06:41:09Z"),
      ("2018-06-23T06-41-09.tif", "2018-06-23T06:41:09Z"),
      ("scene_2018-06-23_064109.tif", "2018-06-23T06:41:09Z"),
      ("S2A_MSIL2A_20200731T080611_R078_T35MNM_20200818T062751.tif", "2020-07-31T08:06:11Z"),
      ("T06VVN_20190629T212529_B04_10m.jp2", "2019-06-29T21:25:29Z"),
      ("S2A_40RCN_20200714_0_L2A.tif", "2020-07-14"),
      ("S2A_OPER_PRD_MSIL1C_PDMC_20160318T145513_R008_V20160317T095503_20160317T095503.tif", "2016-03-17T09:55:03Z"),
      ("LC08_L2SP_028030_20200114_20200824_02_T1_SR_B4.TIF", "2020-01-14"),
      ("LC80280302018174LGN00_B4.TIF", "2018-06-23"),
      ("ga_ls8c_nbart_3-1-0_088080_2020-05-25_final_band02.tif", "2020-05-25"),
      ("20220125_075509_67_1061_3B_AnalyticMS.tif", "2022-01-25T07:55:09Z"),
      ("20151119_025740_0c74_3B_Visual.tif", "2015-11-19T02:57:40Z"),
      ("OPERA_L2_RTC-S1_T137-292321-IW2_20231109T015914Z_20231109T105731Z_S1A_30_v1.0_VH.tif", "2023-11-09T01:59:14Z"),
      ("S1A_IW_GRDH_1SDV_20181023T142354_20181023T142419_024269_02A7A1_8B5E.tif", "2018-10-23T14:23:54Z"),
      ("18JUN23064109-M2AS-012345678010_01_P001.TIF", "2018-06-23T06:41:09Z"),
      ("IMG_PHR1A_PMS_201806230641563_ORT_1.TIF", "2018-06-23T06:41:56Z"),
      ("pleiades_201806230641.tif", "2018-06-23T06:41:00Z"),
      ("2018174.tif", "2018-06-23"),
      ("MOD09GA.A2018174.h22v06.006.2018176035526.tif", "2018-06-23"),
      ("site_2018-174.tif", "2018-06-23"),
      ("2018-06-23-00:00_2018-06-23-23:59_Sentinel-2_L2A_True_color.png", "2018-06-23"),
      ("2018-06-23-00_00_2018-06-23-23_59_Sentinel-2_L2A_True_color.tiff", "2018-06-23"),
      ("2023-01-16-19-40-30_UMBRA-04_GEC.tif", "2023-01-16T19:40:30Z"),
      ("GF2_PMS1_E113.9_N22.5_20190101_L1A0003737372.tif", "2019-01-01"),
      ("K3_20200115043212_42001_09321254.tif", "2020-01-15T04:32:12Z"),
      ("23JUN2018.tif", "2018-06-23"), ("23-Jun-2018.tif", "2018-06-23"), ("2018Jun23.tif", "2018-06-23"),
      ("Plant 23 June 2018.png", "2018-06-23"), ("23.06.2018.png", "2018-06-23"), ("06-23-2018.png", "2018-06-23"),
      ("20180623T000000.tif", "2018-06-23"),
    ])
  func patterns(_ name: String, _ expected: String) {
    #expect(Self.date(name) == expected)
  }

  @Test(
    "What is no date, or cannot be told, is none",
    arguments: [
      "truth.tif", "image_1.tif", "2018.tif", "201806.tif", "20181323.tif", "20180230.tif", "06-07-2018.tif",
      "99991231.tif", "19391231.tif", "20990101.tif", "10400100.tif", "1040010056B59C00.tif", "2018366.tif",
      "IMG_0042_00012345.tif", "18FOO23064109.tif", "", "....", "２０１８０６２３.tif", String(repeating: "7", count: 5_000),
    ])
  func noDate(_ name: String) {
    #expect(Self.date(name) == nil)
  }

  @Test("A tile's row and column after the date are no time of day")
  func tileNumbers() {
    #expect(Self.date("2018-06-23_01_02.tif") == "2018-06-23")
    #expect(Self.date("20180623_028090.tif") == "2018-06-23")
  }

  @Test("A span of days gives its last day, and says so")
  func span() {
    let found = AcquisitionDate.find(
      metadata: [:], stacItem: nil, fileName: "2018-06-01-00_00_2018-06-23-23_59_Sentinel-2.tiff", now: Self.now)
    #expect(found?.date.description == "2018-06-23")
    #expect(found?.remarks == ["The file name spans 2018-06-01 to 2018-06-23; its last day is taken."])
  }

  @Test(
    "All 91 names of the real series give their day", .enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func realNames() throws {
    let folder = try #require(SharedData.folder)
    let files = try ImageryFolder.files(below: [folder + "/uae-works"])
    #expect(files.count == 91)
    let days = files.compactMap { Self.date(URL(fileURLWithPath: $0).lastPathComponent) }
    #expect(days.count == 91 && days == days.sorted())
    #expect(days.first == "2018-06-23" && days.last == "2020-06-17")
  }

  @Test(
    "All radar names give the start of the acquisition", .enabled(if: SharedData.isPresent, "\(SharedData.skipReason)"))
  func realRadarNames() throws {
    let folder = try #require(SharedData.folder)
    for file in try ImageryFolder.files(below: [folder + "/sentinel1-rtc"]) {
      let name = URL(fileURLWithPath: file).lastPathComponent
      let day = name.split(separator: "_")[4].prefix(8)
      #expect(Self.date(name)?.prefix(10).replacingOccurrences(of: "-", with: "") == String(day))
    }
  }
}
