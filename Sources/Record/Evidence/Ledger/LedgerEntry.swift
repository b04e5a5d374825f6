import Foundation
import Provenance
import Quantities

/// One line of the ledger. Its hash covers when, who and what, the hash of the line before, and a commitment to the rest:
/// so an edition can leave the rest out and the chain still verifies.
package struct LedgerEntry: Sendable, Equatable {
  /// What lies under the commitment: the act's inputs, settings and output, or only the commitment itself.
  enum Body: Sendable, Equatable {
    case open(LedgerAct, salt: String)
    /// Left out of this edition.
    case hidden(ContentHash)
    /// As entries were written before there were commitments; the hash covers the act itself.
    case plain(LedgerAct)
  }

  /// Counts from 1 without gaps.
  package let sequence: Int
  /// Hash of the entry before; `nil` for the first.
  package let previous: ContentHash?
  package let at: Timestamp
  package let actor: String
  package let act: String
  let content: Body
  package let hash: ContentHash

  /// `nil` where this edition leaves it out.
  package var body: LedgerAct? {
    switch content {
    case .open(let act, _), .plain(let act): act
    case .hidden: nil
    }
  }

  package var isHidden: Bool { body == nil }
  package var version: Int? { body?.version }
  package var key: ContentHash? { body?.key }
  package var inputs: [ContentHash] { body?.inputs ?? [] }
  package var settings: JSONValue { body?.settings ?? .null }
  package var output: ContentHash? { body?.output }
  /// What hides the content from who does not know it; `nil` of hidden and of plain entries.
  package var salt: String? { if case .open(_, let salt) = content { salt } else { nil } }

  /// The entry that follows `last`, with its hash.
  /// - Parameter salt: 32 hexadecimal digits of chance, so that nobody finds what was hidden by trying.
  package init(_ act: LedgerAct, after last: LedgerEntry?, salt: String = LedgerEntry.newSalt()) {
    let (sequence, previous, content) = ((last?.sequence ?? 0) + 1, last?.hash, Body.open(act, salt: salt))
    self.init(
      sequence, previous, at: act.at, actor: act.actor, act: act.act, content,
      hash: Self.hash(sequence, previous, act.at, act.actor, act.act, content))
  }

  /// An entry as it was stored, with the hash that stands there: `Ledger.verify` says whether it is true.
  /// - Parameter salt: `nil` of entries from before there were commitments.
  package init(
    storedAs sequence: Int, previous: ContentHash?, body: LedgerAct, salt: String?, hash: ContentHash
  ) {
    let content = salt.map { Body.open(body, salt: $0) } ?? .plain(body)
    self.init(sequence, previous, at: body.at, actor: body.actor, act: body.act, content, hash: hash)
  }

  init(
    _ sequence: Int, _ previous: ContentHash?, at: Timestamp, actor: String, act: String, _ content: Body,
    hash: ContentHash
  ) {
    self.sequence = sequence
    self.previous = previous
    self.at = at
    self.actor = actor
    self.act = act
    self.content = content
    self.hash = hash
  }

  /// The same entry without what lies under its commitment. Of plain entries nothing can be left out.
  package var hidden: LedgerEntry {
    guard case .open(let body, let salt) = content else { return self }
    return LedgerEntry(
      sequence, previous, at: at, actor: actor, act: act, .hidden(Self.commitment(to: body, salt: salt)), hash: hash)
  }

  /// The hash that the entry's content has, whatever `hash` says.
  package var computedHash: ContentHash { Self.hash(sequence, previous, at, actor, act, content) }

  package static func newSalt() -> String {
    var generator = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(UInt32.random(in: 0...UInt32.max, using: &generator), radix: 16)
      return String(repeating: "0", count: 8 - digits.count) + digits
    }.joined()
  }

  // MARK: - Hashes

  // The texts are canonical JSON, put together here: built as values and sorted, a long ledger took five times as long.

  private static func commitment(to act: LedgerAct, salt: String) -> ContentHash {
    ContentHash(of: salt + "{" + text(of: act) + "}")
  }

  /// The members of `members(of:)`, by key.
  private static func text(of act: LedgerAct) -> String {
    let inputs = act.inputs.map { "\"\($0.hexadecimal)\"" }.joined(separator: ",")
    return "\"inputs\":[\(inputs)],\"key\":\(quoted(act.key)),\"output\":\(quoted(act.output)),\"settings\":"
      + act.settings.canonicalText + ",\"version\":\(act.version.map(String.init) ?? "null")"
  }

  private static func quoted(_ hash: ContentHash?) -> String { hash.map { "\"\($0.hexadecimal)\"" } ?? "null" }

  private static func hash(
    _ sequence: Int, _ previous: ContentHash?, _ at: Timestamp, _ actor: String, _ act: String, _ content: Body
  ) -> ContentHash {
    let who = JSONValue.string(actor).canonicalText
    let start = "{\"act\":\(JSONValue.string(act).canonicalText),\"actor\":\(who),\"at\":\"\(at)\","
    let chain = "\"previous\":\(quoted(previous)),\"sequence\":\(sequence)"
    let commitment: ContentHash
    switch content {
    case .open(let body, let salt): commitment = Self.commitment(to: body, salt: salt)
    case .hidden(let known): commitment = known
    case .plain(let body):
      // Its members lie around those of the chain.
      return ContentHash(
        of: .object(
          [
            .init("sequence", .integer(sequence)), .init("previous", JSONValue(previous?.hexadecimal)),
            .init("at", .string(at.description)), .init("actor", .string(actor)), .init("act", .string(act)),
          ] + members(of: body)))
    }
    return ContentHash(of: "\(start)\"commitment\":\"\(commitment.hexadecimal)\",\(chain)}")
  }

  fileprivate static func members(of body: LedgerAct) -> [JSONValue.Member] {
    [
      .init("version", body.version.map { .integer($0) } ?? .null), .init("key", JSONValue(body.key?.hexadecimal)),
      .init("inputs", .array(body.inputs.map { .string($0.hexadecimal) })), .init("settings", body.settings),
      .init("output", JSONValue(body.output?.hexadecimal)),
    ]
  }
}

extension LedgerEntry {
  /// The entry as an object, its hash last.
  package var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("sequence", .integer(sequence)), .init("previous", JSONValue(previous?.hexadecimal)),
      .init("at", .string(at.description)), .init("actor", .string(actor)), .init("act", .string(act)),
    ]
    switch content {
    case .open(let body, let salt): members += Self.members(of: body) + [.init("salt", .string(salt))]
    case .hidden(let commitment): members.append(.init("commitment", .string(commitment.hexadecimal)))
    case .plain(let body): members += Self.members(of: body)
    }
    return .object(members + [.init("hash", .string(hash.hexadecimal))])
  }

  /// What `json` wrote; `nil` for anything else. Whether it is true `Ledger.verify` says.
  package init?(json: JSONValue) {
    guard let sequence = json["sequence"]?.intValue, let previous = json.optional("previous", Self.hash),
      let at = json.moment("at"), let actor = json["actor"]?.stringValue, let act = json["act"]?.stringValue,
      let hash = json["hash"].flatMap(Self.hash)
    else { return nil }
    if let commitment = json["commitment"] {
      guard let commitment = Self.hash(commitment) else { return nil }
      self.init(sequence, previous, at: at, actor: actor, act: act, .hidden(commitment), hash: hash)
      return
    }
    guard let version = json.optional("version", \.intValue), let key = json.optional("key", Self.hash),
      let inputs = json.list("inputs", Self.hash), let settings = json["settings"],
      let output = json.optional("output", Self.hash), let salt = json.optional("salt", \.stringValue)
    else { return nil }
    let body = LedgerAct(
      at: at, actor: actor, act: act, version: version, key: key, inputs: inputs, settings: settings, output: output)
    self.init(storedAs: sequence, previous: previous, body: body, salt: salt, hash: hash)
  }

  private static func hash(_ json: JSONValue) -> ContentHash? { json.stringValue.flatMap(ContentHash.init(stored:)) }
}
