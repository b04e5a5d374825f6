import Evidence
import Foundation
import Provenance
import Quantities
import Testing

@Suite("What a ledger proves") struct LedgerAuditTests {
  private static func signed(by key: SigningKey, entries: Int = 5) throws -> Ledger {
    var ledger = Ledger()
    for number in 0..<entries {
      try ledger.append(LedgerAct("mark", by: "Kim", at: LedgerTests.at, settings: ["note": .integer(number)]))
    }
    let point = try #require(try Checkpoint(ledger.last, by: key, at: LedgerTests.at))
    try ledger.append(point.ledgerAct(by: key.owner, at: LedgerTests.at))
    return ledger
  }

  /// The same acts in a chain of its own, as who rebuilds a record would make it.
  private static func rebuilt(_ ledger: Ledger, _ change: (Int, LedgerAct) -> LedgerAct?) throws -> Ledger {
    var other = Ledger()
    for (index, entry) in ledger.entries.enumerated() {
      if let body = entry.body, let act = change(index, body) { try other.append(act) }
    }
    return other
  }

  @Test("A whole chain is intact up to what the key signed, or the root names")
  func pinned() throws {
    let key = SigningKey(owner: "Kim")
    let ledger = try Self.signed(by: key)
    let plain = LedgerAudit(ledger)
    #expect(plain.broken == nil && plain.pinnedTo == nil && plain.signatures.count == 1)
    #expect(LedgerAudit(ledger, pin: .key(key.verifying)).pinnedTo == 5)
    #expect(LedgerAudit(ledger, pin: .root(ledger.entries[2].hash)).pinnedTo == 3)
  }

  @Test("A chain rebuilt without the key is consistent, and no pin fits it")
  func rebuilt() throws {
    let (key, other) = (SigningKey(owner: "Kim"), SigningKey(owner: "Kim"))
    let ledger = try Self.signed(by: key)
    let forged = try Self.rebuilt(ledger) { index, act in index == 5 ? nil : act }
    #expect(LedgerAudit(forged).broken == nil)
    #expect(LedgerAudit(forged, pin: .key(key.verifying)).broken != nil)
    #expect(LedgerAudit(forged, pin: .root(ledger.entries[4].hash)).broken?.reason.contains("pinned root") == true)
    #expect(LedgerAudit(ledger, pin: .key(other.verifying)).broken?.reason.contains("pinned key") == true)
    // The old checkpoint in the new chain signs a head that is not there.
    #expect(LedgerAudit(try Self.rebuilt(ledger) { $1 }).broken?.place == "ledger entry 6")
  }

  @Test("A checkpoint signed by another key than it names is found out")
  func foreignSignature() throws {
    let (key, other) = (SigningKey(owner: "Kim"), SigningKey(owner: "Kim"))
    var ledger = try Self.signed(by: key, entries: 2)
    let point = try #require(try Checkpoint(ledger.last, by: other, at: LedgerTests.at))
    let settings = JSONValue.object(
      (point.ledgerAct(by: "Kim", at: LedgerTests.at).settings.members ?? []).map {
        $0.key == "key" ? .init("key", .string(key.verifying.hexadecimal)) : $0
      })
    try ledger.append(LedgerAct("checkpoint", by: "Kim", at: LedgerTests.at, settings: settings))
    #expect(LedgerAudit(ledger).broken?.reason.contains("signature") == true)
  }

  @Test("Entries whose content is left out still verify, and tell nothing of it")
  func hidden() throws {
    let ledger = try Self.signed(by: SigningKey(owner: "Kim"))
    let edition = Ledger(entries: ledger.entries.enumerated().map { $0.offset == 1 ? $0.element.hidden : $0.element })
    let audit = LedgerAudit(edition)
    #expect(audit.broken == nil && audit.hidden == 1 && audit.head == ledger.last?.hash)
    let text = edition.entries[1].json.canonicalText
    #expect(!text.contains("note") && !text.contains(ledger.entries[1].salt ?? "?") && text.contains("commitment"))
    let lines = edition.entries.map { $0.json.canonicalText }
    let read = try lines.map { try #require(LedgerEntry(json: JSONValue(parsing: Data($0.utf8)))) }
    #expect(read.map(\.json.canonicalText) == lines && read[1].isHidden)
    try Ledger(entries: read).verify()
  }

  @Test("The same content twice has two commitments, so that trying contents tells nothing")
  func salted() throws {
    var ledger = Ledger()
    for _ in 0..<2 { try ledger.append(LedgerAct("mark", by: "Kim", at: LedgerTests.at, settings: ["note": "x"])) }
    let commitments = ledger.entries.map { $0.hidden.json["commitment"]?.stringValue }
    #expect(commitments[0] != nil && commitments[0] != commitments[1])
  }

  @Test("A clock that ran backwards is told and breaks nothing")
  func clock() throws {
    var ledger = Ledger()
    for day in ["2026-01-02", "2026-01-01", "2026-01-03"] {
      try ledger.append(LedgerAct("mark", by: "Kim", at: Timestamp(iso8601: day)!))
    }
    let audit = LedgerAudit(ledger)
    #expect(audit.broken == nil)
    #expect(audit.remarks == ["A clock ran backwards: entry 2 bears 2026-01-01, and the one before it 2026-01-02."])
  }

  @Test("A key's file gives the key back, and another file gives none")
  func keyFile() throws {
    let key = SigningKey(owner: "Kim")
    let read = try #require(SigningKey(fileText: Data(key.fileText.utf8)))
    #expect(read.verifying == key.verifying && read.owner == "Kim")
    #expect(read.verifying.accepts(try key.signature(of: "x"), of: "x"))
    #expect(!read.verifying.accepts(try key.signature(of: "x"), of: "y"))
    #expect(SigningKey(fileText: Data("{}".utf8)) == nil)
    #expect(VerifyingKey(hexadecimal: "12") == nil)
  }
}
