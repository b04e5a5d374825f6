import Alignment
import Foundation
import Rasters
import Statistics
import TelltaleTestSupport
import Testing

/// Radar against optical imagery: the same edges, contrasts of their own, speckle. No pair of real pictures of one place is
/// at hand; these are drawn, or made of real optical pictures.
@Suite("Radar against optical pictures") struct RadarLikenessTests {
  private static let side = 200

  /// What became of seeded pairs.
  private struct Tally {
    var inside = 0
    var outside = 0
    var refused = 0
    var worst = 0.0

    mutating func add(_ reference: AlignmentPlane, _ moving: AlignmentPlane, _ truth: PictureShift) {
      guard let fit = try? Registration(reference: reference).fit(moving).betweenKinds() else {
        refused += 1
        return
      }
      let error = distance(fit.transform.shiftAtCentre, truth)
      worst = max(worst, error)
      if error <= fit.ce90InPixels { inside += 1 } else { outside += 1 }
    }
  }

  private func plane(_ samples: [Float]) -> AlignmentPlane {
    AlignmentPlane(
      columns: Self.side, rows: Self.side, samples: samples, valid: Array(repeating: true, count: samples.count))
  }

  /// Power of `looks` looks, as it is or in dB: exponential speckle averaged.
  private func speckled(
    _ power: [Double], looks: Int, inDecibels: Bool, _ generator: inout SeededGenerator
  ) -> [Float] {
    power.map { mean in
      var sum = 0.0
      for _ in 0..<looks { sum -= log(max(generator.uniform(0...1), 1e-12)) }
      let value = mean * sum / Double(looks)
      return Float(inDecibels ? 10 * log10(max(value, 1e-6)) : value)
    }
  }

  /// Fields with borders in common and a brightness of their own in each picture.
  private func fields(_ seed: UInt64) -> (optical: [Float], power: [Double], shift: PictureShift, looks: Int) {
    var generator = SeededGenerator(seed: seed, stream: 900)
    let shift = PictureShift(rows: generator.uniform(-6...6), columns: generator.uniform(-6...6))
    let centres = (0..<Int(generator.uniform(30...160))).map { _ in
      (
        row: generator.uniform(-20...220), column: generator.uniform(-20...220), bright: generator.uniform(200...1_500),
        power: pow(10, generator.uniform(-1.6...(-0.4)))
      )
    }
    func nearest(_ row: Double, _ column: Double) -> Int {
      var (best, index) = (Double.infinity, 0)
      for (place, centre) in centres.enumerated() {
        let (down, right) = (centre.row - row, centre.column - column)
        let square = down * down + right * right
        if square < best { (best, index) = (square, place) }
      }
      return index
    }
    let looks = Int(generator.uniform(4...30))
    var optical: [Float] = []
    var power: [Double] = []
    for row in 0..<Self.side {
      for column in 0..<Self.side {
        var (light, echo) = (0.0, 0.0)
        for part in 0..<4 {
          let (r, c) = (Double(row) + 0.25 + 0.5 * Double(part / 2), Double(column) + 0.25 + 0.5 * Double(part % 2))
          light += centres[nearest(r, c)].bright / 4
          echo += centres[nearest(r - shift.rows, c - shift.columns)].power / 4
        }
        optical.append(Float(light + 15 * generator.normal()))
        power.append(echo)
      }
    }
    return (optical, power, shift, looks)
  }

  @Test(
    "Of 50 seeded pairs with common borders each is found or refused, and none is wrong", arguments: [true, false])
  func drawn(_ inDecibels: Bool) {
    var tally = Tally()
    for seed in 1...50 as ClosedRange<UInt64> {
      let pair = fields(seed)
      var generator = SeededGenerator(seed: seed, stream: 901)
      tally.add(
        plane(pair.optical), plane(speckled(pair.power, looks: pair.looks, inDecibels: inDecibels, &generator)),
        pair.shift)
    }
    print(
      "radar, drawn fields: \(tally.inside) inside CE90, \(tally.outside) outside, \(tally.refused) refused; "
        + "largest error \(tally.worst) px")
    #expect(tally.worst < 1 && tally.inside >= 4 * tally.outside && tally.inside >= 40)
  }

  @Test("A turned picture of another kind needs more tie points than a shifted one; a shift's radius is widened")
  func betweenKinds() throws {
    func fit(_ linear: PictureTransform.Linear, agreeing: Int) -> FittedTransform {
      FittedTransform(
        transform: PictureTransform(
          centre: PixelPoint(column: 100, row: 100), shift: PictureShift(rows: 1, columns: 2), linear: linear),
        ce90InPixels: 0.1, tried: 40, agreeing: agreeing)
    }
    #expect(abs(try fit(.none, agreeing: 6).betweenKinds().ce90InPixels - 0.29) < 1e-9)
    var turned = PictureTransform.Linear.none
    turned.columnsPerRow = 0.01
    #expect(try fit(turned, agreeing: 24).betweenKinds().agreeing == 24)
    do {
      _ = try fit(turned, agreeing: 17).betweenKinds()
      Issue.record("accepted")
    } catch {
      #expect(
        error.reason
          == "one picture is radar and the other is not, and only 17 tie points agree on a picture that is turned or "
          + "stretched; 24 are needed")
    }
  }

  @Test("Of 50 pairs without anything in common none is accepted")
  func nothingInCommon() {
    var accepted = 0
    for seed in 1...50 as ClosedRange<UInt64> {
      let (optical, other) = (fields(seed), fields(1_000 + seed))
      var generator = SeededGenerator(seed: seed, stream: 903)
      let moving = plane(speckled(other.power, looks: other.looks, inDecibels: true, &generator))
      if (try? Registration(reference: plane(optical.optical)).fit(moving)) != nil { accepted += 1 }
    }
    #expect(accepted == 0)
  }

  @Test(
    "Of 50 seeded pairs made of real pictures each is found or refused, and none is wrong",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)), arguments: [true, false])
  func real(_ inDecibels: Bool) throws {
    let folder = try #require(SharedData.folder) + "/sentinel2-pairs/"
    let cities = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    var tally = Tally()
    var pictures: [String: Raster] = [:]
    for seed in 1...50 as ClosedRange<UInt64> {
      let city = cities[Int(seed) % cities.count]
      if pictures[city] == nil {
        let name = try #require(
          try FileManager.default.contentsOfDirectory(atPath: folder + city).sorted().first { $0.hasPrefix("S2_") })
        pictures[city] = try RasterFile(opening: folder + city + "/" + name).read()
      }
      let raster = try #require(pictures[city])
      var generator = SeededGenerator(seed: seed, stream: 902)
      // Whole pixels of one band: the truth is exact, which between bands of OSCD's files it is not.
      let (down, right) = (Int(generator.uniform(-6...6)), Int(generator.uniform(-6...6)))
      let (top, left) = (
        Int(generator.uniform(8...Double(raster.rows - Self.side - 9))),
        Int(generator.uniform(8...Double(raster.columns - Self.side - 9)))
      )
      func cut(_ band: Int, _ row: Int, _ column: Int) -> [Float] {
        (0..<Self.side * Self.side).map { index in
          raster.samples[
            (band * raster.rows + row + index / Self.side) * raster.columns + column + index % Self.side]
        }
      }
      let optical = cut(2, top, left)
      let echo = power(cut(2, top - down, left - right), &generator)
      tally.add(
        plane(optical),
        plane(speckled(echo, looks: Int(generator.uniform(4...30)), inDecibels: inDecibels, &generator)),
        PictureShift(rows: Double(down), columns: Double(right)))
    }
    print(
      "radar, made of real pictures: \(tally.inside) inside CE90, \(tally.outside) outside, \(tally.refused) refused; "
        + "largest error \(tally.worst) px")
    #expect(tally.worst < 1 && tally.inside >= 4 * tally.outside)
  }

  /// Echo of a picture: strong where the brightness is steep, and a curve of it without a sign in common.
  private func power(_ samples: [Float], _ generator: inout SeededGenerator) -> [Double] {
    let side = Self.side
    let sorted = samples.sorted()
    let (low, high) = (sorted[samples.count / 50], sorted[samples.count * 49 / 50])
    let (phase, rate) = (generator.uniform(0...6.28), generator.uniform(2...7))
    return samples.indices.map { index in
      let (row, column) = (index / side, index % side)
      func at(_ r: Int, _ c: Int) -> Float { samples[min(max(r, 0), side - 1) * side + min(max(c, 0), side - 1)] }
      let steep = hypot(at(row, column + 1) - at(row, column - 1), at(row + 1, column) - at(row - 1, column))
      let share = Double((samples[index] - low) / max(high - low, 1))
      return 0.05 + 0.1 * (1 + sin(phase + rate * share)) + 0.6 * Double(steep / max(high - low, 1))
    }
  }
}
