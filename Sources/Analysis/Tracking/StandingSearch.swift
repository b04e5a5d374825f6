import Foundation
import Kernels
import Rasters
import Stacks
import Statistics

/// Looks for things that stood and are gone, by their shadows.
///
/// The shadow of something `h` metres high lies `h` times `ShadowShift` away from it. Moved back by that much, the shadows
/// of one thing of all dates lie on one another, at its foot, dark until it is gone; the shade of anything else, and of
/// anything of another height, is smeared. A shadow is far easier to see than a thing that is hardly brighter than its
/// ground, and tells its height. [IrvinMcKeown1989]
struct StandingSearch {
  let series: StackSeries
  let gsd: Double
  let shifts: [ShadowShift?]
  let threads: Int

  /// A place, a height and a date that explain the shadows together.
  struct Find: Sendable {
    /// Foot, index in the grid.
    let pixel: Int
    /// Metres; 0 where what is gone lay on the ground and was dark itself.
    let height: Double
    /// First scene without the shadow.
    let firstNew: Int
    /// Difference of the two states over its deviation.
    let score: Double
  }

  /// Heights, metres, and the step between them in pixels of the longest shadow.
  static let lowest = 5.0
  static let highest = 60.0
  /// Shadows fall no farther than this, pixels.
  static let longestShadow = 22.0
  /// A shadow nearer than this to the foot is hidden under the thing.
  static let shortestShadow = 1.8
  /// Between two heights that are tried, pixels of the spread of the shadows.
  static let heightStep = 0.8
  /// Departures count for no more than this, in deviations.
  static let bound: ClosedRange<Float> = -6...2
  static let leastScore = 6.0
  /// Dates that each state needs.
  static let fewestDates = 3

  /// Strongest first.
  func finds(within site: Window, inSite: [Bool]) -> [Find] {
    let heights = heights()
    guard heights.count > 1 else { return [] }
    let tiles = tiles(site)
    let found = Parallel.map(tiles.count, threads: threads) { self.finds(tiles[$0], site: site, inSite: inSite, heights) }
    return found.flatMap { $0 }.sorted { ($0.score, $1.pixel) > ($1.score, $0.pixel) }
  }

  /// 0, and heights whose shadows' places differ by a step.
  private func heights() -> [Double] {
    let lengths = shifts.compactMap { $0.map { hypot($0.columns, $0.rows) } }.sorted()
    guard let shortest = lengths.first, let longest = lengths.last, longest > 0 else { return [] }
    let spread = max(longest - shortest, longest / 3)
    var heights = [0.0]
    var height = Self.lowest
    while height <= Self.highest, height * shortest <= Self.longestShadow {
      if height * longest >= 2 * Self.shortestShadow { heights.append(height) }
      height += Self.heightStep / spread
    }
    return heights
  }

  private static let tileSide = 96

  private func tiles(_ site: Window) -> [Window] {
    stride(from: site.row, to: site.row + site.rows, by: Self.tileSide).flatMap { row in
      stride(from: site.column, to: site.column + site.columns, by: Self.tileSide).map {
        Window(column: $0, row: row, columns: Self.tileSide, rows: Self.tileSide).intersection(site)
      }
    }
  }

  private func finds(_ tile: Window, site: Window, inSite: [Bool], _ heights: [Double]) -> [Find] {
    let reach = Int(Self.longestShadow) + 1
    let wide = Window(
      column: tile.column - reach, row: tile.row - reach, columns: tile.columns + 2 * reach,
      rows: tile.rows + 2 * reach
    ).intersection(Window(column: 0, row: 0, columns: series.grid.columns, rows: series.grid.rows))
    let planes = ShadowPlanes(series, window: wide, inside: wide)
    let offsets = heights.map { self.offsets($0) }
    var result: [Find] = []
    var scratch = Scratch(count: series.count)
    var hits: [(row: Int, column: Int, index: Int, moment: Int, score: Double)] = []
    for row in stride(from: tile.row, to: tile.row + tile.rows, by: 2) {
      for column in stride(from: tile.column, to: tile.column + tile.columns, by: 2) {
        guard inSite[row * series.grid.columns + column] else { continue }
        var best: (row: Int, column: Int, index: Int, moment: Int, score: Double)?
        for (index, height) in heights.enumerated() where height > 0 {
          guard let split = scratch.best(planes, row: row, column: column, offsets[index]),
            split.score >= max(Self.leastScore, best?.score ?? 0)
          else { continue }
          best = (row, column, index, split.firstNew, split.score)
        }
        if let best { hits.append(best) }
      }
    }
    for hit in hits
    where hits.allSatisfy({ abs($0.row - hit.row) > 2 || abs($0.column - hit.column) > 2 || $0.score <= hit.score }) {
      guard
        let find = find(
          planes, row: hit.row, column: hit.column, height: heights[hit.index], near: hit.moment, &scratch)
      else { continue }
      result.append(find)
    }
    return result
  }

  private func find(_ planes: ShadowPlanes, row: Int, column: Int, height: Double, near moment: Int, _ scratch: inout Scratch) -> Find? {
    var centre = (row: row, column: column, height: height, moment: moment)
    var best = 0.0
    for _ in 0..<4 {
      var next = centre
      for step in -2...2 {
        let tried = centre.height * (1 + 0.07 * Double(step))
        let offsets = offsets(tried)
        for down in -1...1 {
          for right in -1...1 {
            guard
              let split = scratch.moving(
                planes, row: centre.row + down, column: centre.column + right, offsets, near: centre.moment),
              split.score > best
            else { continue }
            best = split.score
            next = (centre.row + down, centre.column + right, tried, split.firstNew)
          }
        }
      }
      if next == centre { break }
      centre = next
    }
    guard best >= Self.leastScore,
      let split = scratch.moving(
        planes, row: centre.row, column: centre.column, offsets(centre.height), near: centre.moment),
      split.score >= Self.leastScore, scratch.agrees(split.firstNew)
    else { return nil }
    return Find(
      pixel: centre.row * series.grid.columns + centre.column, height: centre.height, firstNew: split.firstNew,
      score: split.score)
  }

  /// Per scene how far, in pixels, the shadow of that height lies from its foot; `nil` where it would not be seen.
  func offsets(_ height: Double) -> [(column: Int, row: Int)?] {
    shifts.map { shift in
      guard height > 0 else { return (0, 0) }
      guard let shift else { return nil }
      let length = height * hypot(shift.columns, shift.rows)
      guard length >= Self.shortestShadow, length <= Self.longestShadow else { return nil }
      return (Int((height * shift.columns).rounded()), Int((height * shift.rows).rounded()))
    }
  }

  /// Buffers of the search at one place, reused at the next.
  struct Scratch {
    private var values: [Float]
    private var scenes: [Int]
    private var count = 0
    private var isOfState: [Bool]

    init(count: Int) {
      values = Array(repeating: 0, count: count)
      scenes = Array(repeating: 0, count: count)
      isOfState = Array(repeating: false, count: count)
    }

    /// The split of the dates into dark ones before and others after that is clearest.
    mutating func best(
      _ planes: ShadowPlanes, row: Int, column: Int, _ offsets: [(column: Int, row: Int)?]
    ) -> (firstNew: Int, score: Double)? {
      let window = planes.window
      let departures = planes.departures.span
      var count = 0
      var total: Float = 0
      for scene in 0..<planes.count {
        guard let offset = offsets[scene] else { continue }
        let c = column + offset.column - window.column
        let r = row + offset.row - window.row
        guard c >= 0, r >= 0, c < window.columns, r < window.rows else { continue }
        let value = departures[(r * window.columns + c) * planes.count + scene]
        guard !value.isNaN else { continue }
        values[count] = min(max(value, StandingSearch.bound.lowerBound), StandingSearch.bound.upperBound)
        scenes[count] = scene
        total += values[count]
        count += 1
      }
      return split(count, total)
    }

    /// The same of what is darker on each date than on the nearest dates whose shadows fall elsewhere: what is dark on all
    /// dates of a time lies on the ground.
    mutating func moving(
      _ planes: ShadowPlanes, row: Int, column: Int, _ offsets: [(column: Int, row: Int)?], near moment: Int
    ) -> (firstNew: Int, score: Double)? {
      let window = planes.window
      var count = 0
      var total: Float = 0
      for scene in 0..<planes.count {
        guard let offset = offsets[scene] else { continue }
        let c = column + offset.column - window.column
        let r = row + offset.row - window.row
        guard c >= 0, r >= 0, c < window.columns, r < window.rows else { continue }
        let start = (r * window.columns + c) * planes.count
        let own = planes.contrasts[start + scene]
        guard !own.isNaN else { continue }
        var others: [Float] = []
        for pass in 0..<2 where others.count < 2 {
        isOfState[count] = pass == 0
        others.removeAll(keepingCapacity: true)
        var distance = 1
        while others.count < 6, distance < planes.count {
          for other in [scene - distance, scene + distance] where other >= 0 && other < planes.count {
            guard let its = offsets[other], pass == 1 || (other < moment) == (scene < moment), !planes.contrasts[start + other].isNaN,
              (its.column - offset.column) * (its.column - offset.column) + (its.row - offset.row) * (its.row - offset.row) > 12
            else { continue }
            others.append(planes.contrasts[start + other])
          }
          distance += 1
        }
        }
        guard others.count >= 2, let usual = Quantiles.upperMedian(&others) else { continue }
        values[count] = min(max((own - usual) / planes.scatters[scene], StandingSearch.bound.lowerBound), 0.5)
        scenes[count] = scene
        total += values[count]
        count += 1
      }
      self.count = count
      return split(count, total)
    }

    func agrees(_ firstNew: Int) -> Bool {
      let before = (0..<count).filter { scenes[$0] < firstNew }
      let after = (0..<count).filter { scenes[$0] >= firstNew }
      let dark = before.count { values[$0] < -1.5 }
      let late = after.count { values[$0] < -1.5 }
      let wandering = before.filter { isOfState[$0] }
      guard wandering.count >= 2, wandering.count(where: { values[$0] < -1.5 }) * 10 >= wandering.count * 7 else { return false }
      return dark >= 3 && dark * 10 >= before.count * 7 && late * 10 <= after.count * 3
    }

    private func split(_ count: Int, _ total: Float) -> (firstNew: Int, score: Double)? {
      guard count >= 2 * StandingSearch.fewestDates else { return nil }
      var square: Float = 0
      for index in 0..<count { square += values[index] * values[index] }
      var before: Float = 0
      var best = (index: 0, score: Float(0))
      for index in 1..<count {
        before += values[index - 1]
        guard index >= StandingSearch.fewestDates, index <= count - StandingSearch.fewestDates else { continue }
        let (n, m) = (Float(index), Float(count - index))
        let step = (total - before) / m - before / n
        guard step > 0 else { continue }
        // What is left of the scatter around the two levels, one deviation at least.
        let rest = square - before * before / n - (total - before) * (total - before) / m
        let variance = max(rest / (n + m - 2), 1)
        let score = step / (variance * (1 / n + 1 / m)).squareRoot()
        if score > best.score { best = (index, score) }
      }
      return best.index > 0 ? (scenes[best.index], Double(best.score)) : nil
    }
  }
}
