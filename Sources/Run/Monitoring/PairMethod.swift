import Changes
import Foundation
import Provenance
import Quantities

/// How change between two pictures was looked for, and why so.
struct PairMethod {
  let change: PairChange
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
        "canonicalCorrelations", .array(change.alteration.correlations.map { .decimal($0, places: 6) })),
      .init("rounds", .integer(change.alteration.rounds)),
    ]
    if let built = change.built {
      members.append(.init("cues", .array(built.cues.map { .string($0) })))
      members.append(.init("smoothing", .decimal(built.smoothing, places: 2)))
      if built.form == .shape { members.append(.init("neighbourhood", .decimal(built.neighbourhood, places: 2))) }
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
    if !change.hasNoise {
      result.append(
        "Unchanged ground is equal in both, so a difference counts in units of a thousandth of the picture's range.")
    }
    for band in change.alteration.leftOut {
      result.append(
        "Band \(band.band) of \(band.isAfter ? names.1 : names.0) is left out: it is constant, or the bands before it "
          + "give it.")
    }
    if !change.alteration.isSettled {
      result.append("The rounds of IR-MAD did not come to rest in \(change.alteration.rounds).")
    }
    return result
  }

  private var size: String? { pixel.map { "\(JSONValue.fixed($0.magnitude * factor, places: 1)) m" } }
}
