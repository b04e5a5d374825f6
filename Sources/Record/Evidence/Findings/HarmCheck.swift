import Provenance
import Quantities

/// What must be answered before a finding is published: whom it may hurt, and whether it may be shown.
package struct HarmCheck: Sendable, Hashable {
  /// A question that was answered, with what was done about it.
  package struct Answer: Sendable, Hashable {
    package let isYes: Bool
    package let note: String

    package init(_ isYes: Bool, note: String = "") {
      self.isYes = isYes
      self.note = note
    }

    var json: JSONValue { ["yes": .bool(isYes), "note": .string(note)] }

    init?(json: JSONValue) {
      guard let isYes = json["yes"]?.boolValue, let note = json["note"]?.stringValue else { return nil }
      self.init(isYes, note: note)
    }
  }

  /// Could somebody at the place, or who gave the information, come to harm by it?
  package let peopleAtRisk: Answer
  /// Does it tell of an operation that is under way?
  package let liveOperation: Answer
  /// Do the licences of the pictures and sources allow it to be published?
  package let licenceAllows: Answer
  /// Not to be published before this moment; `nil` where none was set.
  package let embargoUntil: Timestamp?
  package let by: String
  package let at: Timestamp

  package init(
    peopleAtRisk: Answer, liveOperation: Answer, licenceAllows: Answer, embargoUntil: Timestamp?, by: String,
    at: Timestamp
  ) {
    self.peopleAtRisk = peopleAtRisk
    self.liveOperation = liveOperation
    self.licenceAllows = licenceAllows
    self.embargoUntil = embargoUntil
    self.by = by
    self.at = at
  }

  /// - Throws: `harm` with the answer that forbids it.
  func permit(at moment: Timestamp, _ place: String) throws(EvidenceError) {
    if peopleAtRisk.isYes, peopleAtRisk.note.isBlank {
      throw EvidenceError(
        .harm, at: place, "People may come to harm by it, and nothing is said of what was done about that.",
        mend: "Withhold it, or say with --people-note what was done so that nobody does.")
    }
    if liveOperation.isYes {
      throw EvidenceError(
        .harm, at: place, "It tells of an operation that is under way.",
        mend: "Wait until it is over; Telltale guides nothing.")
    }
    if !licenceAllows.isYes {
      throw EvidenceError(
        .harm, at: place, "The licences do not allow it to be published.",
        mend: "Ask for leave, or rest the finding on pictures whose licence allows it.")
    }
    if let embargoUntil, moment < embargoUntil {
      throw EvidenceError(
        .harm, at: place, "It is under embargo until \(embargoUntil).", mend: "Publish it from that date on.")
    }
  }

  package var json: JSONValue {
    [
      "peopleAtRisk": peopleAtRisk.json, "liveOperation": liveOperation.json, "licenceAllows": licenceAllows.json,
      "embargoUntil": JSONValue(embargoUntil?.description), "by": .string(by), "at": .string(at.description),
    ]
  }

  package init?(json: JSONValue) {
    guard let people = json["peopleAtRisk"].flatMap(Answer.init(json:)),
      let live = json["liveOperation"].flatMap(Answer.init(json:)),
      let licence = json["licenceAllows"].flatMap(Answer.init(json:)),
      let embargo = json.optional("embargoUntil", { $0.stringValue.flatMap(Timestamp.init(iso8601:)) }),
      let by = json["by"]?.stringValue, let at = json.moment("at")
    else { return nil }
    self.init(
      peopleAtRisk: people, liveOperation: live, licenceAllows: licence, embargoUntil: embargo, by: by, at: at)
  }
}
