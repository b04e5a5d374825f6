import Foundation
import Geodesy
import Quantities
import Rasters
import Simulation
import Statistics
import TelltaleTestSupport
import Testing

@testable import SceneMeasures

@Suite("Shadow azimuth")
struct ShadowAzimuthTests {
  private static let grid = Grid(
    columns: 256, rows: 256, geotransform: Geotransform([500_000, 2, 0, 2_700_000, 0, -2]), crs: CRS("EPSG:32640"))

  /// Rough ground with 60 turned roofs and, where `length` is over 0, their shadows of so many pixels towards `azimuth`.
  private static func town(seed: UInt64, shadowTowards azimuth: Double, length: Double, roof: Float = 160) -> Raster {
    var random = SeededGenerator(seed: seed)
    var plane = (0..<65_536).map { _ in Float(100 + 6 * random.normal()) }
    let (right, down) = (sin(azimuth), -cos(azimuth))
    let turn = random.uniform(0...Double.pi)
    for _ in 0..<60 {
      let (x, y) = (random.uniform(15...241), random.uniform(15...241))
      let (long, short) = (random.uniform(4...9), random.uniform(3...6))
      let own = turn + (random.uniform() < 0.5 ? 0 : Double.pi / 2)
      func isInside(_ column: Double, _ row: Double) -> Bool {
        let (a, b) = (column - x, row - y)
        return abs(a * cos(own) + b * sin(own)) < long && abs(b * cos(own) - a * sin(own)) < short
      }
      let tone = roof + Float(15 * random.normal())
      for row in Int(y) - 20...Int(y) + 20 where (0..<256).contains(row) {
        for column in Int(x) - 20...Int(x) + 20 where (0..<256).contains(column) {
          let (c, r) = (Double(column) + 0.5, Double(row) + 0.5)
          if isInside(c, r) {
            plane[row * 256 + column] = tone
          } else if length > 0,
            (1...Int(2 * length)).contains(where: { isInside(c - right * Double($0) / 2, r - down * Double($0) / 2) })
          {
            plane[row * 256 + column] = 50 + Float(4 * random.normal())
          }
        }
      }
    }
    return Raster(
      columns: 256, rows: 256, bandCount: 1, samples: plane, validity: Mask(columns: 256, rows: 256, repeating: true))
  }

  private static func difference(_ left: Radians, _ right: Double) -> Double {
    let turn = ShadowVotes.turned(left.magnitude - right)
    return min(turn, 2 * .pi - turn)
  }

  @Test("The direction of drawn shadows is found, within its interval in nine cases of ten") func knownTruth() {
    var random = SeededGenerator(seed: 9)
    var (seen, inside) = (0, 0)
    var squares = 0.0
    for seed in 0..<60 {
      let azimuth = random.uniform(0...2 * Double.pi)
      let raster = Self.town(seed: UInt64(seed), shadowTowards: azimuth, length: random.uniform(3...7))
      guard let measured = ShadowAzimuth.measure(raster, grid: Self.grid) else { continue }
      seen += 1
      // Grid north departs from true north by under 0.1° here.
      let error = Self.difference(measured.azimuth, azimuth)
      squares += error * error
      if error <= measured.halfWidth.magnitude { inside += 1 }
    }
    print(
      "shadows: seen \(seen) of 60, inside \(inside), rms \((squares / Double(max(seen, 1))).squareRoot() * 180 / .pi)°"
    )
    #expect(seen >= 54)
    #expect(Double(inside) >= 0.87 * Double(seen))
  }

  @Test("Without shadows, no direction is seen") func noShadows() {
    let seen = (100..<150).filter { seed in
      ShadowAzimuth.measure(Self.town(seed: seed, shadowTowards: 0, length: 0), grid: Self.grid) != nil
    }
    #expect(seen.count <= 1)
  }

  @Test("A wrong hour contradicts, the right one does not, and dark roofs do not turn the axis") func verdicts() {
    let toShadow = 330 * Double.pi / 180
    for (roof, seed) in [(Float(160), UInt64(1)), (160, 2), (60, 3)] {
      let raster = Self.town(seed: seed, shadowTowards: toShadow, length: 6, roof: roof)
      guard let measured = ShadowAzimuth.measure(raster, grid: Self.grid) else { continue }
      func verdict(_ azimuth: Double, _ elevation: Double = 40) -> ShadowAzimuth.Verdict {
        measured.verdict(
          sun: SolarPosition(elevation: Radians(degrees: elevation), azimuth: Radians(degrees: azimuth)))
      }
      #expect(verdict(150) != .contradicts)
      #expect(verdict(240) != .consistent)
      #expect(verdict(240, 85) == .cannotSay && verdict(150, 2) == .cannotSay)
    }
  }

  @Test("The verdict weighs the axis, the interval and the strength") func weighing() {
    func verdict(_ azimuth: Double, strength: Double, sun: Double) -> ShadowAzimuth.Verdict {
      ShadowAzimuth(
        azimuth: Radians(degrees: azimuth), halfWidth: Radians(degrees: 20), strength: strength
      ).verdict(sun: SolarPosition(elevation: Radians(degrees: 40), azimuth: Radians(degrees: sun)))
    }
    #expect(verdict(330, strength: 3, sun: 150) == .consistent)
    #expect(verdict(150, strength: 3, sun: 150) == .consistent)
    #expect(verdict(359, strength: 3, sun: 195) == .consistent)
    #expect(verdict(330, strength: 5, sun: 180) == .cannotSay)
    #expect(verdict(330, strength: 5, sun: 195) == .contradicts)
    #expect(verdict(330, strength: 4, sun: 240) == .cannotSay)
  }

  @Test("No simulated plant contradicts the sun that lit it") func plants() throws {
    for seed in UInt64(1)...6 {
      let simulator = try Simulator(PlantOptions(seed: seed, dates: 10))
      let plant = simulator.plant()
      for index in [0, 5] {
        let scene = plant.scenes[index]
        let sun = SolarPosition(elevation: scene.sunElevation, azimuth: scene.sunAzimuth)
        let measured = ShadowAzimuth.measure(simulator.render(index), grid: plant.grid)
        #expect(measured?.verdict(sun: sun) != .contradicts)
      }
    }
  }

  @Test(
    "Winter views of the estate agree with the morning sun, and none contradicts it",
    .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.skipReason)))
  func estate() throws {
    let folder = try #require(SharedData.folder) + "/uae-works/scenes"
    var counts: [ShadowAzimuth.Verdict: Int] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      // Sentinel-2 passes at 06:47 UTC here; the files' own times are placeholders.
      guard let moment = Timestamp(iso8601: String(name.dropFirst(3).prefix(10)) + "T06:47:00Z"),
        [11, 12, 1, 2].contains(moment.calendarDay.month)
      else { continue }
      let file = try RasterFile(opening: folder + "/" + name)
      let grid = try #require(file.header.grid)
      let sun = SolarPosition(at: moment, place: GeoPoint(longitude: 55.12, latitude: 24.99))
      let verdict = ShadowAzimuth.measure(try file.read(), grid: grid)?.verdict(sun: sun) ?? .cannotSay
      counts[verdict, default: 0] += 1
    }
    print("estate in winter: \(counts)")
    #expect(counts[.contradicts] == nil)
    #expect(counts[.consistent, default: 0] > counts[.cannotSay, default: 0])
  }
}
