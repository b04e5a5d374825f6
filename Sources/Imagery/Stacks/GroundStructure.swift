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

  /// - Parameter places: pixels of a regular lattice, in order; some may be missing.
  init(_ places: [Int], grid: Grid) {
    pairs = Array(repeating: [], count: Self.tiles * Self.tiles)
    let step = zip(places, places.dropFirst()).map { $1 - $0 }.min() ?? 0
    for index in places.indices.dropLast() where places[index + 1] - places[index] == step {
      let (row, column) = (places[index] / grid.columns, places[index] % grid.columns)
      guard column + step < grid.columns else { continue }
      let tile = row * Self.tiles / grid.rows * Self.tiles + column * Self.tiles / grid.columns
      pairs[tile].append((index, index + 1))
    }
  }

  /// Scenes that show under `SceneNormalisation.minimumInvariantShare` of the tiles.
  /// - Parameters:
  ///   - samples: per scene, band and place; NaN where nothing was measured.
  ///   - level: per band and place the median over the scenes.
  ///   - isMatched: scenes that count.
  func hidden(_ samples: [[[Double]]], level: [[Double]], among isMatched: [Bool]) -> [Int] {
    let scenes = isMatched.indices.filter { isMatched[$0] }
    guard scenes.count >= Self.fewestScenes else { return [] }
    var judged = [Int](repeating: 0, count: isMatched.count)
    var shown = judged
    for tile in pairs {
      let steep = level.map { Self.steeperHalf(tile, of: $0) }
      let agreements = scenes.map { Self.agreement(samples[$0], level, steep) }
      guard let typical = Quantiles.median(agreements.compactMap { $0 }), typical >= Self.leastTypical else { continue }
      for (scene, agreement) in zip(scenes, agreements) {
        guard let agreement else { continue }
        judged[scene] += 1
        if agreement >= Self.shownShare * typical { shown[scene] += 1 }
      }
    }
    return scenes.filter {
      judged[$0] >= Self.fewestTiles
        && Double(shown[$0]) < SceneNormalisation.minimumInvariantShare * Double(judged[$0])
    }
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
