import Bundles
import Documents
import Evidence
import Provenance

/// What the time stamps of a ledger prove, on the word of authorities whose certificates the reader has.
struct StampAudit {
  /// What each stamp says, in words.
  private(set) var words: [String] = []
  private(set) var json: [JSONValue] = []
  private(set) var faults: [BundleAudit.Fault] = []

  /// - Parameter authority: file of certificates that the reader trusts; `nil` leaves the stamps unchecked.
  /// - Throws: `DocumentError` for a file that holds no certificates. That OpenSSL is missing is no fault of the record.
  init(_ stamps: [LedgerTimeStamp], authority: String?) throws {
    let trusted = try authority.map { try CertificateList(contentsOf: $0) }
    guard !stamps.isEmpty else {
      if authority != nil { words.append("It holds no time stamp for --authority to check.") }
      return
    }
    guard let trusted else {
      let count = stamps.count == 1 ? "One time stamp is" : "\(stamps.count) time stamps are"
      words.append("\(count) not checked: give the authority's certificates with --authority.")
      return
    }
    for stamp in stamps { check(stamp, trusted) }
  }

  private mutating func check(_ stamp: LedgerTimeStamp, _ trusted: CertificateList) {
    let place = "time stamp over entry \(stamp.sequence)"
    do {
      let token = try TimeStampToken(stamp.token, at: place)
      switch try TimeStampVerifier().verify(token, of: stamp.head, trusting: trusted) {
      case .success(let time):
        words.append(
          "Entries 1 to \(stamp.sequence) existed by \(time.latest), on the word of \(time.authority)"
            + (time.certificateEnds < time.latest ? ", whose certificate had ended." : "."))
        json.append(["sequence": .integer(stamp.sequence), "stamp": time.json])
      case .failure(let fault): faults.append(.init(place, fault.reason))
      }
    } catch {
      words.append("The \(place) could not be checked: \(error.reason) \(error.mend)")
    }
  }
}
