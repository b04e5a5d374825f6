import CaseStore
import Evidence
import Foundation
import Places
import Provenance
import Quantities
import Reports

/// What a person asks to be claimed: named parts of the case's record, whose numbers are taken from there and never typed.
package struct FindingDraft: Sendable {
  /// What is claimed of a feature: that it happened, one of its measures, its ratio to another, or that it came first.
  package typealias PlaceSays = PlaceClaims.Says

  package enum Says: Sendable, Equatable {
    case happened
    case measure(ClaimQuantity)
    case ratio(to: String)
    case before(String)
    /// In the analyst's own words, without a number.
    case judgement(String)
    /// Of a zone, line or site: what the report says of it.
    case place(PlaceSays, id: String, on: Timestamp?)
  }

  /// Id of the feature; `nil` for a judgement on none.
  package var feature: String?
  package var says: Says
  /// What the subject and the object are called; `nil` for the machine's words.
  package var name: String?
  package var otherName: String?
  package var analyst: String
  package var likelihood: Likelihood?
  package var confidence: Confidence?
  package var alternatives: [String] = []
  /// Further support, for and against.
  package var support: [Finding.Support] = []

  package init(feature: String?, says: Says, analyst: String) {
    self.feature = feature
    self.says = says
    self.analyst = analyst
  }

  /// - Throws: `EvidenceError.unknown` for a feature, ratio or measure that the record does not have.
  /// - Parameter folder: of the published report.
  func claim(among features: [Feature], report folder: String) throws -> Claim {
    if case .place(let says, let id, let date) = says {
      return try PlaceClaims(id, name: name, date: date, report: folder).claim(says)
    }
    if case .judgement(let words) = says {
      let subject =
        try feature.map { try FeatureClaims(Self.named($0, features), name: name).party }
        ?? ClaimParty(kind: .idea, id: "", name: name ?? "the site")
      return Claim(subject, .judged, words: words)
    }
    guard let id = feature else {
      throw EvidenceError(
        .incomplete, at: "finding", "It names no feature.", mend: "Name one with --feature, or judge with --judgement.")
    }
    let own = try Self.named(id, features)
    let claims = FeatureClaims(own, name: name)
    switch says {
    case .happened:
      guard let claim = claims.happening else {
        throw Self.unknown("feature \(id)", "It was standing all the time: nothing happened to it.")
      }
      return claim
    case .measure(let quantity):
      guard let claim = claims.measures.first(where: { $0.quantity == quantity }) else {
        throw Self.unknown("feature \(id)", "It has no \(quantity.words), or it was refused.")
      }
      return claim
    case .ratio(let other):
      guard var claim = claims.ratios.first(where: { $0.object?.id == other }) else {
        throw Self.unknown(
          "feature \(id)", "It has no ratio to \"\(other)\".",
          own.ratios.isEmpty
            ? "It has none at all." : "Its ratios are to: \(own.ratios.map(\.to).joined(separator: ", ")).")
      }
      if let otherName, let object = claim.object {
        claim.object = ClaimParty(kind: object.kind, id: object.id, name: otherName)
      }
      return claim
    case .before(let other): return try lag(own, Self.named(other, features))
    case .judgement, .place: preconditionFailure("told above")
    }
  }

  /// Days by which one began before the other, each at any moment of its bracket.
  private func lag(_ own: Feature, _ other: Feature) throws -> Claim {
    func event(_ feature: Feature, _ name: String?) throws -> SiteEvent {
      try SiteEvent(
        site: feature.id, name: FeatureClaims(feature, name: name).party.name, what: "began", bracket: feature.bracket,
        isBeginning: feature.change == .built,
        origins: ["notBefore", "notAfter"].map { "features/\(feature.id)/\($0)" })
    }
    let claim = try SiteLag(between: event(own, name), and: event(other, otherName)).claim()
    return Claim(
      FeatureClaims(own, name: name).party, .beganBefore, object: FeatureClaims(other, name: otherName).party,
      estimate: claim.estimate, bracket: own.bracket, origins: claim.origins)
  }

  private static func named(_ id: String, _ features: [Feature]) throws -> Feature {
    guard let feature = features.first(where: { $0.id == id }) else {
      throw unknown("feature \(id)", "There is no such feature in the case.")
    }
    return feature
  }

  private static func unknown(_ place: String, _ reason: String, _ mend: String? = nil) -> EvidenceError {
    EvidenceError(
      .unknown, at: place, reason, mend: mend ?? "Take an id from reports/latest/features.geojson.")
  }
}

extension CaseRun {
  /// A new candidate, numbered and recorded.
  /// - Throws: `EvidenceError` of the claim; `CaseError.refused` where a text holds an absolute path of this machine.
  package func add(_ draft: FindingDraft) throws -> Finding {
    let features = try store.features()
    let claim = try draft.claim(among: features, report: store.folder.reports + "/latest")
    var support = draft.support
    if let zone = claim.zone { support.insert(Finding.Support(.place, zone), at: 0) }
    let ids = [draft.feature, claim.object?.kind == .feature ? claim.object?.id : nil].compactMap { $0 }
    for id in ids.reversed() where !support.contains(where: { $0.kind == .feature && $0.id == id }) {
      support.insert(Finding.Support(.feature, id), at: 0)
    }
    try check(support, features)
    return try store.commit { transaction in
      let finding = try Finding(
        id: try transaction.nextID(.findings, prefix: "F"), claim: claim, support: support, analyst: draft.analyst,
        at: options.now, likelihood: draft.likelihood, confidence: draft.confidence, alternatives: draft.alternatives)
      try transaction.save(RecordRow(finding), act: "finding", by: draft.analyst, at: options.now)
      try transaction.set("published", nil)
      return finding
    }
  }

  /// The finding `id` one step on its way, recorded.
  /// - Throws: `EvidenceError.unknown`, and what `step` throws.
  package func change(
    _ id: String, _ act: String, by person: String, _ step: (Finding) throws -> Finding
  ) throws -> Finding {
    try store.commit { transaction in
      guard let finding = try transaction.findings().first(where: { $0.id == id }) else {
        throw EvidenceError(
          .unknown, at: "finding \(id)", "There is no such finding in the case.",
          mend: "List them with: telltale finding list CASE.")
      }
      let next = try step(finding)
      try transaction.save(RecordRow(next), act: act, by: person, at: options.now)
      try transaction.set("published", nil)
      return next
    }
  }

  /// The finding `id` replaced by another, which must stand.
  /// - Throws: `EvidenceError.unknown` where the other is not there, or was itself taken back.
  package func supersede(
    _ id: String, by other: String, person: String, note: String?
  ) throws -> Finding {
    guard let next = try store.findings().first(where: { $0.id == other }),
      next.status != .withdrawn, next.status != .superseded
    else {
      throw EvidenceError(
        .unknown, at: "finding \(id)", "There is no finding \"\(other)\" that stands and could take its place.",
        mend: "List them with: telltale finding list CASE.")
    }
    return try change(id, "supersede", by: person) {
      try $0.superseded(by: other, person: person, at: options.now, note: note)
    }
  }

  private func check(_ support: [Finding.Support], _ features: [Feature]) throws {
    let known: [Finding.Support.Kind: Set<String>] = [
      .feature: Set(features.map(\.id)), .place: Set(try store.sites().map(\.id)),
      .scene: Set(try store.scenes().compactMap { $0.scene?.id }), .source: Set(try store.rows(.sources).map(\.id)),
      .finding: Set(try store.findings().map(\.id)),
    ]
    for item in support where known[item.kind]?.contains(item.id) != true {
      throw EvidenceError(
        .unknown, at: "finding", "There is no \(item.kind.rawValue) \"\(item.id)\" in the case.",
        mend: "Check the id, or add it first.")
    }
  }
}
