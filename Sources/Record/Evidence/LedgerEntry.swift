import Provenance
import Quantities

/// One line of the ledger. Its hash covers all of it and the hash of the line before.
package struct LedgerEntry: Sendable, Equatable {
  /// Counts from 1 without gaps.
  package let sequence: Int
  /// Hash of the entry before; `nil` for the first.
  package let previous: ContentHash?
  package let body: LedgerAct
  package let hash: ContentHash

  package var at: Timestamp { body.at }
  package var actor: String { body.actor }
  package var act: String { body.act }
  package var version: Int? { body.version }
  package var key: ContentHash? { body.key }
  package var inputs: [ContentHash] { body.inputs }
  package var settings: JSONValue { body.settings }
  package var output: ContentHash? { body.output }

  /// The entry that follows `last`, with its hash.
  package init(_ act: LedgerAct, after last: LedgerEntry?) {
    sequence = (last?.sequence ?? 0) + 1
    previous = last?.hash
    body = act
    hash = Self.hash(sequence: sequence, previous: previous, body: act)
  }

  /// An entry as it was stored, with the hash that stands there: `Ledger.verify` says whether it is true.
  package init(storedAs sequence: Int, previous: ContentHash?, body: LedgerAct, hash: ContentHash) {
    self.sequence = sequence
    self.previous = previous
    self.body = body
    self.hash = hash
  }

  /// The hash that the entry's content has, whatever `hash` says.
  package var computedHash: ContentHash { Self.hash(sequence: sequence, previous: previous, body: body) }

  /// The entry as an object, its hash last.
  package var json: JSONValue {
    .object(
      Self.members(sequence: sequence, previous: previous, body: body) + [.init("hash", .string(hash.hexadecimal))])
  }

  private static func hash(sequence: Int, previous: ContentHash?, body: LedgerAct) -> ContentHash {
    ContentHash(of: .object(members(sequence: sequence, previous: previous, body: body)))
  }

  private static func members(sequence: Int, previous: ContentHash?, body: LedgerAct) -> [JSONValue.Member] {
    [
      .init("sequence", .integer(sequence)), .init("previous", JSONValue(previous?.hexadecimal)),
      .init("at", .string(body.at.description)), .init("actor", .string(body.actor)), .init("act", .string(body.act)),
      .init("version", body.version.map { .integer($0) } ?? .null), .init("key", JSONValue(body.key?.hexadecimal)),
      .init("inputs", .array(body.inputs.map { .string($0.hexadecimal) })), .init("settings", body.settings),
      .init("output", JSONValue(body.output?.hexadecimal)),
    ]
  }
}
