import ArgumentParser
import CaseStore
import Evidence
import Foundation
import Monitoring
import Provenance
import Quantities

struct FindingVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "finding", abstract: "Claims of named people, tied to what speaks for and against them.",
    subcommands: [FindingAdd.self, FindingReview.self, FindingPublish.self, FindingWithdraw.self, FindingList.self])
}

/// Who acts on what.
struct FindingActor: ParsableArguments {
  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Argument(help: ArgumentHelp("Number of the finding, such as F1.", valueName: "finding"))
  var finding: String

  @Option(parsing: .unconditional, help: ArgumentHelp("Who does it: a name or pseudonym.", valueName: "who"))
  var by: String

  @Option(parsing: .unconditional, help: ArgumentHelp("Why, in a sentence.", valueName: "text"))
  var note: String?

  func change(_ act: String, _ shared: SharedOptions, _ step: (Finding, Timestamp) throws -> Finding) throws {
    let run = CaseRun(try CaseStore.open(path), options: shared.options())
    let finding = try run.change(finding, act, by: by) { try step($0, SharedOptions.now) }
    FindingAdd.finish(finding, path, shared)
  }
}

struct FindingAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Claim something: numbers and dates are taken from the record, never typed.",
    usage: """
      telltale finding add CASE --feature ID --by WHO
                           [--says WHAT | --to ID | --before ID]
                           [--name WORDS] [--other-name WORDS]
             telltale finding add CASE --place ID --by WHO
                           --says absence|pace|occupied|hidden [--date D]
             telltale finding add CASE --judgement TEXT --likelihood BAND
                           --confidence LEVEL --basis TEXT --by WHO
      """)

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Option(help: ArgumentHelp("Id of the feature that it is about.", valueName: "id"))
  var feature: String?

  @Option(help: ArgumentHelp("Id of the zone, line or site that it is about.", valueName: "id"))
  var place: String?

  @Option(help: ArgumentHelp("Of a line: the day that is spoken of; else the last.", valueName: "d"))
  var date: String?

  @Option(help: "happened, or a measure: \(ClaimQuantity.allCases.map(\.rawValue).joined(separator: " ")).")
  var says: String?

  @Option(help: ArgumentHelp("Its area over that of this feature or reference.", valueName: "id"))
  var to: String?

  @Option(help: ArgumentHelp("That it began before this feature.", valueName: "id"))
  var before: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("A judgement in words, without a number.", valueName: "text"))
  var judgement: String?

  @Option(help: ArgumentHelp("What it is called: \"the new hall\".", valueName: "words"))
  var name: String?

  @Option(help: ArgumentHelp("What the other is called.", valueName: "words"))
  var otherName: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Who says so: a name or pseudonym.", valueName: "who"))
  var by: String

  @Option(help: "One of: \(Likelihood.allCases.map(\.rawValue).joined(separator: " ")).")
  var likelihood: String?

  @Option(help: "low, moderate or high.")
  var confidence: String?

  @Option(help: ArgumentHelp("What the confidence rests on.", valueName: "text"))
  var basis: String?

  @Option(
    name: .customLong("alternative"), help: ArgumentHelp("Another explanation; may be repeated.", valueName: "text"))
  var alternatives: [String] = []

  @Option(name: .customLong("source"), help: ArgumentHelp("A source for it; may be repeated.", valueName: "id"))
  var sources: [String] = []

  @Option(help: ArgumentHelp("A source or scene against it; may be repeated.", valueName: "id"))
  var against: [String] = []

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    try SharedOptions.checkNamed(path, "<case>")
    if [to, before, judgement, says].count(where: { $0 != nil }) > 1 {
      throw ValidationError("--says, --to, --before and --judgement exclude each other: claim one thing at a time.")
    }
    if place != nil {
      guard let says, FindingDraft.PlaceSays(rawValue: says) != nil, feature == nil else {
        throw ValidationError(
          "--place needs --says \(FindingDraft.PlaceSays.allCases.map(\.rawValue).joined(separator: ", ")), "
            + "and no --feature.")
      }
    } else if let says, says != "happened", ClaimQuantity(rawValue: says) == nil {
      throw ValidationError(
        "--says \(says): give happened or one of \(ClaimQuantity.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    if let date, Timestamp(iso8601: date) == nil {
      throw ValidationError("--date \(date): give a day such as 2022-01-10.")
    }
    if date != nil, place == nil { throw ValidationError("--date belongs to --place.") }
    if let likelihood, Likelihood(rawValue: likelihood) == nil {
      throw ValidationError(
        "--likelihood \(likelihood): give one of \(Likelihood.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    if let confidence, Confidence.Level(rawValue: confidence) == nil {
      throw ValidationError("--confidence \(confidence): give low, moderate or high.")
    }
    if confidence != nil && basis == nil { throw ValidationError("--confidence needs --basis: what it rests on.") }
  }

  func run() throws {
    let run = CaseRun(try CaseStore.open(path), options: shared.options())
    var draft = FindingDraft(feature: feature, says: claim, analyst: by)
    draft.name = name
    draft.otherName = otherName
    draft.likelihood = likelihood.flatMap(Likelihood.init(rawValue:))
    draft.confidence = confidence.flatMap(Confidence.Level.init(rawValue:)).map { Confidence($0, basis: basis ?? "") }
    draft.alternatives = alternatives
    draft.support =
      sources.map { Finding.Support(.source, $0) }
      + against.map { Finding.Support($0.hasPrefix("S") ? .source : .scene, $0, isFor: false) }
    Self.finish(try run.add(draft), path, shared)
  }

  private var claim: FindingDraft.Says {
    if let judgement { return .judgement(judgement) }
    if let place, let says = says.flatMap(FindingDraft.PlaceSays.init(rawValue:)) {
      return .place(says, id: place, on: date.flatMap(Timestamp.init(iso8601:)))
    }
    if let to { return .ratio(to: to) }
    if let before { return .before(before) }
    return says.flatMap(ClaimQuantity.init(rawValue:)).map { .measure($0) } ?? .happened
  }

  static func finish(_ finding: Finding, _ path: String, _ shared: SharedOptions) {
    shared.finish(
      finding.json,
      ["\(finding.id): \(finding.sentence)"]
        + [finding.likelihoodSentence, finding.confidenceSentence].compactMap { $0 }
        + ["\(finding.statusSentence) Next: telltale report \(path)"])
  }
}

struct FindingReview: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Accept a candidate as checked.",
    usage: "telltale finding review CASE FINDING --by WHO [--note TEXT]")

  @OptionGroup var actor: FindingActor
  @OptionGroup var shared: SharedOptions

  func run() throws {
    try actor.change("review", shared) { try $0.reviewed(by: actor.by, at: $1, note: actor.note) }
  }
}

struct FindingPublish: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Publish what another person reviewed, after the harm check.",
    usage: """
      telltale finding publish CASE FINDING --by WHO
                                --people-at-risk yes|no [--people-note TEXT]
                                --live-operation yes|no --licence-allows yes|no
                                [--embargo DATE]
      """)

  @OptionGroup var actor: FindingActor

  @Option(help: "yes or no: could somebody come to harm by it?")
  var peopleAtRisk: String

  @Option(parsing: .unconditional, help: ArgumentHelp("What was done so that nobody does.", valueName: "text"))
  var peopleNote: String?

  @Option(help: "yes or no: does it tell of an operation under way?")
  var liveOperation: String

  @Option(help: "yes or no: do the licences of pictures and sources allow it?")
  var licenceAllows: String

  @Option(help: ArgumentHelp("Not before this day.", valueName: "date"))
  var embargo: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    for (name, answer) in [
      ("people-at-risk", peopleAtRisk), ("live-operation", liveOperation), ("licence-allows", licenceAllows),
    ] where answer != "yes" && answer != "no" {
      throw ValidationError("--\(name) \(answer): answer yes or no.")
    }
    if let embargo, Timestamp(iso8601: embargo) == nil {
      throw ValidationError("--embargo \(embargo): give a day such as 2026-06-01.")
    }
  }

  func run() throws {
    try actor.change("publish", shared) { finding, now in
      let check = HarmCheck(
        peopleAtRisk: .init(peopleAtRisk == "yes", note: peopleNote ?? ""),
        liveOperation: .init(liveOperation == "yes"), licenceAllows: .init(licenceAllows == "yes"),
        embargoUntil: embargo.flatMap(Timestamp.init(iso8601:)), by: actor.by, at: now)
      return try finding.published(by: actor.by, at: now, harmCheck: check, note: actor.note)
    }
  }
}

struct FindingWithdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Take a finding back, or put another in its place; it stays in the record.",
    usage: """
      telltale finding withdraw CASE FINDING --by WHO --note TEXT
                                [--superseded-by FINDING]
      """)

  @OptionGroup var actor: FindingActor

  @Option(help: ArgumentHelp("The finding that takes its place.", valueName: "finding"))
  var supersededBy: String?

  @OptionGroup var shared: SharedOptions

  func run() throws {
    guard let supersededBy else {
      try actor.change("withdraw", shared) {
        try $0.withdrawn(by: actor.by, at: $1, note: actor.note ?? "")
      }
      return
    }
    let run = CaseRun(try CaseStore.open(actor.path), options: shared.options())
    let finding = try run.supersede(actor.finding, by: supersededBy, person: actor.by, note: actor.note)
    FindingAdd.finish(finding, actor.path, shared)
  }
}

struct FindingList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "All findings of a case with their status.", usage: "telltale finding list CASE")

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let findings = try CaseStore.open(path, for: .reading).findings()
    shared.finish(
      ["findings": .array(findings.map(\.json))],
      findings.isEmpty
        ? ["The case has no findings yet: telltale finding add \(path) …"]
        : findings.map { "\($0.id) [\($0.status.rawValue)] \($0.sentence)" })
  }
}
