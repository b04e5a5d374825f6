import Provenance
import Quantities

/// An analyst's signature over the head of a ledger: from then on nothing up to it can be changed unseen by whoever knows
/// the key. It is an entry of the ledger itself.
package struct Checkpoint: Sendable, Hashable {
  package static let act = "checkpoint"

  /// Number and hash of the entry that was the last.
  package let sequence: Int
  package let head: ContentHash
  package let key: VerifyingKey
  package let signature: String

  /// Signs the last entry of `ledger`; `nil` for an empty one.
  package init?(_ last: LedgerEntry?, by key: SigningKey, at moment: Timestamp) throws {
    guard let last else { return nil }
    sequence = last.sequence
    head = last.hash
    self.key = key.verifying
    signature = try key.signature(of: Self.text(last.sequence, last.hash, key.owner, moment))
  }

  package func ledgerAct(by owner: String, at moment: Timestamp) -> LedgerAct {
    LedgerAct(
      Self.act, by: owner, at: moment,
      settings: [
        "sequence": .integer(sequence), "head": .string(head.hexadecimal), "key": .string(key.hexadecimal),
        "signature": .string(signature),
      ])
  }

  /// The checkpoint that `entry` is; `nil` for another act and for one that cannot be read.
  package init?(_ entry: LedgerEntry) {
    guard entry.act == Self.act, let sequence = entry.settings["sequence"]?.intValue,
      let head = entry.settings["head"]?.stringValue.flatMap(ContentHash.init(stored:)),
      let key = entry.settings["key"]?.stringValue.flatMap(VerifyingKey.init(hexadecimal:)),
      let signature = entry.settings["signature"]?.stringValue
    else { return nil }
    self.sequence = sequence
    self.head = head
    self.key = key
    self.signature = signature
  }

  /// Whether the signature is the key's over this head, name and moment.
  package func isValid(by owner: String, at moment: Timestamp) -> Bool {
    key.accepts(signature, of: Self.text(sequence, head, owner, moment))
  }

  private static func text(_ sequence: Int, _ head: ContentHash, _ owner: String, _ moment: Timestamp) -> String {
    "telltale checkpoint 1\n\(sequence)\n\(head.hexadecimal)\n\(owner)\n\(moment)"
  }
}
