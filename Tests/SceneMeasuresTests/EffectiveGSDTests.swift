import Foundation
import Quantities
import Rasters
import Simulation
import Statistics
import TelltaleTestSupport
import Testing

@testable import SceneMeasures

@Suite("Effective GSD")
struct EffectiveGSDTests {
  private static let shared = Comment(rawValue: SharedData.skipReason)

  @Test(
    "The factor by which real pictures were enlarged is found within 15 %", .enabled(if: SharedData.isPresent, shared))
  func enlarged() throws {
    var random = SeededGenerator(seed: 173)
    var (found, total) = (0, 0)
    var misses: [String] = []
    for picture in try Enlarging.pictures() {
      let half = Enlarging.halved(picture.plane, columns: picture.columns, rows: picture.rows)
      for kernel in InterpolationKernel.allCases {
        let factor = random.uniform(2...4)
        let side = min(min(half.columns, half.rows), Int(512 / factor))
        let left = random.integer(0...half.columns - side)
        let top = random.integer(0...half.rows - side)
        let cut = (0..<side * side).map { half.plane[(top + $0 / side) * half.columns + left + $0 % side] }
        var large = Enlarging.enlarged(cut, columns: side, rows: side, factor: factor, kernel: kernel)
        if random.uniform() < 0.3 {
          large.plane = Enlarging.sharpened(large.plane, columns: large.columns, rows: large.rows)
        }
        let raster = try Enlarging.stored(
          large.plane, columns: large.columns, rows: large.rows, noise: [0.3, 1, 2][random.integer(0...2)],
          jpeg: random.uniform() < 0.5, &random)
        total += 1
        let result = EffectiveGSD.measure(raster, gsd: Metres(1))
        if case .coarser(let estimate) = result, abs(estimate.value.magnitude / factor - 1) < 0.15 {
          found += 1
        } else {
          misses.append("\(picture.name.suffix(30)) \(kernel) \(factor): \(result)")
        }
      }
    }
    print("enlarged: \(found) of \(total) found\n" + misses.joined(separator: "\n"))
    try #require(total >= 50)
    // Of this seed 48 of 66. Factors near 2 in soft pictures are not seen, and factors near 4 are
    // sometimes taken for half. One that is missed costs less than a picture that is called enlarged and was not.
    #expect(Double(found) >= 0.65 * Double(total))
  }

  @Test("Pictures that were not enlarged are not called so", .enabled(if: SharedData.isPresent, shared))
  func notEnlarged() throws {
    var random = SeededGenerator(seed: 174)
    var (called, total) = (0, 0)
    for picture in try Enlarging.pictures() {
      let half = Enlarging.halved(picture.plane, columns: picture.columns, rows: picture.rows)
      for (noise, jpeg) in [(0.3, false), (1, true), (2, false), (5, true), (10, false)] {
        let raster = try Enlarging.stored(
          half.plane, columns: half.columns, rows: half.rows, noise: noise, jpeg: jpeg, &random)
        total += 1
        if case .coarser(let estimate) = EffectiveGSD.measure(raster, gsd: Metres(1)) {
          called += 1
          print("called enlarged: \(picture.name.suffix(30)) \(noise) \(jpeg) \(estimate.value.magnitude)")
        }
      }
    }
    print("not enlarged: \(called) of \(total) called so")
    try #require(total >= 50)
    #expect(called == 0)
  }

  @Test(
    "The views of the estate, 3.7 m a pixel, were made from 10 m", .enabled(if: SharedData.isPresent, shared))
  func estate() throws {
    let folder = try #require(SharedData.folder) + "/uae-works/scenes"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    var sizes: [Double] = []
    for name in names.enumerated().filter({ $0.offset % 5 == 0 }).map(\.element) {
      let file = try RasterFile(opening: folder + "/" + name)
      let raster = try file.read(window: EffectiveGSD.window(columns: file.header.columns, rows: file.header.rows))
      if case .coarser(let estimate) = EffectiveGSD.measure(raster, gsd: Metres(3.7)) {
        sizes.append(estimate.value.magnitude)
      }
    }
    print("estate: \(sizes.map { ($0 * 10).rounded() / 10 })")
    #expect(sizes.count >= 15)
    #expect(sizes.filter { (8...11).contains($0) }.count * 10 >= sizes.count * 9)
  }

  @Test("Few bright roofs on dull ground are no enlargement")
  func brightRoofs() throws {
    let called = try (UInt64(51_001)...51_040).filter { seed in
      let options = PlantOptions(
        seed: seed, columns: 256, rows: 256, dates: 1, years: 1, gsd: 10, scenery: .halls(nil))
      if case .coarser = EffectiveGSD.measure(try Simulator(options).render(0), gsd: Metres(10)) { return true }
      return false
    }
    #expect(called.isEmpty, "\(called)")
  }

  @Test("Where there is nothing fine to be seen, nothing is said") func nothingFine() {
    var random = SeededGenerator(seed: 4)
    let mask = Mask(columns: 256, rows: 256, repeating: true)
    let noise = Raster(
      columns: 256, rows: 256, bandCount: 1, samples: (0..<65_536).map { _ in Float(random.normal()) }, validity: mask)
    let sea = Raster(
      columns: 256, rows: 256, bandCount: 1,
      samples: (0..<65_536).map { Float(sin(Double($0 % 256) / 40) * 5 + random.normal()) }, validity: mask)
    let flat = Raster(
      columns: 256, rows: 256, bandCount: 1, samples: Array(repeating: 7, count: 65_536), validity: mask)
    let small = Raster(
      columns: 64, rows: 64, bandCount: 1, samples: Array(repeating: 7, count: 4096),
      validity: Mask(columns: 64, rows: 64, repeating: true))
    let tooLittle = EffectiveGSD.notMeasurable("The picture holds too little fine detail above its noise.")
    #expect(EffectiveGSD.measure(sea, gsd: Metres(3)) == tooLittle)
    if case .coarser = EffectiveGSD.measure(noise, gsd: Metres(3)) { Issue.record("noise was called enlarged") }
    let none = EffectiveGSD.notMeasurable(
      "The picture has no part of 128 × 128 pixels that is wholly there and not all alike.")
    #expect(EffectiveGSD.measure(flat, gsd: Metres(3)) == none)
    #expect(EffectiveGSD.measure(small, gsd: Metres(3)) == none)
  }

  @Test("Limits use the coarser of the two sizes") func limiting() {
    let estimate = Estimate(Metres(10), low: Metres(9), high: Metres(11), method: EffectiveGSD.method)
    #expect(EffectiveGSD.coarser(estimate).limiting(Metres(3.7)) == Metres(10))
    #expect(EffectiveGSD.asFine.limiting(Metres(3.7)) == Metres(3.7))
    #expect(EffectiveGSD.notMeasurable("").limiting(Metres(3.7)) == Metres(3.7))
    #expect(
      EffectiveGSD.window(columns: 1000, rows: 300) == Window(column: 244, row: 0, columns: 512, rows: 300))
  }

  @Test("The kernels let a constant picture pass and have a zero at its repetition") func kernels() {
    for kernel in InterpolationKernel.allCases {
      #expect(abs(kernel.power(1e-6) - 1) < 1e-6 && kernel.power(1) < 1e-12 && kernel.power(2) < 1e-12)
      #expect((0.05...0.5).contains(kernel.power(0.5)))
    }
  }
}
