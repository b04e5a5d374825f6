import Foundation
import Provenance
import TelltaleTestSupport
import Testing

/// The redacted edition of the plant's case: what it tells, what it does not, and that it verifies.
@Suite("Redacted editions", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct RedactedEditionTests {
  @Test("It verifies against the root, tells numbers and days, and holds no id, name, hash, hour or coordinate")
  func edition() throws {
    try withTemporaryFolder { folder in
      let copy = try Plant.shared().watched.copied(to: folder + "/a.case")
      let feature = try #require(copy.featureList().first { $0["properties"]?["change"]?.stringValue == "built" })
      let id = try #require(feature["id"]?.stringValue)
      _ = try Program.json("finding", "add", copy.path, "--feature", id, "--says", "area", "--by", "Kim")
      _ = try Program.json(
        "source", "add", copy.path, "--text", "The hall at the bend.", "--title", "Secret bend", "--by", "Kim")
      _ = try Program.json("report", copy.path)
      let out = folder + "/edition"
      let made = try Program.json("export", copy.path, "--format", "bundle", "--blur-km", "20", "-o", out)
      let root = try #require(made["root"]?.stringValue)
      let verdict = try Program.json("verify", out, "--root", root)
      #expect(verdict["intact"] == true && verdict["redacted"] == true)
      #expect(verdict["hidden"]?.intValue ?? 0 > 5)

      let files = try #require(FileManager.default.enumerator(atPath: out)?.compactMap { $0 as? String })
      #expect(!files.contains("case.gpkg") && !files.contains("scenes.json"))
      #expect(!files.contains { $0.hasPrefix("sources/") })
      let scenes = try #require(
        JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: copy.path + "/reports/latest/observability.json")))[
          "zones"]?
          .arrayValue?.first?["scenes"]?.arrayValue?.compactMap { $0["scene"]?.stringValue })
      #expect(scenes.count > 5)
      let longitude = try #require(
        feature["geometry"]?["coordinates"]?.arrayValue?.first?.arrayValue?.first?.arrayValue?.first?.doubleValue)
      for file in files {
        guard let data = FileManager.default.contents(atPath: out + "/" + file) else { continue }
        let text = String(decoding: data, as: UTF8.self).replacing(/data:image\/[^"]*/, with: "")
        for needle in scenes + [id, "Secret bend", String(longitude)] {
          #expect(!text.contains(needle), "\(needle) in \(file)")
        }
        if file != "ledger.jsonl" { #expect(!text.contains(/T\d\d:\d\d:\d\dZ/), "an hour in \(file)") }
      }
      let told = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: out + "/features.geojson")))
      let areas = (told["features"]?.arrayValue ?? []).compactMap { $0["properties"]?["area"]?["value"]?.doubleValue }
      let own = try #require(feature["properties"]?["area"]?["value"]?.doubleValue)
      #expect(areas.contains(own))
      #expect(told["features"]?.arrayValue?.allSatisfy { $0["geometry"] == .null } == true)

      // Nothing of it can be computed again, and that is said thing by thing.
      let replayed = try Program.json("replay", out, "--imagery", folder)
      #expect(replayed["checked"]?.intValue == 0 && replayed["differences"]?.arrayValue == [])
      #expect(replayed["uncheckable"]?.arrayValue?.count ?? 0 > areas.count)

      // What was kept for those one trusts opens the commitments, and the whole case still verifies.
      let kept = try #require(FileManager.default.contentsOfDirectory(atPath: copy.path + "/redactions").first)
      let opened = try Program.json(
        "verify", out, "--root", root, "--openings", copy.path + "/redactions/" + kept)
      #expect(opened["opened"]?.intValue ?? 0 > 2 * areas.count)
      #expect(try Program.json("verify", copy.path)["intact"] == true)

      // A changed number is found out, as in any bundle.
      let path = out + "/features.geojson"
      let changed = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        .replacing("\"value\"", with: "\"Value\"", maxReplacements: 1)
      try Data(changed.utf8).write(to: URL(fileURLWithPath: path))
      #expect(try Program.run("verify", out, "--root", root).exit == .code(3))
    }
  }

  @Test("What lies in a hidden place is not told, nor summed, and a wrong id or width is refused")
  func hidden() throws {
    try withTemporaryFolder { folder in
      let copy = try Plant.shared().watched.copied(to: folder + "/a.case")
      let built = try copy.featureList().filter { $0["properties"]?["change"]?.stringValue == "built" }
      let id = try #require(built.first?["id"]?.stringValue)
      let number = try #require(built.first?["properties"]?["area"]?["value"]?.doubleValue)
      _ = try Program.json("finding", "add", copy.path, "--feature", id, "--says", "area", "--by", "Kim")
      for (arguments, words) in [
        (["--blur-km", "0"], "1 to 2000 km"), (["--blur-km", "nan"], "1 to 2000 km"),
        (["--blur-km", "5", "--hide", "nothing"], "There is no zone, line or feature"),
      ] {
        let run = try Program.run(
          ["export", copy.path, "--format", "bundle", "-o", folder + "/none"] + arguments)
        #expect(run.exit == .code(1) && run.complaint.contains(words), "\(run.complaint)")
        #expect(!FileManager.default.fileExists(atPath: folder + "/none"))
      }
      for arguments in [["--hide", id], ["--blur-km", "5", "--with-imagery"]] {
        #expect(
          try Program.run(["export", copy.path, "--format", "bundle", "-o", folder + "/none"] + arguments).exit
            == .code(2))
      }
      let out = folder + "/edition"
      _ = try Program.json(
        "export", copy.path, "--format", "bundle", "--blur-km", "5", "--hide", id, "-o", out)
      let told = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: out + "/features.geojson")))
      let areas = (told["features"]?.arrayValue ?? []).compactMap { $0["properties"]?["area"]?["value"]?.doubleValue }
      #expect(!areas.isEmpty && !areas.contains(number))
      let findings = try JSONValue(parsing: Data(contentsOf: URL(fileURLWithPath: out + "/findings.json")))
      #expect(findings["findings"]?.arrayValue == [])
      #expect(FileManager.default.contents(atPath: out + "/activity.json") == nil)
      let page = try String(contentsOfFile: out + "/report.html", encoding: .utf8)
      #expect(page.contains("Parts of the site are withheld") && page.contains("Redacted edition"))
    }
  }
}
