import Changes
import Foundation
import Kernels
import Mensuration
import Places
import Rasters
import Stacks

/// Joins things that changed near each other in space and time into works: the disturbed ground of one project.
struct WorksGrouping {
  let series: StackSeries
  let gsd: Double
  let events: [ChangeDetection.Event]

  /// Things farther apart than this, in metres, belong to different projects.
  static let gap = 30.0
  /// So do things that changed farther apart in time than this, in days.
  static let pause = 240.0
  /// Works are drawn around their things by closing gaps up to this, in metres.
  static let closing = 25.0
  /// Works smaller than this, in square metres, are one thing and no project.
  static let minimumArea = 800.0

  /// The things with their works appended, `parent` set.
  /// - Parameter others: changed ground that is no thing of its own, and so is not reported; it belongs to works beside
  ///   what is.
  func group(_ things: [TrackedThing], others: [TrackedThing]) -> [TrackedThing] {
    let all = things + others
    var sets = DisjointSets(count: all.count)
    let members = all.indices.filter { all[$0].change != .removed }
    let places = all.map { Place($0, series) }
    for (position, first) in members.enumerated() {
      for second in members[(position + 1)...] where near(places[first], places[second]) { sets.join(first, second) }
    }
    var groups: [Int: [Int]] = [:]
    for index in members { groups[sets.root(of: index), default: []].append(index) }
    var result = things
    for root in groups.keys.sorted() {
      guard let group = groups[root], group.count >= 2,
        group.contains(where: { all[$0].kind.isRoofed || all[$0].kind == .clearedGround }),
        let works = works(group.map { all[$0] })
      else { continue }
      for index in group where index < things.count { result[index].parent = result.count }
      result.append(works)
    }
    return result
  }

  /// When and where a thing changed.
  private struct Place {
    let day: Double
    let box: Window
    let pixels: [(row: Int, column: Int)]

    init(_ thing: TrackedThing, _ series: StackSeries) {
      day = series.dates[thing.history.firstNew ?? 0].daysSince1970
      box = Composite.window(around: thing.pixels, grid: series.grid, margin: 0)
      let columns = series.grid.columns
      // Divided once, not for every pair of pixels.
      pixels = thing.pixels.map { ($0 / columns, $0 % columns) }
    }
  }

  private func near(_ first: Place, _ second: Place) -> Bool {
    guard abs(first.day - second.day) <= Self.pause else { return false }
    let reach = Self.gap / gsd
    let (a, b) = (first.box, second.box)
    guard a.column - b.column - b.columns < Int(reach) + 1, b.column - a.column - a.columns < Int(reach) + 1,
      a.row - b.row - b.rows < Int(reach) + 1, b.row - a.row - a.rows < Int(reach) + 1
    else { return false }
    for pixel in first.pixels {
      for other in second.pixels {
        let down = Double(pixel.row - other.row)
        let right = Double(pixel.column - other.column)
        if down * down + right * right <= reach * reach { return true }
      }
    }
    return false
  }

  private func works(_ things: [TrackedThing]) -> TrackedThing? {
    let pixels = disturbed(things)
    guard Double(pixels.count) * gsd * gsd >= Self.minimumArea,
      let first = things.min(by: { ($0.history.firstNew ?? .max) < ($1.history.firstNew ?? .max) })
    else { return nil }
    let window = Composite.window(around: pixels, grid: series.grid, margin: 2)
    let local = Set(Composite.local(pixels, in: window, grid: series.grid))
    let field = (0..<window.pixelCount).map { local.contains($0) ? Float(1) : 0 }
    let rings = HalfLevel.rings(field, columns: window.columns, rows: window.rows)
    let ring = rings.max { abs(PixelOutline.signedArea($0)) < abs(PixelOutline.signedArea($1)) }
    let outline = ring.map { ring in
      PixelOutline(
        freehand: ring.map {
          PixelPoint(column: $0.column + Double(window.column), row: $0.row + Double(window.row))
        })
    }
    let buildings = things.filter { $0.kind.isRoofed && $0.change == .built }.count
    return TrackedThing(
      pixels: pixels, outline: outline, kind: .works,
      reasons: [
        "\(things.count) changes within \(Int(Self.gap)) m and \(Int(Self.pause)) days of each other, "
          + "\(buildings) of them buildings"
      ],
      change: buildings > 0 ? .built : .cleared, score: things.map(\.score).max() ?? 0, history: first.history,
      limits: first.limits, measuredOn: [], parent: nil)
  }

  /// The things' pixels and every weaker step that touches them in time, closed over small gaps.
  private func disturbed(_ things: [TrackedThing]) -> [Int] {
    let all = things.flatMap(\.pixels)
    let margin = Int(2 * Self.closing / gsd) + 2
    let window = Composite.window(around: all, grid: series.grid, margin: margin)
    var flags = [Bool](repeating: false, count: window.pixelCount)
    for pixel in Composite.local(all, in: window, grid: series.grid) { flags[pixel] = true }
    let days = series.dates.map(\.daysSince1970)
    let moments = things.compactMap { $0.history.firstNew.map { days[$0] } }
    let start = (moments.min() ?? 0) - 60
    let end = (moments.max() ?? 0) + 60
    let near = Morphology.dilate(flags, columns: window.columns, rows: window.rows, radius: Self.closing / gsd)
    let weak = events.filter { start...end ~= days[$0.step.firstNew] }.map(\.pixel)
    for pixel in Composite.local(weak, in: window, grid: series.grid) where near[pixel] { flags[pixel] = true }
    let closed = Morphology.close(flags, columns: window.columns, rows: window.rows, radius: Self.closing / gsd)
    let filled = Morphology.fillHoles(closed, columns: window.columns, rows: window.rows)
    let opened = Morphology.open(filled, columns: window.columns, rows: window.rows, radius: 2)
    return Composite.places(opened.indices.filter { opened[$0] }, in: window, grid: series.grid)
  }
}
