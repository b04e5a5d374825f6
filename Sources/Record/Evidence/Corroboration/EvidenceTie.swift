import Provenance

/// What two lines of evidence share. The strong ones make them one line; the weak ones are shown and not counted.
package struct EvidenceTie: Sendable, Hashable {
  /// In the order in which reasons are told.
  package enum Reason: Int, Sendable, CaseIterable {
    /// The first quotes the second.
    case quotes
    /// Both quote something that is no line here.
    case quotesTheSame
    case sameContent, sameTip, sameScene, sameAuthor
    case samePublisher, sameSensor

    package var isStrong: Bool { self != .samePublisher && self != .sameSensor }

    package var name: String {
      switch self {
      case .quotes: "quotes"
      case .quotesTheSame: "quotesTheSame"
      case .sameContent: "sameContent"
      case .sameTip: "sameTip"
      case .sameScene: "sameScene"
      case .sameAuthor: "sameAuthor"
      case .samePublisher: "samePublisher"
      case .sameSensor: "sameSensor"
      }
    }
  }

  /// Ids of the two lines.
  package let first: String
  package let second: String
  package let reason: Reason
  /// What they share: a scene's id, an author's name, the id of what is quoted.
  package let shared: String

  package var json: JSONValue {
    [
      "first": .string(first), "second": .string(second), "reason": .string(reason.name), "shared": .string(shared),
      "strong": .bool(reason.isStrong),
    ]
  }

  /// "S2 and S3 quote S1", "O1, O2 and O3 rest on the same scene"
  static func clause(_ reason: Reason, _ ids: [String], shared: String) -> String {
    let names = AssessmentText.list(ids)
    let isOne = ids.count == 1
    return switch reason {
    case .quotes: "\(names) \(isOne ? "quotes" : "quote") \(AssessmentText.name(shared))"
    case .quotesTheSame: "\(names) quote the same text, \(AssessmentText.name(shared))"
    case .sameContent: "\(names) have the same content"
    case .sameTip: "\(names) go back to the same tip"
    case .sameScene: "\(names) rest on the same scene"
    case .sameAuthor: "\(names) have the same author"
    case .samePublisher: "\(names) have the same publisher"
    case .sameSensor: "\(names) come from the same sensor"
    }
  }
}
