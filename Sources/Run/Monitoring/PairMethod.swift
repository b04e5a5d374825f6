import Changes
import Foundation
import Provenance
import Quantities

/// How change between two pictures was looked for, and why so.
struct PairMethod {
  let change: PairFindings
  let kind: PairChange.Kind
  let falseAlarmRate: Double
  /// Size of a pixel of the grid on the ground; `nil` where that is not known.
  let pixel: Metres?
  let factor: Double
  /// Of the pictures, before and after.
  let names: (String, String)

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("kind", .string(kind.rawValue)), .init("name", .string(name)),
      .init("why", .string(words.joined(separator: " "))),
      .init("falseAlarmRate", .number(falseAlarmRate)),
      .init(
        "canonicalCorrelations", .array(change.correlations.map { .decimal($0, places: 6) })),
      .init("rounds", .integer(change.rounds)),
    ]
    if let built = change.built {
      members.append(.init("cues", .array(built.cues.map { .string($0) })))
      members.append(.init("smoothing", .decimal(built.smoothing, places: 2)))
      if built.form == .shape { members.append(.init("neighbourhood", .decimal(built.neighbourhood, places: 2))) }
    }
    if let pieces = change.pieces {
      members.append(
        .init(
          "pieces",
          [
            "count": .integer(pieces.count), "compared": .integer(pieces.compared),
            "columns": .integer(pieces.columns), "rows": .integer(pieces.rows),
          ]))
    }
    return .object(members)
  }

  private var name: String {
    switch change.built?.form {
    case .colour: "builtByColour"
    case .shape: "builtByShape"
    case nil: "irMad"
    }
  }

  var words: [String] {
    var result: [String] = []
    switch change.built?.form {
    case .colour:
      result.append(
        "Built ground by colour: a pixel of \(size ?? "unknown size") shows no shape of a building, so it is looked for "
          + "where MAD variates and band differences depart together.")
    case .shape:
      result.append(
        "Built ground by shape: \(size.map { "pixels of \($0) show" } ?? "pixels of unknown size are taken to show") the "
          + "shape of a building, so it is looked for where cues meet: \(change.built?.cues.joined(separator: ", ") ?? "")."
      )
    case nil:
      result.append("Two pictures: IR-MAD, its null fitted to the ground that did not change.")
      if kind == .built {
        result.append("The pictures are equal but for a part of them: whatever differs is shown, built or not.")
      }
    }
    if let pieces = change.pieces { result += words(of: pieces) }
    if !change.hasNoise {
      result.append(
        "Unchanged ground is equal in both, so a difference counts in units of a thousandth of the picture's range.")
    }
    for band in change.leftOut {
      result.append(
        "Band \(band.band) of \(band.isAfter ? names.1 : names.0) is left out\(change.pieces == nil ? "" : " in places"): "
          + "it is constant, or the bands before it give it.")
    }
    if !change.isSettled {
      result.append("The rounds of IR-MAD did not come to rest in \(change.rounds).")
    }
    return result
  }

  private func words(of pieces: PairFindings.Pieces) -> [String] {
    var result = [
      "The pictures are larger than the memory that may be used: compared in \(pieces.count) pieces of up to "
        + "\(pieces.columns) × \(pieces.rows) pixels, each with a null of its own."
    ]
    if pieces.isAligned, pieces.shifts.count < pieces.compared {
      let rest = pieces.compared - pieces.shifts.count
      result.append(
        "\(rest) of the pieces could not be aligned by \(rest == 1 ? "itself" : "themselves"): there the alignment of "
          + "the whole counts.")
    }
    if pieces.compared < pieces.count {
      let rest = pieces.count - pieces.compared
      result.append(
        "\(rest) of the pieces \(rest == 1 ? "shows" : "show") too little to be compared and "
          + "\(rest == 1 ? "counts" : "count") as not seen.")
    }
    return result
  }

  private var size: String? { pixel.map { "\(JSONValue.fixed($0.magnitude * factor, places: 1)) m" } }
}
