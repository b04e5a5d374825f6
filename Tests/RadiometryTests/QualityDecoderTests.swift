import Catalogue
import Places
import Radiometry
import Rasters
import TelltaleTestSupport
import Testing

@Suite struct QualityDecoderTests {
  private func raster(_ bands: [[Float]], absent: Set<Int> = []) -> Raster {
    let count = bands[0].count
    return Raster(
      columns: count, rows: 1, bandCount: bands.count, samples: bands.flatMap { $0 },
      validity: Mask(columns: count, rows: 1, flags: (0..<count).map { !absent.contains($0) }))
  }

  private func reasons(_ raster: Raster, _ rule: QualityRule) -> [Visibility] {
    QualityDecoder.codes(raster, rule).map { Visibility.allCases[Int($0)] }
  }

  @Test("Codes are places in the contract's list")
  func order() {
    #expect(Visibility.seen.code == 0 && Visibility.cloud.code == 1 && Visibility.offPicture.code == 7)
  }

  @Test("Each of Sentinel-2's twelve classes")
  func sceneClassification() {
    #expect(
      reasons(raster([(0...11).map(Float.init)]), .sceneClassification) == [
        .offPicture, .saturated, .seen, .cloudShadow, .seen, .seen, .seen, .seen, .cloud, .cloud, .haze, .snow,
      ])
  }

  @Test("Landsat's bits, the gravest first: fill, cloud and its rim, shadow, cirrus, snow; water and clear are seen")
  func qaPixel() {
    let values: [(Float, Visibility)] = [
      (1, .offPicture), (21_824, .seen), (21_952, .seen), (22_280, .cloud), (21_826, .cloud), (23_888, .cloudShadow),
      (54_596, .haze), (30_048, .snow), (55_052, .cloud),
    ]
    #expect(reasons(raster([values.map(\.0)]), .qaPixel) == values.map(\.1))
  }

  @Test("Planet's eight bands: cloud over shadow over snow over haze; no flag at all is outside")
  func usableData2() {
    // Columns: clear, cloud, shadow, snow, light haze, heavy haze, cloud and snow, outside.
    let bands: [[Float]] = [
      [1, 0, 0, 0, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0, 1, 0], [0, 0, 1, 0, 0, 0, 0, 0], [0, 0, 0, 0, 1, 0, 0, 0],
      [0, 0, 0, 0, 0, 1, 0, 0], [0, 1, 0, 0, 0, 0, 1, 0], [90, 90, 90, 90, 90, 90, 90, 0], [0, 0, 0, 0, 0, 0, 0, 1],
    ]
    #expect(
      reasons(raster(bands), .usableData2) == [
        .seen, .cloud, .cloudShadow, .snow, .haze, .haze, .cloud, .offPicture,
      ])
  }

  @Test("Planet's first mask and OPERA's; where the mask itself is absent nothing was seen")
  func others() {
    #expect(reasons(raster([[0, 1, 2, 4, 64]]), .usableData1) == [.seen, .offPicture, .cloud, .saturated, .saturated])
    #expect(
      reasons(raster([[0, 1, 2, 3, 255]]), .operaMask)
        == [.seen, .terrainShadow, .terrainShadow, .terrainShadow, .offPicture])
    #expect(reasons(raster([[4, 4]], absent: [1]), .sceneClassification) == [.seen, .offPicture])
  }

  @Test(
    "Planet's real UDM2: every pixel has one reason, outside agrees with UDM1's bit, most is clear",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func realUDM2() throws {
    let path = try #require(SharedData.folder) + "/planet/20151119_025740_0c74_3B_udm2_clip.tif"
    let file = try RasterFile(opening: path)
    let mask = try file.read()
    #expect(mask.bandCount == 8)
    let found = reasons(mask, .usableData2)
    let count = mask.columns * mask.rows
    var counts: [Visibility: Int] = [:]
    for reason in found { counts[reason, default: 0] += 1 }
    let fill = (0..<count).count { Int(mask.samples[7 * count + $0]) & 1 != 0 }
    #expect(counts[.offPicture, default: 0] == fill)
    #expect(counts[.seen, default: 0] == (0..<count).count { mask.samples[$0] == 1 })
    #expect(counts[.cloud, default: 0] == (0..<count).count { mask.samples[5 * count + $0] == 1 })
    #expect(counts[.seen, default: 0] > count / 2, "\(counts)")
  }
}
