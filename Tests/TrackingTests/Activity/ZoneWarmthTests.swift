import Foundation
import Places
import Quantities
import Statistics
import Testing

@testable import Tracking

/// Ground seen by a coarse detector whose pixels vary each for itself, resampled by the cubic kernel to finer ones.
private struct ThermalWorld {
  static let side = 64
  static let gsd = 30.0
  let native: Double
  /// Columns and rows of the warm zone in pixels of the grid.
  let zone: (columns: Range<Int>, rows: Range<Int>)

  init(native: Double = 100, columns: Range<Int> = 24..<40, rows: Range<Int> = 22..<37) {
    self.native = native
    zone = (columns, rows)
  }

  private func isInside(_ pixel: Int) -> Bool {
    zone.columns.contains(pixel % Self.side) && zone.rows.contains(pixel / Self.side)
  }

  func warmth() -> ZoneWarmth {
    let inside = (0..<Self.side * Self.side).map(isInside)
    return ZoneWarmth(
      zone: inside, ground: inside.map { _ in true }, columns: Self.side, gsd: Metres(Self.gsd), native: Metres(native))
  }

  /// Share of `cell` of the detector that lies in `range`.
  private static func share(_ cell: Int, _ phase: Double, _ pitch: Double, _ range: Range<Int>) -> Double {
    let (low, high) = ((Double(cell) + phase) * pitch, (Double(cell) + phase + 1) * pitch)
    return max(0, min(high, Double(range.upperBound)) - max(low, Double(range.lowerBound))) / pitch
  }

  private static func cubic(_ distance: Double) -> Double {
    let away = abs(distance)
    if away < 1 { return (1.5 * away - 2.5) * away * away + 1 }
    return away < 2 ? ((-0.5 * away + 2.5) * away - 4) * away + 2 : 0
  }

  /// - Parameters:
  ///   - above: of the zone over the ground.
  ///   - scatter: deviation of the detector's pixels, of the ground and of the zone.
  func plane(
    seed: UInt64, above: Double = 6, level: Double = 300, scatter: (ground: Double, zone: Double) = (1, 1),
    reason: (_ column: Int, _ row: Int) -> Visibility = { _, _ in .seen }
  ) -> ZoneWarmth.Plane {
    var generator = SeededGenerator(seed: seed)
    let pitch = native / Self.gsd
    let phase = (columns: generator.uniform() - 3, rows: generator.uniform() - 3)
    let count = Int((Double(Self.side) / pitch).rounded(.up)) + 6
    let cells = (0..<count * count).map { index -> Double in
      let share =
        Self.share(index % count, phase.columns, pitch, zone.columns)
        * Self.share(index / count, phase.rows, pitch, zone.rows)
      return level + above * share + generator.normal() * (scatter.ground + share * (scatter.zone - scatter.ground))
    }
    var kelvin: [Float] = []
    var reasons: [Visibility] = []
    for row in 0..<Self.side {
      for column in 0..<Self.side {
        let place = (
          column: (Double(column) + 0.5) / pitch - phase.columns - 0.5,
          row: (Double(row) + 0.5) / pitch - phase.rows - 0.5
        )
        let (left, top) = (Int(place.column), Int(place.row))
        var sum = 0.0
        for down in top - 1...top + 2 {
          for right in left - 1...left + 2 {
            sum +=
              Self.cubic(place.column - Double(right)) * Self.cubic(place.row - Double(down))
              * cells[down * count + right]
          }
        }
        kelvin.append(Float(sum))
        reasons.append(reason(column, row))
      }
    }
    return ZoneWarmth.Plane(kelvin: kelvin, reasons: reasons)
  }
}

@Suite("Warmth of a zone") struct ZoneWarmthTests {
  @Test("A warm zone is told over its ground, and the product's common error stands in the temperature alone")
  func known() throws {
    let measured = ThermalWorld().warmth().measure(ThermalWorld().plane(seed: 5, above: 8, level: 303))
    let (temperature, above) = (try #require(measured.temperature.estimate), try #require(measured.above.estimate))
    #expect(abs(above.value.magnitude - 8) < 1.5 && above.low.magnitude > 4)
    #expect(temperature.low.magnitude < 311 && 311 < temperature.high.magnitude)
    #expect(temperature.high.magnitude - temperature.low.magnitude > 2 * 1.6 * 2)
    #expect(above.high.magnitude - above.low.magnitude < temperature.high.magnitude - temperature.low.magnitude)
    #expect(above.level == 0.9 && above.method == "landsat-surface-temperature")
  }

  @Test(
    "The 90 % interval of the difference holds the truth in 85 to 95 of 100 draws",
    arguments: [
      (100.0, 24..<40, 22..<37, 1.0), (100, 20..<33, 20..<34, 1), (120, 10..<44, 20..<40, 1),
      (100, 24..<40, 22..<44, 2.5),
    ] as [(Double, Range<Int>, Range<Int>, Double)])
  func calibrated(_ native: Double, _ columns: Range<Int>, _ rows: Range<Int>, _ scatter: Double) {
    let world = ThermalWorld(native: native, columns: columns, rows: rows)
    let warmth = world.warmth()
    var held = 0
    let draws: [UInt64] = Array(1...400)
    for seed in draws {
      let above = 10 * Double(seed % 7) / 6 - 2
      let told = warmth.measure(world.plane(seed: seed, above: above, scatter: (1, scatter))).above.estimate
      if let told, told.low.magnitude <= above, above <= told.high.magnitude { held += 1 }
    }
    let share = Double(held) / Double(draws.count)
    #expect((0.85...0.95).contains(share), "\(share) of seeds 1 to 400, \(native) m, zone \(columns) \(rows)")
  }

  @Test("A zone without room for four whole pixels of the detector is refused, in words") func small() {
    #expect(
      ThermalWorld(columns: 24..<31, rows: 22..<28).warmth().refusal
        == "Of the 100 m pixels that temperature is measured in, none fit into the zone without a part of what lies "
        + "around it; 4 are needed.")
    #expect(ThermalWorld(columns: 24..<35, rows: 22..<33).warmth().refusal?.contains("2.2 fit into") == true)
    #expect(ThermalWorld().warmth().refusal == nil)
  }

  @Test("A zone under cloud is not observable, and no pixel beside a cloud counts") func clouds() throws {
    let world = ThermalWorld()
    let hidden = world.plane(seed: 3) { column, _ in column >= 28 ? .cloud : .seen }
    let told = world.warmth().measure(hidden)
    #expect(told.temperature == .notObservable(.cloud) && told.above == .notObservable(.cloud))
    // The ground beyond the zone hidden: the zone is told, and not over what.
    let alone = world.plane(seed: 3) { column, row in
      (19..<45).contains(column) && (17..<42).contains(row) ? .seen : .cloudShadow
    }
    let lone = world.warmth().measure(alone)
    #expect(lone.temperature.estimate != nil && lone.above == .notObservable(.cloudShadow))
    // A cold cloud whose edge the mask has right still mixes into the pixels beside it.
    let plain = world.plane(seed: 3)
    let cloudy = ZoneWarmth.Plane(
      kelvin: plain.kelvin.indices.map { pixel in
        let away = pixel % ThermalWorld.side - 50
        return away >= 0 ? 250 : away >= -3 ? 270 : plain.kelvin[pixel]
      }, reasons: plain.reasons.indices.map { $0 % ThermalWorld.side >= 50 ? .cloud : .seen })
    let above = try #require(world.warmth().measure(cloudy).above.estimate)
    #expect(abs(above.value.magnitude - 6) < 1.5)
  }

  @Test("Pixels made from one are one witness: the doubt of a mean does not shrink with finer resampling")
  func witnesses() throws {
    var generator = SeededGenerator(seed: 9)
    let coarse = (0..<100).map { _ in generator.normal() }
    let own = try #require(ResampledMean(coarse, at: Array(0..<100), columns: 10, pitch: 1))
    let fine = (0..<1_600).map { pixel -> Double in
      let (row, column) = (pixel / 160, pixel % 40 / 4)
      return coarse[row * 10 + column]
    }
    let repeated = try #require(ResampledMean(fine, at: Array(0..<1_600), columns: 40, pitch: 4))
    #expect(abs(own.mean - repeated.mean) < 1e-12)
    #expect((0.6...1.6).contains(repeated.variance / own.variance), "\(repeated.variance) \(own.variance)")
    #expect(repeated.freedom < 150)
    #expect(ResampledMean([1], at: [0], columns: 4, pitch: 3) == nil)
  }
}
