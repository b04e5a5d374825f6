import CaseStore
import Places
import Quantities
import TelltaleTestSupport
import Testing

@Suite("Words of persons") struct MarkTests {
  private let at = CaseFixture.at

  private func withCase(_ body: (CaseStore) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let store = try CaseStore.create(at: folder + "/a.case", sites: CaseFixture.sites)
      try CaseFixture.fill(store)
      try body(store)
    }
  }

  @Test("A mark changes status and kind at once, and the order of the features stays")
  func marking() throws {
    try withCase { store in
      try store.mark("r1", status: .rejected, kind: .water, note: "a pond", by: "analyst 1", at: at)
      let features = try store.features()
      #expect(features.map(\.id) == ["f1", "r1", "f2"])
      #expect(features[1].status == .rejected && features[1].kind == .water)
      #expect(features[1].mark == Feature.Mark(by: "analyst 1", note: "a pond", at: at, machineKind: .unknown))
      #expect(features[0] == CaseFixture.features[0])
    }
  }

  @Test("A mark outlives every later run, even one that lost the feature")
  func outlives() throws {
    try withCase { store in
      try store.mark("r1", status: .accepted, kind: nil, note: nil, by: "analyst 1", at: at)
      try store.replace(features: [], observations: [])
      try store.replace(features: CaseFixture.features, observations: CaseFixture.observations)
      let feature = try store.features()[1]
      #expect(feature.status == .accepted && feature.kind == .unknown)
      #expect(feature.mark?.by == "analyst 1")
    }
  }

  @Test("A later mark holds over an earlier one, which still holds where the later is silent")
  func layering() throws {
    try withCase { store in
      try store.mark("r1", status: .accepted, kind: .crane, note: "tall", by: "analyst 1", at: at)
      try store.mark("r1", status: .rejected, kind: nil, note: nil, by: "analyst 2", at: at)
      let feature = try store.features()[1]
      #expect(feature.status == .rejected && feature.kind == .crane)
      // Nobody's note under another's name.
      #expect(feature.mark == Feature.Mark(by: "analyst 2", note: nil, at: at, machineKind: .unknown))
    }
  }

  @Test("A mark is in the ledger, under the pseudonym")
  func recorded() throws {
    try withCase { store in
      try store.mark("f1", status: .rejected, kind: nil, note: "glare", by: "analyst 1", at: at)
      let entry = try #require(try store.ledger().entries.last { $0.act != "state" })
      #expect(entry.act == "mark" && entry.actor == "analyst 1" && entry.at == at)
      #expect(
        entry.settings.canonicalText == #"{"feature":"f1","kind":null,"note":"glare","status":"rejected"}"#)
      try store.ledger().verify()
    }
  }

  @Test(
    "A mark that is refused changes nothing, and says why in these words",
    arguments: [
      ("f9", "x", "w", "There is no feature \"f9\". Take an id from reports/latest/features.geojson."),
      ("f1", nil, "w", "feature f1: The mark says nothing. Give --status, --kind or --note."),
      ("f1", "x", " ", "ledger entry 4: The act \"mark\" names no actor. Give a pseudonym with --by."),
      (
        "f1", "see /home/alice/x.png", "w",
        "ledger entry 4: The act \"mark\" holds an absolute path of this machine. Name the file without its folder."
      ),
    ] as [(String, String?, String, String)])
  func refusals(_ id: String, _ note: String?, _ by: String, _ words: String) throws {
    try withCase { store in
      let error = #expect(throws: CaseError.self) {
        try store.mark(id, status: nil, kind: nil, note: note, by: by, at: at)
      }
      #expect(error?.description.hasSuffix(words) == true, "\(error?.description ?? "")")
      try #expect(store.features() == CaseFixture.features)
      try #expect(store.ledger().entries.count == 3)
    }
  }
}
