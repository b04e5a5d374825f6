import Evidence
import Foundation
import Provenance

/// Whether a bundle is what was written: each file, the ledger that vouches for them, and what a pinned key or root
/// proves of it.
package struct BundleAudit: Sendable {
  /// One thing that is not as it was written: where, and how.
  package struct Fault: Sendable, Equatable {
    package let place: String
    package let reason: String

    package init(_ place: String, _ reason: String) {
      self.place = place
      self.reason = reason
    }

    package var json: JSONValue { ["place": .string(place), "reason": .string(reason)] }
  }

  package let faults: [Fault]
  package let manifest: BundleManifest?
  package let ledger: Ledger?
  package let audit: LedgerAudit?

  /// Files are hashed and the ledger is walked; nothing of the bundle is run or opened as what it claims to be.
  /// - Throws: `notABundle` where there is no such folder, or no manifest in it.
  package init(_ folder: String, pin: LedgerAudit.Pin? = nil) throws(BundleError) {
    let manifestPath = folder + "/" + BundleManifest.name
    guard let data = BundleFiles.contents(of: manifestPath, atMost: BundleFiles.largestManifest) else {
      throw BundleError(
        .notABundle, at: folder, "It holds no \(BundleManifest.name) that can be read.",
        mend: "Name the folder that `telltale export --format bundle` wrote.")
    }
    guard let manifest = BundleManifest(data) else {
      self.init(faults: [Fault(BundleManifest.name, "It is not as Telltale writes it.")])
      return
    }
    var faults = BundleFiles.faults(of: manifest, in: folder)
    let (ledger, ledgerFault) = BundleFiles.ledger(manifest, in: folder)
    if let ledgerFault { faults.append(ledgerFault) }
    let audit = ledger.map { LedgerAudit($0, pin: pin) }
    if let audit { faults += Self.faults(of: audit, ledger, manifest, pin) }
    self.init(faults: faults, manifest: manifest, ledger: ledger, audit: audit)
  }

  private init(
    faults: [Fault], manifest: BundleManifest? = nil, ledger: Ledger? = nil, audit: LedgerAudit? = nil
  ) {
    self.faults = faults
    self.manifest = manifest
    self.ledger = ledger
    self.audit = audit
  }

  private static func faults(
    of audit: LedgerAudit, _ ledger: Ledger?, _ manifest: BundleManifest, _ pin: LedgerAudit.Pin?
  ) -> [Fault] {
    var faults: [Fault] = []
    if let broken = audit.broken { faults.append(Fault(broken.place, broken.reason)) }
    if audit.entries != manifest.entries || audit.head != manifest.head {
      faults.append(
        Fault(
          BundleManifest.ledgerName,
          "It ends with entry \(audit.entries), \(audit.head?.short ?? "none"); the manifest says \(manifest.entries), "
            + "\(manifest.head.short)."))
    }
    guard let entry = ledger?.entries.last(where: { $0.act == BundleManifest.act }) else {
      return faults + [Fault(BundleManifest.ledgerName, "No entry vouches for the files.")]
    }
    if entry.output != BundleManifest.hash(of: manifest.files) {
      faults.append(Fault("ledger entry \(entry.sequence)", "It vouches for other files than the manifest lists."))
    }
    if let pinned = audit.pinnedTo, pinned < entry.sequence, case .key = pin {
      faults.append(
        Fault(
          "ledger entry \(entry.sequence)",
          "The files were vouched for after the last checkpoint of the pinned key, which covers entry \(pinned)."))
    }
    return faults
  }
}
