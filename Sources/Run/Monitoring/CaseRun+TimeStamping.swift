import CaseStore
import Documents
import Evidence
import Foundation
import Provenance

extension CaseRun {
  /// An authority's time stamp over the ledger's head, asked for over the network and recorded.
  /// - Throws: `DocumentError` where the authority cannot be had or refuses; `EvidenceError` for an address that cannot
  ///   be recorded. The ledger then stays.
  package func timeStamp(from address: String, by person: String) throws -> LedgerTimeStamp {
    let authority = try TimeStampAuthority(address)
    let head = try head()
    let request = TimeStampRequest(for: head.hash)
    // Outside of any commit: the network may take its time. What is written meanwhile comes after the head.
    let token = try authority.token(for: request)
    return try record(
      try LedgerTimeStamp(over: head, token: token.bytes, authority: authority.address), by: person)
  }

  /// The question over the ledger's head, in `file`, to be sent to an authority from another machine.
  /// - Returns: the entry that it covers.
  package func timeStampRequest(to file: String) throws -> LedgerEntry {
    try OutputPlace(file, outside: store.folder).requireFree()
    let head = try head()
    do { try AtomicFile.write(TimeStampRequest(for: head.hash).bytes, to: file) } catch {
      throw MonitoringError(writing: "The question to the authority", to: file, error)
    }
    return head
  }

  /// An authority's answer in `file`, recorded; it must stamp the hash of an entry of this ledger.
  /// - Throws: `DocumentError` for what is no answer; `MonitoringError.unknown` for one to another question.
  package func timeStampAnswer(in file: String, by person: String) throws -> LedgerTimeStamp {
    let token = try TimeStampToken(contentsOf: file)
    guard let entry = try store.ledger().entries.last(where: { $0.hash == token.stampedHash }) else {
      throw MonitoringError(
        .unknown, at: file, "It stamps no entry of this ledger.",
        mend: "Give the answer to the question that --request wrote of this case.")
    }
    return try record(try LedgerTimeStamp(over: entry, token: token.bytes, authority: nil), by: person)
  }

  private func head() throws -> LedgerEntry {
    guard let head = try store.ledger().entries.last else {
      throw MonitoringError(
        .unknown, at: store.folder.path, "The ledger is empty: there is nothing to stamp.", mend: "Add something first."
      )
    }
    return head
  }

  private func record(_ stamp: LedgerTimeStamp, by person: String) throws -> LedgerTimeStamp {
    try store.commit { try $0.append([stamp.ledgerAct(by: person, at: options.now)]) }
    return stamp
  }
}
