import Foundation
import Provenance

/// Two analysts' outlines and labels of the same things, as a file has them: outlines as rings in metres on a
/// plane, or as GeoJSON in degrees.
///
/// ```json
/// {"analysts": [
///   {"name": "M. Ito",
///    "outlines": {"f-1": [[0, 0], [40, 0], [40, 30], [0, 30]]},
///    "labels": {"f-1": "building", "f-2": "rail cars"}},
///   {"name": "A. Berg",
///    "outlines": {"f-1": [[1, 0], [41, 0], [41, 30], [1, 30]]},
///    "labels": {"f-1": "building", "f-2": "vehicles"}}
/// ]}
/// ```
///
/// In degrees, each analyst has `"features"`, a FeatureCollection of polygons without holes, instead of `"outlines"`;
/// each feature has its `id` and may have `properties.label`. One file keeps to one of the two.
package struct AgreementFile: Sendable, Hashable {
  package let first: AnalystAgreement.Work
  package let second: AnalystAgreement.Work

  package init(_ first: AnalystAgreement.Work, _ second: AnalystAgreement.Work) {
    self.first = first
    self.second = second
  }

  /// - Parameter file: what errors call it.
  /// - Throws: `unreadable`, `incomplete`, `outOfRange` or `needsAnother`, with the analyst and thing that is wrong.
  package init(_ data: Data, at file: String) throws(EvidenceError) {
    let form = try InputForm(data, at: file)
    _ = try form.required("analysts")
    let analysts = try form.items("analysts", most: 100)
    guard analysts.count == 2 else {
      throw EvidenceError(
        .incomplete, at: form.place, "It has \(analysts.count) analysts.", mend: "Compare two at a time.")
    }
    let (a, b) = (try AnalystForm(analysts[0]), try AnalystForm(analysts[1]))
    if let one = a.isInDegrees, let other = b.isInDegrees, one != other {
      throw EvidenceError(
        .unreadable, at: form.place, "The outlines of one analyst are in metres and those of the other in degrees.",
        mend: "Give both in metres on one plane, or both as GeoJSON.")
    }
    let centres = a.centres.merging(b.centres) { first, _ in first }
    first = try a.work(around: centres)
    second = try b.work(around: centres)
    // What cannot be compared is told now, and not when the report is made.
    _ = try form.making { () throws(EvidenceError) in try AnalystAgreement(first, second) }
  }

  /// - Throws: as `AnalystAgreement`.
  package func agreement() throws(EvidenceError) -> AnalystAgreement { try AnalystAgreement(first, second) }

  /// In metres, whatever was read.
  package var json: JSONValue { ["analysts": [Self.json(first), Self.json(second)]] }

  private static func json(_ work: AnalystAgreement.Work) -> JSONValue {
    let outlines = work.outlines.sorted { $0.key < $1.key }.map { id, outline in
      JSONValue.Member(id, .array(outline.points.map { [.number($0.east), .number($0.north)] }))
    }
    let labels = work.labels.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) }
    return ["name": .string(work.analyst), "outlines": .object(outlines), "labels": .object(labels)]
  }
}
