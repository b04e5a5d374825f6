import Testing

@testable import Changes
@testable import Tracking

@Suite("Cutting regions") struct RegionSplitTests {
  private func region(_ pixels: [Int]) -> ChangeRegion {
    ChangeRegion(
      pixels: pixels.sorted(), lastOld: 7, firstNew: 8, meanDeviations: 9, peakDeviations: 12, change: [1, 1, 1])
  }

  /// Ground of which each part changed by a spectrum of its own with the ninth of 16 scenes.
  private func world(_ parts: [(pixels: [Int], change: [Double])], seed: UInt64) -> TrackingWorld {
    var changes: [Int: [Double]] = [:]
    for part in parts { for pixel in part.pixels { changes[pixel] = part.change } }
    return TrackingWorld(count: 16, seed: seed) { scene, band, pixel in
      TrackingWorld.ground(band, pixel) + (scene >= 8 ? changes[pixel]?[band] ?? 0 : 0)
    }
  }

  private func overlap(_ first: [Int], _ second: [Int]) -> Double {
    let common = Set(first).intersection(second).count
    return Double(common) / Double(first.count + second.count - common)
  }

  @Test(
    "A hall and the yard beside it, which changed with one step, come apart",
    arguments: 821...825 as ClosedRange<UInt64>)
  func two(_ seed: UInt64) throws {
    let hall = TrackingWorld.rectangle(16, 20, 12, 16)
    let yard = TrackingWorld.rectangle(28, 20, 12, 16)
    let parts = RegionSplit(series: world([(hall, [150, 150, 160]), (yard, [120, 60, 20])], seed: seed).series)
      .parts(of: region(hall + yard))
    try #require(parts.count == 2, "seed \(seed)")
    for truth in [hall, yard] { #expect(parts.contains { overlap($0.pixels, truth) > 0.95 }, "seed \(seed)") }
    for part in parts {
      #expect(part.firstNew == 8 && part.lastOld == 7 && part.peakDeviations == 12)
      #expect(part.pixels == part.pixels.sorted())
    }
  }

  @Test("Two slopes of a roof and the yard are three parts, the cuts of cuts among them")
  func three() {
    let slopes = [TrackingWorld.rectangle(10, 20, 10, 16), TrackingWorld.rectangle(20, 20, 10, 16)]
    let yard = TrackingWorld.rectangle(30, 20, 14, 16)
    let parts = RegionSplit(
      series: world([(slopes[0], [200, 200, 200]), (slopes[1], [130, 130, 130]), (yard, [60, 20, -60])], seed: 826)
        .series
    ).parts(of: region(slopes[0] + slopes[1] + yard))
    for truth in slopes + [yard] { #expect(parts.contains { overlap($0.pixels, truth) > 0.9 }) }
  }

  @Test("What changed alike is not cut, whatever the noise", arguments: 831...840 as ClosedRange<UInt64>)
  func one(_ seed: UInt64) {
    let hall = TrackingWorld.rectangle(16, 20, 24, 16)
    #expect(
      RegionSplit(series: world([(hall, [80, 80, 80])], seed: seed).series).parts(of: region(hall)).isEmpty,
      "seed \(seed)")
  }

  @Test("Regions of fewer than 48 pixels are not cut, and no part has fewer than 16")
  func small() {
    let left = TrackingWorld.rectangle(16, 20, 5, 4)
    let right = TrackingWorld.rectangle(21, 20, 5, 4)
    let small = RegionSplit(series: world([(left, [150, 0, 0]), (right, [0, 0, 150])], seed: 841).series)
    #expect(small.parts(of: region(left + right)).isEmpty)
    let hall = TrackingWorld.rectangle(16, 20, 16, 10)
    let seam = TrackingWorld.rectangle(32, 20, 1, 10)
    let parts = RegionSplit(series: world([(hall, [150, 0, 0]), (seam, [0, 0, 150])], seed: 842).series)
      .parts(of: region(hall + seam))
    #expect(parts.allSatisfy { $0.pixels.count >= 16 } && parts.contains { overlap($0.pixels, hall) > 0.95 })
    #expect(!parts.contains { !Set($0.pixels).isDisjoint(with: seam) })
  }
}
