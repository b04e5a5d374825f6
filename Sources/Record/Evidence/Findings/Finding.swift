import Provenance
import Quantities

/// A claim tied to what speaks for and against it, with its author, doubt, alternatives and history.
package struct Finding: Sendable, Hashable {
  package enum Status: String, Sendable, CaseIterable { case candidate, reviewed, published, withdrawn, superseded }

  /// Something that speaks for or against: an observation of the case, or a source.
  package struct Support: Sendable, Hashable {
    package enum Kind: String, Sendable, CaseIterable { case feature, place, scene, source, finding }
    package let kind: Kind
    package let id: String
    package let isFor: Bool
    package let note: String?

    package init(_ kind: Kind, _ id: String, isFor: Bool = true, note: String? = nil) {
      self.kind = kind
      self.id = id
      self.isFor = isFor
      self.note = note
    }
  }

  /// One act in its history.
  package struct Event: Sendable, Hashable {
    package let at: Timestamp
    package let by: String
    package let status: Status
    package let note: String?

    package init(at: Timestamp, by: String, status: Status, note: String? = nil) {
      self.at = at
      self.by = by
      self.status = status
      self.note = note
    }
  }

  /// `F1`, `F2` …, unique in the case and never used again.
  package let id: String
  package let claim: Claim
  package let support: [Support]
  /// Who wrote it: a name or a pseudonym.
  package let analyst: String
  package let likelihood: Likelihood?
  package let confidence: Confidence?
  /// What else might explain what was seen, in words.
  package let alternatives: [String]
  package internal(set) var status: Status
  package internal(set) var history: [Event]
  package internal(set) var harmCheck: HarmCheck?
  /// Id of the finding that took its place.
  package internal(set) var supersededBy: String?

  /// A new candidate.
  /// - Throws: `incomplete` without analyst or for a claim that says nothing; `numberInJudgement`; `outOfRange` for a
  ///   likelihood on a measured number, which has its interval.
  package init(
    id: String, claim: Claim, support: [Support], analyst: String, at: Timestamp, likelihood: Likelihood? = nil,
    confidence: Confidence? = nil, alternatives: [String] = []
  ) throws(EvidenceError) {
    let place = "finding \(id)"
    guard !analyst.isBlank else {
      throw EvidenceError(.incomplete, at: place, "It names no analyst.", mend: "Give a name or pseudonym with --by.")
    }
    try claim.check(at: place)
    if claim.relation == .judged, likelihood == nil || confidence == nil {
      throw EvidenceError(
        .incomplete, at: place, "A judgement needs how likely it is and how well founded.",
        mend: "Give --likelihood and --confidence with its --basis.")
    }
    if confidence?.basis.isBlank == true {
      throw EvidenceError(
        .incomplete, at: place, "Its confidence names nothing that it rests on.", mend: "Give --basis in a few words.")
    }
    self.id = id
    self.claim = claim
    self.support = support
    self.analyst = analyst
    self.likelihood = likelihood
    self.confidence = confidence
    self.alternatives = alternatives.filter { !$0.isBlank }
    status = .candidate
    history = [Event(at: at, by: analyst, status: .candidate)]
  }

  package var isReviewed: Bool { status == .reviewed || status == .published }
}

extension Finding {
  package var json: JSONValue {
    .object([
      .init("id", .string(id)), .init("status", .string(status.rawValue)), .init("sentence", .string(sentence)),
      .init("claim", claim.json), .init("support", .array(support.map(\.json))), .init("analyst", .string(analyst)),
      .init("likelihood", JSONValue(likelihood?.rawValue)), .init("confidence", confidence?.json ?? .null),
      .init("alternatives", .array(alternatives.map { .string($0) })),
      .init("history", .array(history.map(\.json))), .init("harmCheck", harmCheck?.json ?? .null),
      .init("supersededBy", JSONValue(supersededBy)),
    ])
  }

  /// The finding that `json` wrote; its sentence is made anew and not read. `nil` for anything else.
  package init?(json: JSONValue) {
    guard let id = json["id"]?.stringValue, let status = json["status"]?.stringValue.flatMap(Status.init(rawValue:)),
      let claim = json["claim"].flatMap(Claim.init(json:)), let support = json.list("support", Support.init(json:)),
      let analyst = json["analyst"]?.stringValue,
      let likelihood = json.optional("likelihood", { $0.stringValue.flatMap(Likelihood.init(rawValue:)) }),
      let confidence = json.optional("confidence", Confidence.init(json:)),
      let alternatives = json.list("alternatives", \.stringValue),
      let history = json.list("history", Event.init(json:)),
      let harmCheck = json.optional("harmCheck", HarmCheck.init(json:)),
      let supersededBy = json.optional("supersededBy", \.stringValue)
    else { return nil }
    self.id = id
    self.claim = claim
    self.support = support
    self.analyst = analyst
    self.likelihood = likelihood
    self.confidence = confidence
    self.alternatives = alternatives
    self.status = status
    self.history = history
    self.harmCheck = harmCheck
    self.supersededBy = supersededBy
  }
}

extension Finding.Support {
  var json: JSONValue {
    [
      "kind": .string(kind.rawValue), "id": .string(id), "for": .bool(isFor), "note": JSONValue(note),
    ]
  }

  init?(json: JSONValue) {
    guard let kind = json["kind"]?.stringValue.flatMap(Kind.init(rawValue:)), let id = json["id"]?.stringValue,
      let isFor = json["for"]?.boolValue, let note = json.optional("note", \.stringValue)
    else { return nil }
    self.init(kind, id, isFor: isFor, note: note)
  }
}

extension Finding.Event {
  var json: JSONValue {
    [
      "at": .string(at.description), "by": .string(by), "status": .string(status.rawValue), "note": JSONValue(note),
    ]
  }

  init?(json: JSONValue) {
    guard let at = json.moment("at"), let by = json["by"]?.stringValue,
      let status = json["status"]?.stringValue.flatMap(Finding.Status.init(rawValue:)),
      let note = json.optional("note", \.stringValue)
    else { return nil }
    self.init(at: at, by: by, status: status, note: note)
  }
}
