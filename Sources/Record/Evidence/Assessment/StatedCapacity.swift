import Provenance
import Quantities

/// A capacity range as somebody stated it, with where its floor area comes from.
package struct StatedCapacity: Sendable, Hashable {
  package let range: CapacityRange
  /// Id of the feature whose floor area it is; `nil` where a person gave the number.
  package let feature: String?
  package let by: String
  package let at: Timestamp

  /// - Throws: `incomplete` without a name.
  package init(
    _ range: CapacityRange, feature: String? = nil, by person: String, at moment: Timestamp
  ) throws(EvidenceError) {
    guard !AssessmentText.isEmpty(person) else {
      throw EvidenceError(
        .incomplete, at: "capacity", "Nobody is named who states it.", mend: "Give a name or pseudonym with --by.")
    }
    self.range = range
    self.feature = feature
    by = person
    at = moment
  }

  package var json: JSONValue {
    .object(
      (range.json.members ?? []) + [
        .init("feature", JSONValue(feature)), .init("by", .string(by)), .init("at", .string(at.description)),
      ])
  }

  /// `nil` for anything that could not have been made.
  package init?(json: JSONValue) {
    guard let range = CapacityRange(json: json), let feature = json.optional("feature", \.stringValue),
      let by = json["by"]?.stringValue, let at = json.moment("at"),
      let stated = try? StatedCapacity(range, feature: feature, by: by, at: at)
    else { return nil }
    self = stated
  }
}
