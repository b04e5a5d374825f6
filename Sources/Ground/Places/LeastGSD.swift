import Quantities

/// What kinds of things can be told at which size of a pixel, after the National Imagery Interpretability Rating Scale.
///
/// A thing is told for what it is where its narrow side covers three pixels, the width from which on it is outlined and
/// measured; long things where their width covers one and a half. The scale's own levels, which count what a person makes
/// out by its ground resolved distance, stand beside it.
/// - Source: [IRARS1996], its visible scale and its civil one; what the scale does not name is set by size alone.
package struct LeastGSD: Sendable, Hashable {
  package let kind: FeatureKind
  /// In a sentence: "a crane".
  package let words: String
  /// The narrow side of the smallest usual one.
  package let dimension: Metres
  /// The largest pixel at which it can be told.
  package let gsd: Metres
  /// Level of the scale whose ground resolved distance holds `gsd`; `nil` where that is coarser than the scale begins.
  package let level: Int?
  /// What an interpreter makes out at that level, or why the size was taken.
  package let note: String

  /// Every kind once, in the contract's order, without `unknown`.
  package static let table: [LeastGSD] = [
    .init(
      .building, "a building", 12, 4, 3, "level 3 detects individual houses; large halls are seen at level 2 as well"),
    .init(.housing, "housing", 9, 3, 3, "level 3 detects individual houses in residential neighbourhoods"),
    .init(.tunnelWorks, "tunnel works", 9, 3, 3, "the portal's cutting; by its size"),
    .init(.crane, "a crane", 15, 5, 2, "a gantry's or bridge's reach; by its size"),
    .init(.road, "a road", 6, 4, 3, "long: one and a half pixels across are enough"),
    .init(.rail, "a rail line", 4.5, 3, 3, "long; level 4 identifies single tracks, level 3 detects strings of cars"),
    .init(.clearedGround, "cleared ground", 30, 10, nil, "bare ground has no parts to be made out; by its size"),
    .init(.excavation, "an excavation", 30, 10, nil, "by its size; its depth needs a shadow of three pixels"),
    .init(.stockpile, "a stockpile", 9, 3, 3, "a heap; by its size"),
    .init(
      .vehicles, "a vehicle", 3, 1, 5, "level 6 tells the types of cars; three pixels along one are its least trace"),
    .init(.railCars, "a rail car", 3, 1, 5, "level 5 identifies single cars by type; rakes are seen at level 3"),
    .init(.water, "a water surface", 30, 10, nil, "by its size and colour"),
    .init(.screen, "a screen", 9, 3, 3, "a roof without walls; by its size"),
    .init(.works, "works", 60, 20, nil, "disturbed ground of a project; by its size"),
  ]

  private init(
    _ kind: FeatureKind, _ words: String, _ dimension: Double, _ gsd: Double, _ level: Int?, _ note: String
  ) {
    self.kind = kind
    self.words = words
    self.dimension = Metres(dimension)
    self.gsd = Metres(gsd)
    self.level = level
    self.note = note
  }

  package static func of(_ kind: FeatureKind) -> LeastGSD? { table.first { $0.kind == kind } }

  /// Why a thing of that kind cannot be told on pixels of `gsd`; `nil` where it can.
  /// - Parameter width: the narrow side of the one in question, where it is known: a large hall is seen where a house is not.
  package static func refusal(_ kind: FeatureKind, gsd: Metres, width: Metres? = nil) -> String? {
    guard let entry = of(kind) else { return nil }
    let scale = max(1, (width?.magnitude ?? 0) / entry.dimension.magnitude)
    let least = entry.gsd.magnitude * scale
    guard gsd.magnitude > least * tolerance else { return nil }
    return "at \(text(gsd.magnitude)) m \(entry.words) cannot be told; \(text(least)) m or better is needed"
  }

  /// Pixels of 3.1 m are called 3 m.
  private static let tolerance = 1.1

  private static func text(_ metres: Double) -> String {
    let tenths = (metres * 10).rounded() / 10
    return tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
  }
}
