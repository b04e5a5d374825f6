import CaseStore
import Evidence
import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import TelltaleTestSupport
import Testing

@Suite("What is written comes back") struct RoundTripTests {
  private func reopened(_ body: (CaseStore) throws -> Void, then check: (CaseStore) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try body(try CaseStore.create(at: folder + "/a.case", sites: CaseFixture.sites))
      try check(try CaseStore.open(folder + "/a.case"))
    }
  }

  @Test("Every field of sites, features, observations and scenes survives closing and opening")
  func everything() throws {
    try reopened {
      try CaseFixture.fill($0)
    } then: { store in
      try #expect(store.sites() == CaseFixture.sites)
      try #expect(store.features() == CaseFixture.features)
      try #expect(store.observations() == CaseFixture.observations)
      try #expect(store.scenes() == CaseFixture.sceneRows)
      try #expect(store.setting("referenceScene") == "a-1")
      try #expect(store.setting("none") == nil)
    }
  }

  @Test("The ledger comes back and verifies, and goes on")
  func ledger() throws {
    try reopened {
      try CaseFixture.fill($0)
    } then: { store in
      try store.append([LedgerAct("finding", by: "analyst 3", at: CaseFixture.at)])
      let ledger = try store.ledger()
      try ledger.verify()
      #expect(ledger.entries.map(\.act) == ["warp", "source", "state", "finding"])
      #expect(ledger.entries.map(\.sequence) == [1, 2, 3, 4])
      #expect(ledger.entries[0].output == ContentHash(of: "out"))
    }
  }

  @Test("A setting is changed and removed")
  func settings() throws {
    try reopened { store in
      try store.set("a", "1")
      try store.set("a", "2")
      try store.set("b", "3")
      try store.set("b", nil)
    } then: { store in
      try #expect(store.setting("a") == "2")
      try #expect(store.setting("b") == nil)
    }
  }

  @Test("Scenes come in one order, whenever they were saved")
  func sceneOrder() throws {
    try reopened { store in
      for row in CaseFixture.sceneRows.reversed() { try store.save(scenes: [row]) }
    } then: {
      try #expect($0.scenes() == CaseFixture.sceneRows)
    }
  }

  @Test("A file saved again takes its old row's place; a duplicate keeps its own")
  func sceneIdentity() throws {
    try reopened { store in
      try store.save(scenes: CaseFixture.sceneRows)
      var dated = SceneRow(CaseFixture.scene("b", date: "2019-01-02"), clearFraction: 0.5)
      try store.save(scenes: [dated])
      let copy = SceneRow(
        fileName: "copy of b.tif", contentHash: dated.contentHash, exclusion: Exclusion(.duplicate, "Same as b.tif."))
      let readable = SceneRow(
        fileName: "torn.tif", contentHash: ContentHash(of: "whole"), exclusion: Exclusion(.noCRS, "No CRS."))
      try store.save(scenes: [copy, readable])
      dated.clearFraction = 0.6
      dated.effectiveGSD = Metres(12.5)
      try store.save(scenes: [dated])
    } then: { store in
      let rows = try store.scenes()
      #expect(rows.map(\.fileName) == ["a.tif", "b.tif", "copy of b.tif", "notes.tif", "torn.tif"])
      #expect(rows[1].clearFraction == 0.6)
      #expect(rows[1].effectiveGSD == Metres(12.5) && rows[0].effectiveGSD == nil)
      #expect(rows[4].exclusion?.code == .noCRS)
    }
  }

  @Test("A scene whose place is not known here is looked for in the case")
  func unknownPlace() throws {
    try reopened {
      try CaseFixture.fill($0)
    } then: { store in
      try FileManager.default.removeItem(atPath: store.folder.locations)
      let scene = try #require(try store.scenes().first?.scene)
      #expect(scene.path == store.folder.imagery + "/" + scene.contentHash.hexadecimal)
    }
  }

  @Test("A thousand features with odd outlines come back to the last bit", arguments: [1, 2])
  func manyFeatures(_ seed: UInt64) throws {
    var state = seed
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    let features = (0..<1_000).map { index in
      var feature = CaseFixture.feature("f\(index)")
      feature.score = -log10(random())
      feature.outline = (0..<index % 4).map { _ in
        let ring = {
          (0..<3 + index % 5).map { _ in GeoPoint(longitude: random() * 360 - 180, latitude: random() * 180 - 90) }
        }
        return GeoPolygon(exterior: ring(), holes: (0..<index % 3).map { _ in ring() })
      }
      return feature
    }
    try reopened {
      try $0.replace(features: features, observations: [])
    } then: {
      try #expect($0.features() == features)
    }
  }

  @Test("Scores and intervals without end come back")
  func infinities() throws {
    var feature = CaseFixture.feature("f1")
    feature.score = .infinity
    feature.area = .estimate(
      Estimate(SquareMetres(1), low: SquareMetres(-.infinity), high: SquareMetres(.infinity), method: "m"))
    try reopened {
      try $0.replace(features: [feature], observations: [])
    } then: {
      try #expect($0.features() == [feature])
    }
  }
}
