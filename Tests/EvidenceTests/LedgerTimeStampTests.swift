import Evidence
import Foundation
import Provenance
import Quantities
import Testing

@Suite("Time stamps in the ledger") struct LedgerTimeStampTests {
  private static let token = Data([0x30, 0xFF, 0xFE, 0xFC, 0x00, 0x2F])

  private static func ledger(entries: Int = 3) throws -> Ledger {
    var ledger = Ledger()
    for number in 0..<entries {
      try ledger.append(LedgerAct("mark", by: "Kim", at: LedgerTests.at, settings: ["note": .integer(number)]))
    }
    return ledger
  }

  private static func stamped(authority: String? = "https://stamps.example/tsr") throws -> Ledger {
    var ledger = try ledger()
    let stamp = try LedgerTimeStamp(over: #require(ledger.last), token: token, authority: authority)
    try ledger.append(stamp.ledgerAct(by: "Kim", at: LedgerTests.at))
    return ledger
  }

  /// The ledger with one setting of its time stamp changed, and chained anew as who forges a record would.
  private static func forged(_ key: String, _ value: JSONValue) throws -> Ledger {
    var ledger = try ledger()
    let stamp = try LedgerTimeStamp(over: #require(ledger.last), token: token, authority: nil)
    let members = stamp.ledgerAct(by: "Kim", at: LedgerTests.at).settings.members ?? []
    let settings = JSONValue.object(members.map { $0.key == key ? .init(key, value) : $0 })
    try ledger.append(LedgerAct(LedgerTimeStamp.act, by: "Kim", at: LedgerTests.at, settings: settings))
    return ledger
  }

  @Test("A stamp is read back from the stored entry as it was written", arguments: ["https://stamps.example/tsr", nil])
  func roundTrip(_ authority: String?) throws {
    let ledger = try Self.stamped(authority: authority)
    let line = try #require(ledger.last).json.canonicalText
    let entry = try #require(LedgerEntry(json: JSONValue(parsing: Data(line.utf8))))
    let stamp = try #require(LedgerTimeStamp(entry))
    #expect(stamp.sequence == 3 && stamp.head == ledger.entries[2].hash)
    #expect(stamp.token == Self.token && stamp.authority == authority)
    let audit = LedgerAudit(ledger)
    #expect(audit.broken == nil && audit.timeStamps == [stamp] && audit.signatures.isEmpty)
    #expect(LedgerTimeStamp(ledger.entries[0]) == nil)
  }

  @Test("Accounts and tokens in the authority's address stay out of the ledger")
  func account() throws {
    let ledger = try Self.stamped(authority: "https://kim:secret@stamps.example/tsr?apikey=abcdef&x=1")
    #expect(ledger.last.flatMap(LedgerTimeStamp.init)?.authority == "https://stamps.example/tsr?x=1")
    let text = try #require(ledger.last).json.canonicalText
    #expect(!text.contains("secret") && !text.contains("abcdef") && !text.contains("kim"))
  }

  @Test("What cannot be a token or an address is not taken")
  func refused() throws {
    let last = try #require(try Self.ledger().last)
    for token in [Data(), Data([0x30]), Data("{}".utf8), Data([0x30]) + Data(count: LedgerTimeStamp.mostBytes)] {
      let error = #expect(throws: EvidenceError.self) {
        try LedgerTimeStamp(over: last, token: token, authority: nil)
      }
      #expect(
        error?.description == "time stamp: \(token.count) bytes are no time stamp. "
          + "Give the authority's token, up to 256 KiB.")
    }
    for authority in ["", "stamps", "file:///etc/passwd", "https://a\u{202E}b/"] {
      let error = #expect(throws: EvidenceError.self) {
        try LedgerTimeStamp(over: last, token: Self.token, authority: authority)
      }
      #expect(error?.code == .unreadable && error?.reason.hasPrefix("This is no web address") == true)
    }
    // The ledger would refuse it as a path of this machine.
    let error = #expect(throws: EvidenceError.self) {
      try LedgerTimeStamp(over: last, token: Self.token, authority: "http://[::1]/one/two")
    }
    #expect(error?.reason == "This address would be taken for a path of this machine.")
  }

  @Test(
    "A stamp over an entry that is not there breaks the ledger",
    arguments: [0, 2, 4, 5, -1, Int.min, Int.max])
  func otherEntry(_ sequence: Int) throws {
    let audit = LedgerAudit(try Self.forged("sequence", .integer(sequence)))
    #expect(audit.broken?.place == "ledger entry 4" && audit.timeStamps.isEmpty)
  }

  @Test("A stamp over another hash, and one that cannot be read, break the ledger")
  func otherHead() throws {
    let other = ContentHash(of: "another")
    #expect(
      LedgerAudit(try Self.forged("head", .string(other.hexadecimal))).broken?.reason
        == "Its time stamp covers \(other.short) as entry 3, which is not there.")
    let unreadable: [(String, JSONValue)] = [
      ("token", "?"), ("token", ""), ("token", "AAAA"), ("token", 7), ("head", "ab"), ("sequence", "3"),
      ("authority", 1), ("authority", "https://kim:secret@stamps.example/"), ("authority", "\u{202E}"),
      ("token", .string(String(repeating: "M", count: 400_000))),
    ]
    for (key, value) in unreadable {
      let audit = LedgerAudit(try Self.forged(key, value))
      #expect(audit.broken?.place == "ledger entry 4" && audit.broken?.reason == "A time stamp that cannot be read.")
    }
  }

  @Test("The first of several broken entries is named, whatever their kind")
  func first() throws {
    var ledger = try Self.forged("token", "?")
    try ledger.append(LedgerAct(Checkpoint.act, by: "Kim", at: LedgerTests.at, settings: .null))
    #expect(LedgerAudit(ledger).broken?.place == "ledger entry 4")
    var other = try Self.ledger()
    try other.append(LedgerAct(Checkpoint.act, by: "Kim", at: LedgerTests.at, settings: .null))
    try other.append(LedgerAct(LedgerTimeStamp.act, by: "Kim", at: LedgerTests.at, settings: .null))
    #expect(LedgerAudit(other).broken?.reason == "A checkpoint that cannot be read.")
  }

  @Test("A checkpoint with a number below any entry's is a fault and no crash", arguments: [0, -1, Int.min])
  func lowCheckpoint(_ sequence: Int) throws {
    var ledger = try Self.ledger()
    let key = SigningKey(owner: "Kim")
    let point = try #require(try Checkpoint(ledger.last, by: key, at: LedgerTests.at))
    let members = point.ledgerAct(by: "Kim", at: LedgerTests.at).settings.members ?? []
    let settings = JSONValue.object(members.map { $0.key == "sequence" ? .init("sequence", .integer(sequence)) : $0 })
    try ledger.append(LedgerAct(Checkpoint.act, by: "Kim", at: LedgerTests.at, settings: settings))
    #expect(LedgerAudit(ledger).broken?.place == "ledger entry 4")
  }

  @Test("An edition that leaves the stamp out still verifies, and shows none")
  func hidden() throws {
    let ledger = try Self.stamped()
    let edition = Ledger(entries: ledger.entries.map { $0.sequence == 4 ? $0.hidden : $0 })
    let audit = LedgerAudit(edition)
    #expect(audit.broken == nil && audit.timeStamps.isEmpty && audit.hidden == 1)
    #expect(!edition.entries[3].json.canonicalText.contains("stamps.example"))
  }
}
