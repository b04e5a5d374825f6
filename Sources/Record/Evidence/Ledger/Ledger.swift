import Foundation
import Kernels
import Provenance
import Quantities

/// The append-only record of what was done, each entry chained to the one before by its hash.
package struct Ledger: Sendable, Equatable {
  package private(set) var entries: [LedgerEntry]
  /// What the first of `entries` follows; `nil` where they start the ledger.
  private let base: LedgerEntry?

  package init() { self.init(entries: []) }

  /// A ledger read from a store. It is taken as it is: `verify` says whether it is whole.
  package init(entries: [LedgerEntry]) {
    self.entries = entries
    base = nil
  }

  /// The part of a ledger that follows `last`, so that a long one need not be read to be continued.
  package init(after last: LedgerEntry?) {
    entries = []
    base = last
  }

  package var last: LedgerEntry? { entries.last ?? base }

  /// - Throws: `unnamed` without actor or act; `hostPath` where a text holds an absolute path. The ledger then stays.
  package mutating func append(_ act: LedgerAct, salt: String = LedgerEntry.newSalt()) throws(LedgerError) {
    try act.check(at: "ledger entry \((last?.sequence ?? 0) + 1)")
    entries.append(LedgerEntry(act, after: last, salt: salt))
  }

  package mutating func append(_ record: StepRecord, by program: String, at: Timestamp) throws(LedgerError) {
    try append(LedgerAct(record, by: program, at: at))
  }

  /// Passes where every entry is what was written and follows the one before. Entries cut off the end leave no trace
  /// in a chain: compare `last` with a hash that was published.
  /// - Throws: `broken`, naming the first entry that is not as it was written.
  package func verify() throws(LedgerError) {
    let computed = Parallel.map(entries.count, threads: ProcessInfo.processInfo.activeProcessorCount, inBlocksOf: 512) {
      entries[$0].computedHash
    }
    var before = base
    for (entry, hash) in zip(entries, computed) {
      try verify(entry, computed: hash, after: before)
      before = entry
    }
  }

  private func verify(
    _ entry: LedgerEntry, computed: ContentHash, after before: LedgerEntry?
  ) throws(LedgerError) {
    let expected = (before?.sequence ?? 0) + 1
    let place = "ledger entry \(expected)"
    guard entry.sequence == expected else {
      throw LedgerError(
        .broken, at: place, "Number \(expected) is missing: number \(entry.sequence) stands in its place.",
        mend: Self.mend)
    }
    guard entry.previous == before?.hash else {
      throw LedgerError(
        .broken, at: place,
        "It follows \(entry.previous?.short ?? "nothing"), and the entry before is \(before?.hash.short ?? "nothing").",
        mend: Self.mend)
    }
    guard entry.hash == computed else {
      throw LedgerError(
        .broken, at: place, "Its content has the hash \(computed.short), and \(entry.hash.short) was written.",
        mend: Self.mend)
    }
  }

  static let mend = "Go back to a copy of the case that verifies."
}
