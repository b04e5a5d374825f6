import Provenance
import Quantities

/// What is claimed, as parts: subject, relation, object, number or dates, and place. Its sentence is made from them, so
/// that no number can stand in it without its base, its interval and its unit.
package struct Claim: Sendable, Hashable {
  package let subject: ClaimParty
  package let relation: ClaimRelation
  /// What of the subject is measured or compared; `nil` where the relation names no quantity.
  package var quantity: ClaimQuantity?
  /// What the subject is compared with: the denominator of a ratio.
  package var object: ClaimParty?
  package var estimate: ClaimedEstimate?
  package var bracket: Bracket?
  /// The one date that it speaks of, where it speaks of one.
  package var date: Timestamp?
  /// Id of the zone that it is about; `nil` for the site.
  package var zone: String?
  /// Of `noneNew`: share of the place that was never clear, 0 to 1.
  package var unseenShare: Double?
  /// What came or went, in words: "building"; of judgements the whole sentence.
  package var words: String?
  /// Where in the record its numbers and dates stand: paths such as `features/ab12/ratios/hall-a`.
  package var origins: [String]

  package init(
    _ subject: ClaimParty, _ relation: ClaimRelation, quantity: ClaimQuantity? = nil, object: ClaimParty? = nil,
    estimate: ClaimedEstimate? = nil, bracket: Bracket? = nil, date: Timestamp? = nil, zone: String? = nil,
    unseenShare: Double? = nil, words: String? = nil, origins: [String] = []
  ) {
    self.subject = subject
    self.relation = relation
    self.quantity = quantity
    self.object = object
    self.estimate = estimate
    self.bracket = bracket
    self.date = date
    self.zone = zone
    self.unseenShare = unseenShare
    self.words = words
    self.origins = origins
  }

  /// - Throws: `incomplete` where the relation lacks a part without which it says nothing, or a judgement holds a number.
  package func check(at place: String) throws(EvidenceError) {
    guard !subject.name.isBlank else { throw missing("a subject", at: place) }
    switch relation {
    case .built, .removed, .altered, .cleared, .hidden:
      guard bracket != nil else { throw missing("the dates between which it happened", at: place) }
    case .measures:
      guard quantity != nil, estimate != nil else { throw missing("a quantity with its interval", at: place) }
    case .ratio:
      guard quantity != nil, let estimate, estimate.unit == "1" else {
        throw missing("a quantity and the quotient with its interval", at: place)
      }
      guard let object, !object.name.isBlank else {
        throw missing("what it is compared with: a ratio without its base is misquoted", at: place)
      }
    case .beganBefore:
      guard object != nil, estimate?.unit == "d" else {
        throw missing("what began later, and the days between with their interval", at: place)
      }
    case .occupied, .counted, .pace:
      guard estimate != nil else { throw missing("a number with its interval", at: place) }
    case .noneNew:
      guard estimate != nil, bracket != nil, unseenShare != nil else {
        throw missing("the size over which nothing came, the dates, and the share that was not seen", at: place)
      }
    case .judged:
      guard let words, !words.isBlank else { throw missing("the judgement in words", at: place) }
      guard !words.contains(where: \.isNumber) else {
        throw EvidenceError(
          .numberInJudgement, at: place, "The judgement holds a number: \"\(words)\".",
          mend: "Claim the number as a measure of its own, with its interval, and judge in words.")
      }
    }
  }

  private func missing(_ what: String, at place: String) -> EvidenceError {
    EvidenceError(
      .incomplete, at: place, "A claim of \"\(relation.rawValue)\" lacks \(what).", mend: "Give it, or claim less.")
  }
}

extension Claim {
  package var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("subject", subject.json), .init("relation", .string(relation.rawValue)),
    ]
    if let quantity { members.append(.init("quantity", .string(quantity.rawValue))) }
    if let object { members.append(.init("object", object.json)) }
    if let estimate { members.append(.init("estimate", estimate.json)) }
    if let bracket {
      members.append(.init("notBefore", JSONValue(bracket.notBefore?.description)))
      members.append(.init("notAfter", JSONValue(bracket.notAfter?.description)))
    }
    if let date { members.append(.init("date", .string(date.description))) }
    if let zone { members.append(.init("zone", .string(zone))) }
    if let unseenShare { members.append(.init("unseenShare", .number(unseenShare))) }
    if let words { members.append(.init("words", .string(words))) }
    members.append(.init("origins", .array(origins.map { .string($0) })))
    return .object(members)
  }

  /// `nil` where a part is missing, misspelt or of the wrong type.
  package init?(json: JSONValue) {
    guard let subject = json["subject"].flatMap(ClaimParty.init(json:)),
      let relation = json["relation"]?.stringValue.flatMap(ClaimRelation.init(rawValue:)),
      let quantity = json.optional("quantity", { $0.stringValue.flatMap(ClaimQuantity.init(rawValue:)) }),
      let object = json.optional("object", ClaimParty.init(json:)),
      let estimate = json.optional("estimate", ClaimedEstimate.init(json:)),
      let notBefore = json.optional("notBefore", { $0.stringValue.flatMap(Timestamp.init(iso8601:)) }),
      let notAfter = json.optional("notAfter", { $0.stringValue.flatMap(Timestamp.init(iso8601:)) }),
      let date = json.optional("date", { $0.stringValue.flatMap(Timestamp.init(iso8601:)) }),
      let zone = json.optional("zone", \.stringValue), let unseen = json.optional("unseenShare", \.doubleValue),
      let words = json.optional("words", \.stringValue),
      let origins = json["origins"]?.arrayValue?.compactMap(\.stringValue)
    else { return nil }
    let bracket = json["notBefore"] == nil ? nil : Bracket(notBefore: notBefore, notAfter: notAfter)
    self.init(
      subject, relation, quantity: quantity, object: object, estimate: estimate, bracket: bracket, date: date,
      zone: zone, unseenShare: unseen, words: words, origins: origins)
  }
}
