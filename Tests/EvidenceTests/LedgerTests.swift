import Evidence
import Foundation
import Provenance
import Quantities
import Testing

@Suite("The ledger") struct LedgerTests {
  static let at = Timestamp(iso8601: "2026-01-02T03:04:05Z")!

  static func ledger() throws -> Ledger {
    var ledger = Ledger()
    let input = ContentHash(of: "picture")
    let read = StepRecord("read", version: 1, inputs: [input], settings: .null, output: ContentHash(of: "block"))
    let warp = StepRecord(
      "warp", version: 3, inputs: [ContentHash(of: "block"), input],
      settings: ["gsd": .number(3), "shift": .decimal(1e-7, places: 7), "big": .number(1e17), "crs": "EPSG:32652"])
    try ledger.append(read, by: "telltale 0.1.0", at: at)
    try ledger.append(warp, by: "telltale 0.1.0", at: at)
    try ledger.append(LedgerAct("mark", by: "analyst 2", at: at, settings: ["note": "seen in m2/month, 3/4 done"]))
    return ledger
  }

  /// The same entry with one part changed and its old hash.
  private static func altered(_ entry: LedgerEntry, settings: JSONValue) -> LedgerEntry {
    let body = LedgerAct(
      at: entry.at, actor: entry.actor, act: entry.act, version: entry.version, key: entry.key, inputs: entry.inputs,
      settings: settings, output: entry.output)
    return LedgerEntry(
      storedAs: entry.sequence, previous: entry.previous, body: body, salt: entry.salt, hash: entry.hash)
  }

  @Test("Entries count from 1 and carry the hash of the one before")
  func chain() throws {
    let entries = try Self.ledger().entries
    #expect(entries.map(\.sequence) == [1, 2, 3])
    #expect(entries.map(\.previous) == [nil, entries[0].hash, entries[1].hash])
    #expect(entries[1].key != nil && entries[2].key == nil)
    try Self.ledger().verify()
    try Ledger().verify()
  }

  @Test("The hash is over who, when, what and a salted commitment to the rest, as canonical JSON")
  func hash() throws {
    let entries = try Self.ledger().entries
    let entry = entries[2]
    let salt = try #require(entry.salt)
    #expect(salt.count == 32)
    let commitment = ContentHash(
      of: salt
        + #"{"inputs":[],"key":null,"output":null,"settings":{"note":"seen in m2/month, 3/4 done"},"version":null}"#)
    let text = """
      {"act":"mark","actor":"analyst 2","at":"2026-01-02T03:04:05Z","commitment":"\(commitment)",\
      "previous":"\(try #require(entry.previous))","sequence":3}
      """
    #expect(entry.hash == ContentHash(of: text))
  }

  @Test("An entry from before there were commitments has its hash over all of it, and still verifies")
  func plain() throws {
    let act = LedgerAct("mark", by: "analyst 2", at: Self.at, settings: ["note": "x"])
    let text = """
      {"act":"mark","actor":"analyst 2","at":"2026-01-02T03:04:05Z","inputs":[],"key":null,"output":null,\
      "previous":null,"sequence":1,"settings":{"note":"x"},"version":null}
      """
    let entry = LedgerEntry(storedAs: 1, previous: nil, body: act, salt: nil, hash: ContentHash(of: text))
    try Ledger(entries: [entry]).verify()
    #expect(entry.hidden == entry)
  }

  @Test("Entries read back from their JSON text verify")
  func readBack() throws {
    let entries = try Self.ledger().entries.map { entry in
      let settings = try JSONValue(parsing: Data(entry.settings.canonicalText.utf8))
      return Self.altered(entry, settings: settings)
    }
    try Ledger(entries: entries).verify()
  }

  @Test("A changed entry is named", arguments: 0..<3)
  func changed(_ index: Int) throws {
    var entries = try Self.ledger().entries
    entries[index] = Self.altered(entries[index], settings: ["gsd": 4])
    let error = #expect(throws: LedgerError.self) { try Ledger(entries: entries).verify() }
    #expect(error?.code == .broken)
    #expect(error?.place == "ledger entry \(index + 1)")
  }

  @Test("A changed entry with a hash made to fit breaks the chain at the next")
  func forged() throws {
    var entries = try Self.ledger().entries
    let forged = try LedgerEntry(#require(Self.altered(entries[0], settings: 1).body), after: nil)
    entries[0] = forged
    let error = #expect(throws: LedgerError.self) { try Ledger(entries: entries).verify() }
    #expect(error?.place == "ledger entry 2")
    #expect(error?.reason.hasPrefix("It follows ") == true)
  }

  @Test("A missing entry is named, and so is one too many")
  func missing() throws {
    let entries = try Self.ledger().entries
    let without = #expect(throws: LedgerError.self) { try Ledger(entries: [entries[0], entries[2]]).verify() }
    #expect(
      without?.description == "ledger entry 2: Number 2 is missing: number 3 stands in its place. "
        + "Go back to a copy of the case that verifies.")
    let doubled = #expect(throws: LedgerError.self) { try Ledger(entries: [entries[0], entries[0]]).verify() }
    #expect(doubled?.place == "ledger entry 2")
  }

  @Test("A ledger goes on from its last entry alone")
  func continuation() throws {
    let whole = try Self.ledger()
    var part = Ledger(after: whole.entries[1])
    try part.append(#require(whole.entries[2].body), salt: #require(whole.entries[2].salt))
    #expect(part.entries == [whole.entries[2]])
    try part.verify()
  }

  @Test("Neither account, host, home nor working folder is in a ledger that nobody put there")
  func noAccount() throws {
    let text = try Self.ledger().entries.map(\.json.canonicalText).joined()
    for secret in [
      NSUserName(), NSHomeDirectory(), ProcessInfo.processInfo.hostName, FileManager.default.currentDirectoryPath,
    ]
    where secret.count > 2 {
      #expect(!text.contains(secret))
    }
  }

  @Test(
    "An act with an absolute path anywhere is refused, and the path is not in the message",
    arguments: [
      ("/home/alice/x.tif", "ok", "ok"), ("ok", "read /Users/alice/x.tif", "ok"),
      ("ok", "ok", "cannot open '/data/a.tif'"),
      ("ok", "ok", "C:\\Users\\alice\\x.tif"), ("ok", "ok", "file:///srv/a.tif"), ("ok", "ok", "~/case"),
      ("ok", "ok", "path=/mnt/x"),
      ("ok", "ok", "\\\\alice-pc\\share"),
    ])
  func hostPaths(_ actor: String, _ act: String, _ setting: String) throws {
    var ledger = Ledger()
    let error = #expect(throws: LedgerError.self) {
      try ledger.append(LedgerAct(act, by: actor, at: Self.at, settings: ["deep": [["x": .string(setting)]]]))
    }
    #expect(error?.code == .hostPath)
    #expect(error?.description.contains("alice") == false)
    #expect(ledger.entries.isEmpty)
  }

  @Test(
    "Links, units, fractions and relative names are no paths",
    arguments: [
      "https://example.org/a/b", "m2/month", "3/4", "and/or", "scenes/a.tif", "1:50/2", "EPSG:32652", "/", "~ 3 m",
      "s3://bucket/key", "<b>bold</b>", "</script>", "10 lorries /day", "yes / no", "\\n", "//", "/…", "<br/>",
      "a</i></b>",
    ])
  func notPaths(_ text: String) throws {
    #expect(HostPath.first(in: text) == nil)
    #expect(HostPath.redacted(text) == text)
  }

  @Test(
    "A path in a message is cut down to its last component",
    arguments: [
      ("cannot open `/home/alice/in/x.tif': no", "cannot open `x.tif': no"), ("/tmp/a and /tmp/b", "a and b"),
      ("C:\\pictures\\x.tif", "C:x.tif"), ("nothing", "nothing"),
    ])
  func redaction(_ text: String, _ expected: String) {
    #expect(HostPath.redacted(text) == expected)
  }

  @Test("An act without an actor or a name is refused, in these words")
  func unnamed() throws {
    var ledger = try Self.ledger()
    let nobody = #expect(throws: LedgerError.self) { try ledger.append(LedgerAct("mark", by: " ", at: Self.at)) }
    #expect(nobody?.description == "ledger entry 4: The act \"mark\" names no actor. Give a pseudonym with --by.")
    let nothing = #expect(throws: LedgerError.self) { try ledger.append(LedgerAct("", by: "a", at: Self.at)) }
    #expect(nothing?.code == .unnamed)
    #expect(ledger.entries.count == 3)
  }
}
