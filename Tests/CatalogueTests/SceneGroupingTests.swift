import Catalogue
import Foundation
import TelltaleTestSupport
import Testing

@Suite struct SceneGroupingTests {
  private static let safe = "/in/S2A_MSIL2A_20180623T064109_N0500_R120_T40RCN_20230101T000000.SAFE"
  private static let images = safe + "/GRANULE/L2A_T40RCN_A015677_20180623T064500/IMG_DATA"

  @Test("A SAFE folder is one scene: of each band the finest file, the classification, and no preview")
  func safeFolder() throws {
    let name = "T40RCN_20180623T064109"
    let files =
      ["B02", "B03", "B04", "B08", "TCI", "AOT"].map { "\(Self.images)/R10m/\(name)_\($0)_10m.jp2" }
      + ["B02", "B05", "B8A", "SCL"].map { "\(Self.images)/R20m/\(name)_\($0)_20m.jp2" }
      + [Self.safe + "/GRANULE/L2A_T40RCN_A015677_20180623T064500/QI_DATA/MSK_CLDPRB_20m.jp2"]
    let products = SceneGrouping.products(files)
    let product = try #require(products.first)
    #expect(products.count == 1 && product.kind == .sentinel2L2A && product.label.hasSuffix(".SAFE"))
    #expect(product.bands.map(\.band) == ["B02", "B03", "B04", "B05", "B08", "B8A"])
    #expect(product.bands.first?.path.hasSuffix("B02_10m.jp2") == true)
    #expect(product.masks.map(\.rule) == ["s2-scl"])
    let shuffled = SceneGrouping.products(files.reversed())
    #expect(shuffled == products)
  }

  @Test("An L1C folder has its bands without a size in their names")
  func level1() {
    let root = "/in/S2B_MSIL1C_20180623T064109_N0206_R120_T40RCN_20180623T094500.SAFE/GRANULE/L1C_T40RCN/IMG_DATA"
    let product = SceneGrouping.products(["B02", "B8A", "TCI"].map { "\(root)/T40RCN_20180623T064109_\($0).jp2" })
    #expect(product.count == 1 && product[0].kind == .sentinel2L1C && product[0].bands.map(\.band) == ["B02", "B8A"])
  }

  @Test("Single-band files beside each other are one scene, of two dates two")
  func singleBands() {
    let files = ["a/B02.tif", "a/B03.tif", "a/SCL.tif", "a/TCI.tif"].map {
      "/in/S2A_40RCN_20180623_0_L2A/" + $0.dropFirst(2)
    }
    let products = SceneGrouping.products(files)
    #expect(products.count == 1 && products[0].kind == .sentinel2L2A && products[0].masks.count == 1)
    #expect(products[0].label == "S2A_40RCN_20180623_0_L2A")
    let two = SceneGrouping.products(
      ["20180623", "20180703"].flatMap { day in
        ["B03", "B04"].map { "/in/T40RCN_\(day)T064109_\($0)_10m.tif" }
      })
    #expect(two.map(\.label) == ["T40RCN_20180623T064109", "T40RCN_20180703T064109"])
  }

  @Test("A lone file named like a band stays a picture, unless its name tells the sensor")
  func lone() {
    #expect(SceneGrouping.products(["/in/plan_B02.tif"]).map(\.picture) == ["/in/plan_B02.tif"])
    #expect(SceneGrouping.products(["/in/S2A_20180623_B02.tif"]).map { $0.bands.map(\.band) } == [["B02"]])
    #expect(SceneGrouping.products(["/in/TCI.tif"]).map(\.picture) == ["/in/TCI.tif"])
  }

  @Test("Landsat's bands, quality and temperature are one scene, its other layers are left out")
  func landsat() throws {
    let id = "LC08_L2SP_160043_20180623_20200831_02_T1"
    let layers = ["SR_B3", "SR_B4", "ST_B10", "QA_PIXEL", "QA_RADSAT", "SR_QA_AEROSOL", "ST_EMIS"]
    let products = SceneGrouping.products(layers.map { "/in/\(id)_\($0).TIF" })
    let product = try #require(products.first)
    #expect(products.count == 1 && product.label == id && product.kind == .landsatLevel2)
    #expect(product.bands.map(\.band) == ["SR_B3", "SR_B4", "ST_B10"])
    #expect(product.masks.map(\.rule) == ["landsat-qa-pixel"])
  }

  @Test(
    "Every date of the real OPERA files is one scene of two bands",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func opera() throws {
    let files = try ImageryFolder.files(below: [try #require(SharedData.folder) + "/sentinel1-rtc"])
    let products = SceneGrouping.products(files)
    #expect(files.count == 84 && products.count == 42)
    #expect(products.allSatisfy { $0.bands.map(\.band) == ["VH", "VV"] && $0.kind == .operaRTC })
  }

  @Test("HyP3's letters tell power from amplitude and decibels, and gamma- from sigma-nought")
  func hyp3() {
    func kind(_ letters: String) -> ProductKind? {
      SceneGrouping.products(["VV", "VH"].map { "/in/S1A_IW_20180623T161201_DVP_RTC30_\(letters)_FD6A_\($0).tif" })
        .first?.kind
    }
    #expect(kind("G_gpuned") == .radarPower && kind("G_gauned") == .radarAmplitude)
    #expect(kind("G_gduned") == .radarDecibels && kind("S_gpuned") == .sigmaPower && kind("X_gzuned") == .radar)
  }

  @Test("Planet's masks serve each picture of their item; the newer mask comes first; a lone mask stays alone")
  func planet() {
    let id = "20180623_064109_0c74"
    let files = ["3B_AnalyticMS", "3B_AnalyticMS_SR", "3B_udm2", "3B_AnalyticMS_DN_udm"].map { "/in/\(id)_\($0).tif" }
    let products = SceneGrouping.products(files + ["/in/20180703_064109_0c74_3B_udm2.tif"])
    #expect(products.map(\.kind) == [.planetAnalytic, .planetSurface, .picture])
    #expect(products[0].masks.map(\.rule) == ["planet-udm2", "planet-udm"])
    #expect(products[1].masks == products[0].masks && products[2].masks.isEmpty)
  }

  @Test("Other pictures stay as they are")
  func others() {
    let files = ["/in/S2_2018-06-23.tif", "/in/a.png", "/in/WV02_20180623.tif"]
    #expect(SceneGrouping.products(files).map(\.mainPath) == files.sorted())
    #expect(SceneGrouping.products(files).allSatisfy { $0.isSingleFile && $0.kind == .picture })
  }
}
