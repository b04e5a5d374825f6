import Changes
import Foundation
import Kernels
import Mensuration
import Places
import Rasters
import Stacks
import Testing

@testable import Tracking

@Suite("Whether a building would have been found")
struct DetectionPowerTests {
  private func quiet(_ dates: Int, isHidden: @escaping (Int, Int) -> Bool = { _, _ in false }) -> StackSeries {
    TrackingWorld(count: dates, seed: 11, look: { _, band, _ in 300 + 40 * Double(band) }, isHidden: isHidden).series
  }

  private func power(_ series: StackSeries) throws -> DetectionPower {
    let whole = Window(column: 0, row: 0, columns: series.grid.columns, rows: series.grid.rows)
    func detection(_ block: @escaping @Sendable (Window) -> StackSeries.Block) throws -> ChangeDetection {
      try #require(
        ChangeDetection.run(
          columns: whole.columns, rows: whole.rows, bandCount: series.bandCount,
          days: series.dates.map(\.daysSince1970), within: whole, threads: 1
        ) {
          let read = block($0)
          return SeriesBlock(values: read.values, seen: read.seen)
        })
    }
    let finder = ThingFinder(
      series, gsd: 5, inSite: Array(repeating: true, count: series.grid.pixelCount),
      shadows: Array(repeating: shift, count: series.count), threads: 1)
    return DetectionPower(
      finder, detection: try detection { series.smoothedBlock($0) },
      local: try detection { series.localContrastBlock($0, inside: whole) }, slopes: nil)
  }

  private let shift = ShadowShift(.init(elevation: .init(degrees: 45), azimuth: .init(degrees: 135)), gsd: 5)

  private func building(_ side: Double, contrast: Float, first: Int = 10) -> PlantedBuilding {
    PlantedBuilding(
      centre: PixelPoint(column: 32.3, row: 31.8), angle: 0.4, length: 1.3 * side, width: side / 1.3,
      contrast: contrast,
      height: 12, firstScene: first)
  }

  @Test("A large bright hall on quiet ground is found, one that looks like its ground and casts no shadow is not")
  func finds() throws {
    let power = try power(quiet(20))
    #expect(power.finds(building(12, contrast: 0.3)))
    #expect(power.finds(building(12, contrast: -0.3)))
    var ghost = building(12, contrast: 0)
    ghost = PlantedBuilding(
      centre: ghost.centre, angle: ghost.angle, length: ghost.length, width: ghost.width, contrast: 0, height: 0,
      firstScene: 10)
    #expect(!power.finds(ghost))
  }

  @Test("A building smaller than the least that is reported is not found, whatever its contrast")
  func tooSmall() throws {
    #expect(!(try power(quiet(20)).finds(building(2, contrast: 0.5))))
  }

  @Test("The larger the building, the more of them are found; the smallest size that would have been seen is told")
  func search() throws {
    let series = quiet(20)
    let middle = (0..<series.grid.pixelCount).filter {
      (20..<44).contains($0 % series.grid.columns) && (20..<44).contains($0 / series.grid.columns)
    }
    let sizes = AbsenceSearch(try power(series), places: middle, seed: 5, threads: 2).sizes()
    let most = try #require(sizes.last)
    #expect(most.dates.dates.lowerBound == 6)
    let area = try #require(most.areaInPixels)
    #expect(area >= ThingFinder.smallestThing && area <= 200, "\(area)")
    #expect(Double(most.found) >= 0.95 * Double(most.planted))
    let again = AbsenceSearch(try power(series), places: middle, seed: 5, threads: 1).sizes()
    #expect(again == sizes)
  }

  @Test("The cover of a roof adds up to its area, and its shadow falls away from the sun with the height's length")
  func covers() throws {
    let window = Window(column: 0, row: 0, columns: 64, rows: 64)
    let building = building(10, contrast: 0.3)
    let roof = building.roofCover(in: window).reduce(0, +)
    #expect(abs(Double(roof) - building.areaInPixels) < 0.03 * building.areaInPixels)
    let shift = try #require(shift)
    let shadow = try #require(building.shadowCover(in: window, shift))
    // The area that a rectangle sweeps along a way is its width across the way times the way's length.
    let (columns, rows) = (shift.columns * building.height, shift.rows * building.height)
    let across =
      abs(building.length * (cos(building.angle) * rows - sin(building.angle) * columns))
      + abs(building.width * (sin(building.angle) * rows + cos(building.angle) * columns))
    #expect(abs(Double(shadow.reduce(0, +)) - across) < 0.05 * across)
    let centre = shadow.indices.reduce(0.0) { $0 + Double(shadow[$1]) * Double($1 % 64) } / Double(shadow.reduce(0, +))
    #expect((centre - building.centre.column) * columns > 0)
    #expect(building.shadowCover(in: window, nil) == nil)
  }
}
