import Kernels
import Rasters

/// A reference made ready in one of the ways in which pictures are compared: reduced, for a first look at the whole, and
/// with a lattice of places for tie points at each level from coarse to fine.
struct ReferenceView: Sendable {
  enum Kind: Sendable, CaseIterable {
    /// The samples as they are.
    case brightness
    /// How steep they are, whichever way: the same where dark and bright change places.
    case steepness

    func plane(_ plane: AlignmentPlane) -> AlignmentPlane {
      switch self {
      case .brightness: plane
      case .steepness: plane.steepness
      }
    }
  }

  /// A picture reduced by a factor, and its lattice.
  struct Level: Sendable {
    let factor: Int
    let lattice: TiePointLattice
  }

  let kind: Kind
  let coarse: CoarseSearch
  let turning: CoarseSearch
  /// From coarse to fine; the last is the picture itself.
  let levels: [Level]
  /// The picture itself in wider windows, for where little is clear or alike; `nil` where it is too small.
  private let lazyWide: LazyValue<TiePointLattice>?
  var wide: TiePointLattice? { lazyWide?.value }

  /// The picture itself with more windows of the same size, for where few of those of a lattice are clear.
  private let lazyDense: LazyValue<TiePointLattice>
  var dense: TiePointLattice { lazyDense.value }

  /// `ToneSensitivity` of the reference.
  private let lazyTone: LazyValue<Double>
  var toneVariance: Double { lazyTone.value }

  private static let densePlaces = 400
  private static let coarseSize = 256
  private static let turningSize = 128
  /// From the first look on, levels are so many times finer each.
  private static let levelStep = 4

  init(_ reference: AlignmentPlane, kind: Kind) {
    self.kind = kind
    let plane = kind.plane(reference)
    coarse = CoarseSearch(reference: plane, size: Self.coarseSize)
    turning = CoarseSearch(reference: plane, size: Self.turningSize)
    let side = min(plane.columns, plane.rows)
    // Windows of 16 do not stand out from chance: a picture too small for one of 32 has no place for tie points.
    let window = side >= 128 ? 64 : 32
    var factors = [1]
    while factors[0] * Self.levelStep < coarse.factor { factors.insert(factors[0] * Self.levelStep, at: 0) }
    levels = factors.map { factor in
      Level(
        factor: factor,
        lattice: TiePointLattice(
          reference: plane.reduced(by: factor), windowSize: window, count: Registration.tiePointsAtMost))
    }
    let finest = levels[levels.count - 1].lattice
    lazyTone = LazyValue { ToneSensitivity.variance(reference, kind, finest) }
    lazyDense = LazyValue {
      TiePointLattice(reference: plane, windowSize: window, count: Self.densePlaces)
    }
    lazyWide =
      side < 3 * window
      ? nil
      : LazyValue {
        TiePointLattice(reference: plane, windowSize: 2 * window, count: Registration.tiePointsAtMost)
      }
  }

  var finest: TiePointLattice { levels[levels.count - 1].lattice }
}

extension AlignmentPlane {
  /// Length of the brightness's slope over three pixels; not valid where a neighbour is not.
  var steepness: AlignmentPlane {
    var result = [Float](repeating: 0, count: columns * rows)
    var flags = [Bool](repeating: false, count: columns * rows)
    guard columns > 2, rows > 2 else {
      return AlignmentPlane(columns: columns, rows: rows, samples: result, valid: flags)
    }
    let source = samples.span
    let known = valid.span
    for row in 1..<rows - 1 {
      for column in 1..<columns - 1 {
        let index = row &* columns &+ column
        guard known[index], known[index &- 1], known[index &+ 1], known[index &- columns], known[index &+ columns]
        else { continue }
        let across = source[index &+ 1] - source[index &- 1]
        let down = source[index &+ columns] - source[index &- columns]
        result[index] = (across * across + down * down).squareRoot()
        flags[index] = true
      }
    }
    return AlignmentPlane(columns: columns, rows: rows, samples: result, valid: flags)
  }
}
