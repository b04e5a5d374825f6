import Foundation
import Geodesy

/// Whether dark places can be the shadows of a scene's clouds: they lie away from the sun, all by the same step.
///
/// ```
///        sun                 step = height · cot(elevation), away from the sun's azimuth
///          ╲   cloud
///           ╲ ☁ ───────▶ ▒   the ray through the cloud's middle meets the ground at its shadow's
/// ```
/// Clouds of one scene lie at about one height, so one step serves for all; it is found by trying those of heights from
/// 200 m to 12 km, in the sun's direction where that is known, in those that the sun takes on that day where its time is
/// not. Cells of some pixels are compared, not pixels.
/// - Source: [Zhu2012] for the match over heights; here without the cloud's temperature.
struct ShadowMatch {
  static let heights = 200.0...12_000.0
  /// Cells on the longer side.
  static let cellsAcross = 56
  /// Degrees by which the grid's north and the clouds' own relief may turn the direction.
  static let turn = 12.0
  /// Cells that must fit, and their share of all cells that can be judged, for a step to be believed.
  static let fewestHits = 6
  static let leastFit = 0.4
  /// Steps that are looked at more closely.
  static let mostCandidates = 8
  /// A bank is denied where so much of it can be judged, and no more of that lies in a shadow.
  static let leastJudged = 0.8
  static let mostExplained = 0.1

  private let columns: Int
  /// Pixels on a cell's side.
  let size: Int
  private let across: Int
  private let down: Int
  /// Shares of each cell.
  private let cloud: [Bool]
  private let known: [Bool]
  /// Steps that may be right, the best fit first.
  let candidates: [Candidate]
  /// From a cloud to its shadow, in cells; `nil` where none is believed.
  let step: (columns: Int, rows: Int)?

  struct Candidate {
    /// In cells.
    let step: (columns: Int, rows: Int)
    /// Cells of shadow where one must be, as a share of these, those that are lacking and dark cells without a cloud.
    let fit: Double
  }

  /// - Parameters:
  ///   - suns: where the sun may have stood; empty where nothing is known.
  ///   - gsd: metres a pixel.
  init(
    cloud: [Bool], dark: [Bool], isKnown: [Bool], columns: Int, rows: Int, suns: [SolarPosition], gsd: Double
  ) {
    let size = max(1, (max(columns, rows) + Self.cellsAcross - 1) / Self.cellsAcross)
    let (across, down) = ((columns + size - 1) / size, (rows + size - 1) / size)
    func cells(_ flags: [Bool]) -> [Bool] {
      var counts = [Int](repeating: 0, count: across * down)
      for pixel in flags.indices where flags[pixel] {
        counts[pixel / columns / size * across + pixel % columns / size] += 1
      }
      return counts.map { 2 * $0 >= size * size }
    }
    self.columns = columns
    self.size = size
    self.across = across
    self.down = down
    self.cloud = cells(cloud)
    known = cells(isKnown)
    candidates = Self.best(
      cloud: self.cloud, dark: cells(dark), known: known, across: across, down: down,
      steps: Self.steps(across, down, suns: suns, metresPerCell: gsd * Double(size)))
    step = candidates.first { $0.fit > Self.leastFit }?.step
  }

  /// Steps that clouds of plausible height can make.
  private static func steps(
    _ across: Int, _ down: Int, suns: [SolarPosition], metresPerCell: Double
  ) -> [(columns: Int, rows: Int)] {
    let most = 2 * max(across, down) / 3
    let rays = suns.filter { $0.elevation.magnitude > 0 }
      .map { (rise: tan($0.elevation.magnitude), azimuth: $0.azimuth.magnitude) }
    var steps: [(columns: Int, rows: Int)] = []
    for row in -most...most {
      for column in -most...most where (row, column) != (0, 0) {
        let length = hypot(Double(row), Double(column)) * metresPerCell
        // Away from the sun: columns grow eastward, rows southward.
        let away = atan2(-Double(column), Double(row))
        let slack = turn * .pi / 180 + metresPerCell / max(length, metresPerCell)
        let isPossible = rays.contains { rise, azimuth in
          let height = length * rise
          return height > heights.lowerBound - metresPerCell && height < heights.upperBound
            && abs(remainder(away - azimuth, 2 * .pi)) <= slack
        }
        if rays.isEmpty || isPossible { steps.append((column, row)) }
      }
    }
    return steps
  }

  /// Steps at which enough shadows lie where they must, the best fit first; no two of them side by side.
  private static func best(
    cloud: [Bool], dark: [Bool], known: [Bool], across: Int, down: Int, steps: [(columns: Int, rows: Int)]
  ) -> [Candidate] {
    let clouds = cloud.indices.filter { cloud[$0] }.map { (column: $0 % across, row: $0 / across) }
    let darks = dark.indices.filter { dark[$0] }.map { (column: $0 % across, row: $0 / across) }
    guard clouds.count >= fewestHits, darks.count >= fewestHits else { return [] }
    var found: [Candidate] = []
    for step in steps {
      var (hits, lit, unexplained) = (0, 0, 0)
      for cell in clouds {
        let (column, row) = (cell.column + step.columns, cell.row + step.rows)
        guard (0..<across).contains(column), (0..<down).contains(row) else { continue }
        let place = row * across + column
        if dark[place] { hits += 1 } else if known[place], !cloud[place] { lit += 1 }
      }
      guard hits >= fewestHits else { continue }
      for cell in darks {
        let (column, row) = (cell.column - step.columns, cell.row - step.rows)
        guard (0..<across).contains(column), (0..<down).contains(row), known[row * across + column] else { continue }
        if !cloud[row * across + column] { unexplained += 1 }
      }
      found.append(Candidate(step: step, fit: Double(hits) / Double(hits + lit + unexplained)))
    }
    found.sort { $0.fit > $1.fit }
    var best: [Candidate] = []
    for candidate in found where best.count < mostCandidates {
      let isNew = best.allSatisfy {
        max(abs($0.step.columns - candidate.step.columns), abs($0.step.rows - candidate.step.rows)) > 1
      }
      if isNew { best.append(candidate) }
    }
    return best
  }

  /// Whether no cloud of the scene casts a shadow on `bank`, and none beyond its border can.
  func denies(_ bank: [Int]) -> Bool {
    guard let step else { return false }
    var (judged, explained) = (0, 0)
    for pixel in bank {
      let column = pixel % columns / size - step.columns
      let row = pixel / columns / size - step.rows
      guard (1..<across - 1).contains(column), (1..<down - 1).contains(row), known[row * across + column]
      else { continue }
      judged += 1
      if (row - 1...row + 1).contains(where: { r in (column - 1...column + 1).contains { cloud[r * across + $0] } }) {
        explained += 1
      }
    }
    return Double(judged) >= Self.leastJudged * Double(bank.count)
      && Double(explained) <= Self.mostExplained * Double(judged)
  }
}
