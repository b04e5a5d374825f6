import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite("A person's word", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct MarkTests {
  private func properties(_ id: String, in files: CaseFiles) throws -> JSONValue {
    let feature = try #require(try files.featureList().first { $0["id"]?.stringValue == id })
    return try #require(feature["properties"])
  }

  @Test(
    "Accepted and rejected features stay so through reruns and new scenes, with who said it and why")
  func marks() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let last = plant.scenes.count - 1
      let imagery = try plant.copyOfImagery(in: folder, 0..<last)
      let files = CaseFiles(folder + "/a.case")
      _ = try Program.json("watch", plant.site, imagery, "-o", files.path)
      let unmarked = try files.copied(to: folder + "/unmarked.case")
      let all = try Program.json("watch", plant.site, plant.imagery, "-o", unmarked.path)
      // Those that the program finds again by itself must not be lost for having been marked.
      let kept = try ids(unmarked)
      let ids = try ids(files).filter { kept.contains($0) }
      try #require(ids.count >= 2)
      _ = try Program.json(
        "mark", files.path, ids[0], "--status", "accepted", "--by", "A. Analyst", "--note", "Roof closed.",
        "--kind", "crane")
      _ = try Program.json(
        "mark", files.path, ids[1], "--status", "rejected", "--by", "B. Analyst", "--note", "A convoy.")
      _ = try Program.json("watch", plant.site, imagery, "-o", files.path)
      try expectMarks(ids, files)
      #expect(try Program.json("watch", plant.site, plant.imagery, "-o", files.path)["features"] == all["features"])
      try expectMarks(ids, files)
      #expect(files.html.contains("A. Analyst"))
    }
  }

  /// Ids of what changed.
  private func ids(_ files: CaseFiles) throws -> [String] {
    try files.featureList().filter { $0["properties"]?["change"] != .null }.compactMap { $0["id"]?.stringValue }
  }

  private func expectMarks(_ ids: [String], _ files: CaseFiles) throws {
    let accepted = try properties(ids[0], in: files)
    #expect(accepted["status"] == "accepted")
    #expect(accepted["kind"] == "crane")
    #expect(accepted["by"] == "A. Analyst")
    #expect(accepted["note"] == "Roof closed.")
    let rejected = try properties(ids[1], in: files)
    #expect(rejected["status"] == "rejected")
    #expect(rejected["by"] == "B. Analyst")
    #expect(rejected["note"] == "A convoy.")
  }

  @Test(
    "A later mark lies over an earlier one: status and kind stay where it is silent, the note is the last speaker's")
  func laterMark() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      let id = try #require(try files.featureList().first?["id"]?.stringValue)
      _ = try Program.json(
        "mark", files.path, id, "--status", "rejected", "--note", "A shadow.", "--kind", "crane", "--by", "A. Analyst")
      _ = try Program.json("mark", files.path, id, "--status", "accepted", "--by", "B. Analyst")
      _ = try Program.json("report", files.path)
      let marked = try properties(id, in: files)
      #expect(marked["status"] == "accepted")
      #expect(marked["by"] == "B. Analyst")
      #expect(marked["kind"] == "crane")
      #expect(marked["note"] == nil || marked["note"] == .null)
    }
  }

  @Test("What a person spoke of stays in the report though the program finds it no longer")
  func keptForAWord() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder)
      let files = CaseFiles(folder + "/a.case")
      let used = plant.scenes.filter { plant.summary.exclusions[$0] == nil }
      _ = try Program.json("watch", plant.site, imagery, "-o", files.path, "--reference", used[0])
      let all = try ids(files)
      let marked = try #require(all.first)
      let before = try properties(marked, in: files)
      try #require(all.count >= 2)
      _ = try Program.json("mark", files.path, marked, "--status", "accepted", "--kind", "crane", "--by", "A. Analyst")
      // Too few scenes are left to find any change.
      try FileManager.default.removeItem(atPath: files.path + "/cache")
      for scene in used.dropFirst(4) { try FileManager.default.removeItem(atPath: imagery + "/" + scene) }
      for _ in 0..<2 {
        let json = try Program.json("report", files.path)
        #expect(json["features"] == 1)
        #expect(try ids(files) == [marked])
        let after = try properties(marked, in: files)
        #expect(after["status"] == "accepted" && after["kind"] == "crane" && after["by"] == "A. Analyst")
        for key in ["area", "notBefore", "notAfter", "change"] { #expect(after[key] == before[key], "\(key)") }
        let reasons = after["kindReasons"]?.arrayValue?.compactMap(\.stringValue) ?? []
        #expect(reasons.count { $0.contains("not found on the present scenes") } == 1, "\(reasons)")
        #expect(files.html.contains(marked))
      }
      // The scenes are back, and so is the program's own find, under the same id.
      _ = try Program.json("watch", plant.site, plant.imagery, "-o", files.path)
      #expect(try Set(ids(files)) == Set(all))
      #expect(try properties(marked, in: files)["status"] == "accepted")
      #expect(try properties(marked, in: files)["kindReasons"] == before["kindReasons"])
    }
  }

  @Test("The next watch publishes a mark, without a `report` in between")
  func published() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/watched")
      let prepared = files.prepared
      let id = try #require(try files.featureList().first?["id"]?.stringValue)
      _ = try Program.json("mark", files.path, id, "--status", "accepted", "--by", "A. Analyst")
      _ = try Program.json("watch", plant.site, plant.imagery, "-o", files.path)
      #expect(try properties(id, in: files)["status"] == "accepted")
      #expect(files.prepared == prepared)
    }
  }

  @Test(
    "A note may hold any words: markup, dashes in front, quotes, several lines",
    arguments: [
      "<b>a</b> closed </i>", "- roof closed", "--status", "“x” 'y' \"z\" & &amp; $HOME `ls` %s {{a}}",
      "one\ntwo\tthree",
      "屋根 🏗", "3 lorries /day", "-73.5,40",
    ])
  func anyNote(_ note: String) throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      let id = try #require(try files.featureList().first?["id"]?.stringValue)
      let marked = try Program.json("mark", files.path, id, "--note", note, "--by", "A. Analyst")
      #expect(marked["properties"]?["note"]?.stringValue == note)
    }
  }

  @Test("A feature that is not there cannot be marked")
  func unknown() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = try plant.watched.copied(to: folder + "/a.case")
      try Program.expectRefusal(
        "mark", files.path, "f-none", "--status", "accepted", "--by", "A. Analyst", "--json",
        saying: files.path, "There is no feature \"f-none\"", "features.geojson")
    }
  }
}
