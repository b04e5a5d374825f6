import Kernels
import Rasters
import Statistics

/// Whether a scene shows the ground at all, told by what lies beside what: which of two neighbouring places is the
/// brighter one.
///
/// Season, haze, gain and stretch leave most of these signs as they are; a sheet of cloud has signs of its own, however
/// well its brightness can be brought to the ground's.
struct GroundStructure {
  /// Tiles of the grid that are judged each by itself, a side: cloud over a part hides the ground of that part.
  static let tiles = 8
  /// Fewer pairs of a tile say nothing.
  static let fewestPairs = 40
  /// A tile has structure where the typical scene agrees this well with the stack's median; 1 is full agreement, 0 chance.
  static let leastTypical = 0.3
  /// A scene shows a tile where it agrees this share of the typical scene's.
  static let shownShare = 1.0 / 3
  /// Fewer tiles with structure give no verdict, nor do fewer scenes.
  static let fewestTiles = 6
  static let fewestScenes = 3

  /// Per tile, pairs of neighbouring places.
  private var pairs: [[(left: Int, right: Int)]]
  private let tileOfPlace: [Int]

  /// - Parameter places: pixels of a regular lattice, in order; some may be missing.
  init(_ places: [Int], grid: Grid) {
    pairs = Array(repeating: [], count: Self.tiles * Self.tiles)
    tileOfPlace = places.map { place in
      place / grid.columns * Self.tiles / grid.rows * Self.tiles + place % grid.columns * Self.tiles / grid.columns
    }
    let step = zip(places, places.dropFirst()).map { $1 - $0 }.min() ?? 0
    for index in places.indices.dropLast() where places[index + 1] - places[index] == step {
      guard places[index] % grid.columns + step < grid.columns else { continue }
      pairs[tileOfPlace[index]].append((index, index + 1))
    }
  }

  /// What each tile of a scene shows: `nil` where nothing can be said.
  struct Verdict: Sendable {
    fileprivate(set) var tiles: [Bool?]
    fileprivate let tileOfPlace: [Int]

    /// Whether the scene shows under `SceneNormalisation.minimumInvariantShare` of the tiles that were judged.
    var isHidden: Bool {
      let judged = tiles.count { $0 != nil }
      let shown = tiles.count { $0 == true }
      return judged >= fewestTiles && Double(shown) < SceneNormalisation.minimumInvariantShare * Double(judged)
    }

    /// Whether the place lies in a tile that does not show the ground.
    func hides(_ place: Int) -> Bool { tiles[tileOfPlace[place]] == false }
  }

  /// One verdict a scene.
  /// - Parameters:
  ///   - samples: per scene, band and place; NaN where nothing was measured.
  ///   - level: per band and place the median over the scenes.
  func verdicts(_ samples: [[[Double]]], level: [[Double]], threads: Int) -> [Verdict] {
    var verdicts = samples.map { _ in
      Verdict(tiles: Array(repeating: nil, count: pairs.count), tileOfPlace: tileOfPlace)
    }
    guard samples.count >= Self.fewestScenes else { return verdicts }
    let found = Parallel.map(pairs.count, threads: threads) { tile -> [Double?] in
      let steep = level.map { Self.steeperHalf(pairs[tile], of: $0) }
      return samples.map { Self.agreement($0, level, steep) }
    }
    for (tile, agreements) in found.enumerated() {
      guard let typical = Quantiles.median(agreements.compactMap { $0 }), typical >= Self.leastTypical else { continue }
      for (scene, agreement) in agreements.enumerated() {
        verdicts[scene].tiles[tile] = agreement.map { $0 >= Self.shownShare * typical }
      }
    }
    return verdicts
  }

  /// The pairs that differ more than the others: of flat ground the signs are noise.
  private static func steeperHalf(
    _ pairs: [(left: Int, right: Int)], of level: [Double]
  ) -> [(left: Int, right: Int)] {
    let slopes = pairs.map { abs(level[$0.right] - level[$0.left]) }
    guard let middle = Quantiles.median(slopes.filter(\.isFinite)) else { return [] }
    return pairs.indices.filter { slopes[$0] >= middle && slopes[$0] > 0 }.map { pairs[$0] }
  }

  /// Equal signs less unequal ones over all pairs and bands; `nil` for too few.
  private static func agreement(
    _ scene: [[Double]], _ level: [[Double]], _ pairs: [[(left: Int, right: Int)]]
  ) -> Double? {
    var sum = 0
    var count = 0
    for band in scene.indices {
      for (left, right) in pairs[band] {
        let product = (scene[band][right] - scene[band][left]) * (level[band][right] - level[band][left])
        guard product.isFinite else { continue }
        count += 1
        sum += product > 0 ? 1 : product < 0 ? -1 : 0
      }
    }
    return count >= fewestPairs ? Double(sum) / Double(count) : nil
  }
}
