import Provenance
import Tracking

/// A feature that a later run shows as several, or several that it shows as one, for the ledger.
struct IdentityChange: Sendable, Hashable {
  struct Piece: Sendable, Hashable {
    let id: String
    /// Of the whole's area.
    let share: Double
  }

  let form: IdentityLink.Form
  /// Before a split, or after a merge.
  let whole: String
  /// The largest first.
  let pieces: [Piece]

  var json: JSONValue {
    [
      "form": .string(form.rawValue), "whole": .string(whole),
      "pieces": .array(pieces.map { ["id": .string($0.id), "share": .decimal($0.share, places: 3)] }),
    ]
  }
}
