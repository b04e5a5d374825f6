import Catalogue
import Foundation
import Places
import Quantities
import Rasters
import Statistics
import Testing

@testable import Stacks

@Suite struct SnowCoverTests {
  /// Green, red, near and shortwave infrared reflectance of ten dates: soil, a glacier, a lake; a cloud on one date, snow
  /// on two that follow each other, both on one.
  private struct Site {
    static let side = StackWorld.side
    static let bandCount = 4
    static let cloudy = [5, 7]
    static let snowy = [2, 3, 7]
    let seed: UInt64

    static func isGlacier(_ pixel: Int) -> Bool { pixel / side < 30 && pixel % side >= 110 }
    static func isLake(_ pixel: Int) -> Bool { StackWorld.distance(pixel, (column: 30, row: 115)) < 16 }
    static func hasCloud(_ pixel: Int) -> Bool { StackWorld.distance(pixel, (column: 95, row: 95)) < 26 }
    static func hasSnow(_ pixel: Int) -> Bool {
      StackWorld.distance(pixel, (column: 45, row: 40)) < 34 && !isGlacier(pixel)
    }

    func input(_ scene: Int) -> StackBuilder.Input {
      var generator = SeededGenerator(seed: seed, stream: 300 + UInt64(scene))
      let fields = (0..<2).map { StackWorld.smoothField(seed: seed, stream: UInt64($0)) }
      var texture = SeededGenerator(seed: seed, stream: 50)
      let grain = fields[0].indices.map { _ in texture.normal() }
      var samples: [Float] = []
      for band in 0..<Self.bandCount {
        for pixel in 0..<Self.side * Self.side {
          let soil =
            [0.12, 0.16, 0.24, 0.3][band] + 0.025 * fields[0][pixel] + 0.012 * fields[1][pixel] + 0.012 * grain[pixel]
          var value = Self.isGlacier(pixel) ? [0.72, 0.7, 0.62, 0.08][band] + 0.02 * fields[0][pixel] : soil
          if Self.isLake(pixel) { value = [0.06, 0.04, 0.02, 0.01][band] + 0.002 * grain[pixel] }
          if Self.snowy.contains(scene), Self.hasSnow(pixel) {
            value = [0.7, 0.68, 0.6, 0.1][band] + 0.03 * fields[1][pixel]
          }
          if Self.cloudy.contains(scene), Self.hasCloud(pixel) {
            value = [0.6, 0.6, 0.62, 0.5][band] + 0.03 * fields[1][pixel]
          }
          samples.append(Float(value + 0.004 * generator.normal()))
        }
      }
      return StackBuilder.Input(
        id: "scene\(scene)", date: Timestamp(secondsSince1970: 1_546_300_800 + scene * 10 * 86_400),
        warped: WarpedScene(
          window: Window(column: 0, row: 0, columns: Self.side, rows: Self.side), bandCount: Self.bandCount,
          samples: samples, status: Array(repeating: WarpedScene.Status.measured, count: Self.side * Self.side)))
    }

    func build(_ bands: SnowBands?) -> StackBuilder.Result {
      StackBuilder(grid: StackWorld(seed: seed).grid, threads: 2, snowBands: bands)
        .build((0..<10).map(input), reference: 0)
    }
  }

  private static let bands = SnowBands(green: 0, nearInfrared: 2, shortwaveInfrared: 3)
  private let pixels = 0..<Site.side * Site.side

  @Test(
    "Snow is snow and cloud is cloud, with precision and recall of 0.95 or more, 0.9 for cloud with its masked rim",
    arguments: [811, 812, 813] as [UInt64])
  func told(_ seed: UInt64) {
    let result = Site(seed: seed).build(Self.bands)
    #expect(result.excluded.isEmpty, "\(result.excluded)")
    var counts: [Visibility: (found: Int, true: Int, hit: Int)] = [.snow: (0, 0, 0), .cloud: (0, 0, 0)]
    for scene in 0..<10 {
      for pixel in pixels {
        let visibility = result.series.visibility(of: scene, pixel: pixel)
        let found: Visibility = visibility == .haze ? .cloud : visibility
        let isCloud = Site.cloudy.contains(scene) && Site.hasCloud(pixel)
        let truth: Visibility =
          isCloud ? .cloud : Site.snowy.contains(scene) && Site.hasSnow(pixel) ? .snow : .seen
        counts[found]?.found += 1
        counts[truth]?.true += 1
        if found == truth { counts[truth]?.hit += 1 }
      }
    }
    for (reason, count) in counts {
      let (precision, recall) = (Double(count.hit) / Double(count.found), Double(count.hit) / Double(count.true))
      let least = reason == .snow ? 0.95 : 0.9
      #expect(
        precision >= least && recall >= 0.95, "\(reason), seed \(seed): precision \(precision), recall \(recall)")
    }
  }

  @Test("A glacier and a lake are seen on every date") func usual() {
    let result = Site(seed: 811).build(Self.bands)
    let ground = pixels.filter { (Site.isGlacier($0) || Site.isLake($0)) && !Site.hasSnow($0) && !Site.hasCloud($0) }
    for scene in 0..<result.series.count {
      #expect(result.series.clearShare(of: scene, pixels: ground) > 0.98, "\(result.series.sceneIDs[scene])")
    }
  }

  @Test("Without the bands that tell it from cloud nothing is called snow") func withoutBands() {
    let result = Site(seed: 811).build(nil)
    for scene in 0..<result.series.count {
      #expect(pixels.allSatisfy { result.series.visibility(of: scene, pixel: $0) != .snow })
    }
  }

  /// Reflectances near those of [Dozier1989] and [Hall1995]: green, near and shortwave infrared.
  @Test(
    "The limits of the index and of the near infrared",
    arguments: [
      (0.8, 0.7, 0.1, true), (0.5, 0.12, 0.2, true), (0.5, 0.5, 0.22, false), (0.08, 0.03, 0.01, false),
      (0.6, 0.6, 0.5, false), (0.7, 0.6, -0.02, true), (-0.1, 0.5, 0.1, false),
    ]) func limits(_ green: Double, _ near: Double, _ shortwave: Double, _ isSnow: Bool)
  {
    #expect(
      SnowCover.isSnow(green: Float(green), nearInfrared: Float(near), shortwaveInfrared: Float(shortwave)) == isSnow)
  }

  @Test("Bands are found by their names, and only where they hold reflectances") func names() throws {
    let names = ["blue", "green", "red", "nir", "swir16", "swir22"]
    let found = try #require(SnowBands(names: names, quantity: .surfaceReflectance))
    #expect(found == SnowBands(green: 1, nearInfrared: 3, shortwaveInfrared: 4))
    #expect(SnowBands(names: names, quantity: .topOfAtmosphere) == found)
    #expect(SnowBands(names: names, quantity: .digitalNumber) == nil)
    #expect(SnowBands(names: ["red", "green", "blue", "nir"], quantity: .surfaceReflectance) == nil)
    #expect(SnowBands(names: nil, quantity: .surfaceReflectance) == nil)
  }
}
