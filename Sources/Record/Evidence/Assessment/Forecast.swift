import Provenance
import Quantities

/// A statement about what will be known by a date, with the probability that somebody gave it, so that it can be
/// scored.
package struct Forecast: Sendable, Hashable {
  /// The probability from one moment on.
  package struct Revision: Sendable, Hashable {
    package let probability: Double
    package let by: String
    package let at: Timestamp
  }

  package enum Outcome: String, Sendable, CaseIterable {
    case happened, didNotHappen
    /// Nobody can tell, though the date has passed.
    case undecidable
  }

  package struct Resolution: Sendable, Hashable {
    package let outcome: Outcome
    package let at: Timestamp
    package let by: String
    /// What shows it: the id of a finding or source, or words.
    package let source: String
  }

  package let id: String
  package let statement: String
  /// By when it must have come true; of a day without time, the end of that day.
  package let due: Timestamp
  /// The first is the forecast as it was made.
  package private(set) var revisions: [Revision]
  package private(set) var resolution: Resolution?

  /// - Throws: `incomplete` without statement or name; `outOfRange` for a probability outside 0 … 1 or a date that had
  ///   passed when it was made.
  package init(
    id: String, statement: String, probability: Double, by: String, madeAt: Timestamp, due: Timestamp
  ) throws(EvidenceError) {
    self.id = id
    self.statement = statement
    self.due = due
    revisions = []
    guard !AssessmentText.isEmpty(statement) else {
      throw EvidenceError(.incomplete, at: place, "It says nothing.", mend: "State what will be seen by the date.")
    }
    guard madeAt.secondsSince1970 <= lastSecond else {
      throw EvidenceError(
        .outOfRange, at: place, "It was made on \(madeAt), after its date, \(due).",
        mend: "Give a date that lies ahead: what has passed is no forecast.")
    }
    try append(probability, by: by, at: madeAt)
  }

  /// The probability that is scored: the last one given.
  package var probability: Double { revisions.last?.probability ?? 0 }
  package var by: String { revisions.first?.by ?? "" }
  package var madeAt: Timestamp { revisions.first?.at ?? due }

  /// The same with another probability.
  /// - Throws: `wrongStatus` after the date or once it is resolved; `outOfRange` for a probability outside 0 … 1 or a
  ///   moment before the last change; `incomplete` without a name.
  package func revised(probability: Double, by person: String, at moment: Timestamp) throws(EvidenceError) -> Forecast {
    guard resolution == nil else {
      throw EvidenceError(
        .wrongStatus, at: place, "It is resolved and cannot be changed.", mend: "Make a new forecast.")
    }
    guard moment.secondsSince1970 <= lastSecond else {
      throw EvidenceError(
        .wrongStatus, at: place, "It would be changed on \(moment), after its date, \(due).",
        mend: "Resolve it; a forecast stands as it was on its date.")
    }
    var forecast = self
    try forecast.append(probability, by: person, at: moment)
    return forecast
  }

  /// The same with what came of it.
  /// - Throws: `wrongStatus` where it is resolved already; `incomplete` without name or source; `outOfRange` for a
  ///   moment before the last change.
  package func resolved(
    _ outcome: Outcome, by person: String, at moment: Timestamp, source: String
  ) throws(EvidenceError) -> Forecast {
    if let resolution {
      throw EvidenceError(
        .wrongStatus, at: place, "It was resolved on \(resolution.at) by \(AssessmentText.name(resolution.by)).",
        mend: "Leave it as it is, or make a new forecast.")
    }
    try requireName(person)
    guard !AssessmentText.isEmpty(source) else {
      throw EvidenceError(
        .incomplete, at: place, "Nothing is named that shows what came of it.",
        mend: "Give the finding or source with --source.")
    }
    try refuseBackwards(moment)
    var forecast = self
    forecast.resolution = Resolution(outcome: outcome, at: moment, by: person, source: source)
    return forecast
  }

  /// Whether its date has passed at that moment and nobody has said what came of it.
  package func isOverdue(at moment: Timestamp) -> Bool { resolution == nil && moment.secondsSince1970 > lastSecond }

  private var place: String { "forecast \(AssessmentText.name(id))" }

  private var lastSecond: Int { due.secondsSince1970 + (due.isDayOnly ? 86_399 : 0) }

  private mutating func append(_ probability: Double, by person: String, at moment: Timestamp) throws(EvidenceError) {
    guard probability >= 0, probability <= 1 else {
      throw EvidenceError(
        .outOfRange, at: place, "The probability is \(probability).", mend: "Give one between 0 and 1.")
    }
    try requireName(person)
    try refuseBackwards(moment)
    revisions.append(Revision(probability: probability, by: person, at: moment))
  }

  private func requireName(_ person: String) throws(EvidenceError) {
    guard AssessmentText.isEmpty(person) else { return }
    throw EvidenceError(
      .incomplete, at: place, "Nobody is named who does this.", mend: "Give a name or pseudonym with --by.")
  }

  private func refuseBackwards(_ moment: Timestamp) throws(EvidenceError) {
    guard let last = revisions.last?.at, moment < last else { return }
    // A day without time stands at its midnight: the same day is not before.
    if moment.isDayOnly, moment.day == last.day { return }
    throw EvidenceError(
      .outOfRange, at: place, "The moment \(moment) lies before the last change, \(last).",
      mend: "Check the clock, and give the moment in UTC.")
  }
}

extension Forecast {
  package var json: JSONValue {
    [
      "id": .string(id), "statement": .string(statement), "due": .string(due.description),
      "probability": .number(probability), "revisions": .array(revisions.map(\.json)),
      "resolution": resolution?.json ?? .null,
    ]
  }

  /// `nil` for anything that could not have been made, step by step.
  package init?(json: JSONValue) {
    guard let id = json["id"]?.stringValue, let statement = json["statement"]?.stringValue,
      let due = json.moment("due"), let revisions = json.list("revisions", Revision.init(json:)),
      let resolution = json.optional("resolution", Resolution.init(json:)), let first = revisions.first,
      var forecast = try? Forecast(
        id: id, statement: statement, probability: first.probability, by: first.by, madeAt: first.at, due: due)
    else { return nil }
    for next in revisions.dropFirst() {
      guard let revised = try? forecast.revised(probability: next.probability, by: next.by, at: next.at)
      else { return nil }
      forecast = revised
    }
    if let resolution {
      guard
        let resolved = try? forecast.resolved(
          resolution.outcome, by: resolution.by, at: resolution.at, source: resolution.source)
      else { return nil }
      forecast = resolved
    }
    self = forecast
  }
}

extension Forecast.Revision {
  fileprivate var json: JSONValue {
    ["probability": .number(probability), "by": .string(by), "at": .string(at.description)]
  }

  fileprivate init?(json: JSONValue) {
    guard let probability = json["probability"]?.doubleValue, let by = json["by"]?.stringValue,
      let at = json.moment("at")
    else { return nil }
    self.init(probability: probability, by: by, at: at)
  }
}

extension Forecast.Resolution {
  fileprivate var json: JSONValue {
    [
      "outcome": .string(outcome.rawValue), "at": .string(at.description), "by": .string(by),
      "source": .string(source),
    ]
  }

  fileprivate init?(json: JSONValue) {
    guard let outcome = json["outcome"]?.stringValue.flatMap(Forecast.Outcome.init(rawValue:)),
      let at = json.moment("at"), let by = json["by"]?.stringValue, let source = json["source"]?.stringValue
    else { return nil }
    self.init(outcome: outcome, at: at, by: by, source: source)
  }
}
