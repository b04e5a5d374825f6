import Provenance
import Quantities

/// What a ledger proves, and against what: a key or a hash that the reader has from elsewhere.
package struct LedgerAudit: Sendable, Equatable {
  package struct Signature: Sendable, Equatable {
    /// The last entry that it covers.
    package let sequence: Int
    package let by: String
    package let key: String
    package let at: Timestamp
  }

  package let entries: Int
  package let head: ContentHash?
  /// The first entry that is not as it was written, in words; `nil` where the chain is whole.
  package let broken: LedgerError?
  /// Checkpoints whose signature is right, in order.
  package let signatures: [Signature]
  /// Time stamps over entries that are there, in order. Their tokens are not checked here: that takes certificates.
  package let timeStamps: [LedgerTimeStamp]
  /// Entries whose content this edition leaves out.
  package let hidden: Int
  /// What is odd and breaks nothing, in sentences.
  package let remarks: [String]
  /// The last entry that the pinned key or root covers; `nil` where none was given or none fits.
  package let pinnedTo: Int?

  package enum Pin: Sendable {
    case key(VerifyingKey)
    /// Hash of an entry, as the report prints it.
    case root(ContentHash)
  }

  package init(_ ledger: Ledger, pin: Pin? = nil) {
    let entries = ledger.entries
    var broken: LedgerError?
    do { try ledger.verify() } catch { broken = error }
    var signatures: [Signature] = []
    var timeStamps: [LedgerTimeStamp] = []
    for entry in entries where !entry.isHidden {
      let fault = Self.fault(of: entry, in: entries)
      if let fault {
        broken = broken ?? fault
      } else if let point = Checkpoint(entry) {
        signatures.append(
          Signature(sequence: point.sequence, by: entry.actor, key: point.key.hexadecimal, at: entry.at))
      } else if let stamp = LedgerTimeStamp(entry) {
        timeStamps.append(stamp)
      }
    }
    self.entries = entries.count
    head = entries.last?.hash
    hidden = entries.count { $0.isHidden }
    self.signatures = signatures
    self.timeStamps = timeStamps
    remarks = Self.clocks(entries)
    let pinned: Int? =
      switch pin {
      case .key(let key): signatures.last { $0.key == key.hexadecimal }?.sequence
      case .root(let root): entries.last { $0.hash == root }?.sequence
      case nil: nil
      }
    pinnedTo = pinned
    self.broken = broken ?? (pin != nil && pinned == nil ? Self.unpinned(pin) : nil)
  }

  /// `nil` for acts that cover no other entry.
  private static func fault(of entry: LedgerEntry, in entries: [LedgerEntry]) -> LedgerError? {
    switch entry.act {
    case Checkpoint.act: faultOfCheckpoint(entry, in: entries)
    case LedgerTimeStamp.act: faultOfTimeStamp(entry, in: entries)
    default: nil
    }
  }

  private static func faultOfCheckpoint(_ entry: LedgerEntry, in entries: [LedgerEntry]) -> LedgerError? {
    let place = "ledger entry \(entry.sequence)"
    guard let point = Checkpoint(entry) else {
      return LedgerError(.broken, at: place, "A checkpoint that cannot be read.", mend: Ledger.mend)
    }
    guard point.sequence > 0, point.sequence < entry.sequence, entries.indices.contains(point.sequence - 1),
      entries[point.sequence - 1].hash == point.head
    else {
      return LedgerError(
        .broken, at: place, "Its checkpoint signs \(point.head.short) as entry \(point.sequence), which is not there.",
        mend: Ledger.mend)
    }
    guard point.isValid(by: entry.actor, at: entry.at) else {
      return LedgerError(
        .broken, at: place, "The signature is not that of the key \(point.key.hexadecimal.prefix(10)).",
        mend: Ledger.mend)
    }
    return nil
  }

  private static func faultOfTimeStamp(_ entry: LedgerEntry, in entries: [LedgerEntry]) -> LedgerError? {
    let place = "ledger entry \(entry.sequence)"
    guard let stamp = LedgerTimeStamp(entry) else {
      return LedgerError(.broken, at: place, "A time stamp that cannot be read.", mend: Ledger.mend)
    }
    guard stamp.sequence < entry.sequence, entries.indices.contains(stamp.sequence - 1),
      entries[stamp.sequence - 1].hash == stamp.head
    else {
      return LedgerError(
        .broken, at: place,
        "Its time stamp covers \(stamp.head.short) as entry \(stamp.sequence), which is not there.", mend: Ledger.mend)
    }
    return nil
  }

  private static func unpinned(_ pin: Pin?) -> LedgerError {
    switch pin {
    case .root(let root):
      LedgerError(
        .broken, at: "ledger", "No entry has the pinned root \(root.short).",
        mend: "This is another record than the one that was published, or its end was cut off: get it from its author.")
    default:
      LedgerError(
        .broken, at: "ledger", "No checkpoint is signed by the pinned key.",
        mend: "Check the key, or get the record from its author.")
    }
  }

  /// The order is the chain's. A clock that ran backwards is told, and breaks nothing.
  private static func clocks(_ entries: [LedgerEntry]) -> [String] {
    let back = zip(entries, entries.dropFirst()).filter { $1.at < $0.at }
    guard let first = back.first else { return [] }
    let more = back.count > 1 ? ", and \(back.count - 1) more" : ""
    return [
      "A clock ran backwards: entry \(first.1.sequence) bears \(first.1.at), and the one before it \(first.0.at)\(more)."
    ]
  }
}
