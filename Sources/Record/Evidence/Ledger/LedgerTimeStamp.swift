import Foundation
import Provenance
import Quantities

/// An authority's time stamp over the head of a ledger: who trusts neither the analyst's clock nor key can still see
/// that nothing up to it was written later. It is an entry of the ledger itself.
///
/// What is read here is what the entry says. Whether the token is true takes the authority's certificates, and is
/// checked elsewhere.
package struct LedgerTimeStamp: Sendable, Hashable {
  package static let act = "timeStamp"
  /// Bytes of a token at most.
  package static let mostBytes = 256 << 10

  /// Number and hash of the entry that was the last: the hash is what the token stamps.
  package let sequence: Int
  package let head: ContentHash
  /// RFC 3161's token in DER.
  package let token: Data
  /// The authority's address without user name, password and tokens; `nil` where the stamp came as a file.
  package let authority: String?

  /// - Throws: `EvidenceError.unreadable` for an address that is none, or that cannot be recorded; `.outOfRange` for a
  ///   token that cannot be one by its size or its beginning.
  package init(over last: LedgerEntry, token: Data, authority: String?) throws(EvidenceError) {
    guard Self.isPlausible(token) else {
      throw EvidenceError(
        .outOfRange, at: "time stamp", "\(token.count) bytes are no time stamp.",
        mend: "Give the authority's token, up to \(Self.mostBytes >> 10) KiB.")
    }
    var address: String?
    if let authority {
      let clean = try WebAddress(authority, at: "authority").text
      guard HostPath.first(in: clean) == nil else {
        throw EvidenceError(
          .unreadable, at: "authority", "This address would be taken for a path of this machine.",
          mend: "Give it by the host's name, without a path among its parameters.")
      }
      address = clean
    }
    sequence = last.sequence
    head = last.hash
    self.token = token
    self.authority = address
  }

  package func ledgerAct(by owner: String, at moment: Timestamp) -> LedgerAct {
    LedgerAct(
      Self.act, by: owner, at: moment,
      settings: [
        "sequence": .integer(sequence), "head": .string(head.hexadecimal),
        "token": .string(token.base64EncodedString()), "authority": JSONValue(authority),
      ])
  }

  /// The time stamp that `entry` is; `nil` for another act, for one whose content this edition leaves out, and for one
  /// that cannot be read.
  package init?(_ entry: LedgerEntry) {
    guard entry.act == Self.act, let sequence = entry.settings["sequence"]?.intValue, sequence > 0,
      let head = entry.settings["head"]?.stringValue.flatMap(ContentHash.init(stored:)),
      let text = entry.settings["token"]?.stringValue, text.utf8.count <= Self.mostBytes / 3 * 4 + 4,
      let token = Data(base64Encoded: text), Self.isPlausible(token), let authority = entry.settings["authority"]
    else { return nil }
    switch authority {
    case .null: self.authority = nil
    case .string(let text):
      // A record that another program wrote may hold an account, or what is no address.
      guard let clean = try? WebAddress(text).text, clean == text else { return nil }
      self.authority = text
    default: return nil
    }
    self.sequence = sequence
    self.head = head
    self.token = token
  }

  /// DER begins a token with a sequence, so that its base64 begins with M and is never taken for a path.
  private static func isPlausible(_ token: Data) -> Bool {
    token.first == 0x30 && (2...mostBytes).contains(token.count)
  }
}
