import Foundation
import Provenance
import TelltaleTestSupport
import Testing

/// Findings, sources and hypotheses on a copy of the plant's case, as people use them.
@Suite("Findings, sources, hypotheses", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct EvidenceVerbsTests {
  private static let secret = "zebracrossing"

  private func withCase(_ body: (_ path: String, _ feature: String, _ folder: String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let copy = try Plant.shared().watched.copied(to: folder + "/a.case")
      let feature = try #require(copy.featureList().first { $0["properties"]?["change"]?.stringValue == "built" })
      try body(copy.path, #require(feature["id"]?.stringValue), folder)
    }
  }

  @Test("A finding goes its way by two people, and every step that is not allowed says why and changes nothing")
  func findings() throws {
    try withCase { path, feature, _ in
      let made = try Program.json(
        "finding", "add", path, "--feature", feature, "--says", "area", "--name", "the new hall", "--by", "Kim")
      #expect(made["sentence"]?.stringValue?.hasPrefix("The area of the new hall is ") == true)
      #expect(made["claim"]?["origins"]?.arrayValue?.first?.stringValue == "features/\(feature)/area")
      let answers = ["--people-at-risk", "no", "--live-operation", "no", "--licence-allows", "yes"]
      for (arguments, words) in [
        (["publish", path, "F1", "--by", "Lee"] + answers, "It is candidate and cannot be published."),
        (["review", path, "F9", "--by", "Lee"], "There is no such finding"),
        (["add", path, "--feature", "f-none", "--by", "Kim"], "There is no such feature"),
        (["add", path, "--feature", feature, "--to", "nothing", "--by", "Kim"], "It has no ratio to"),
        (["add", path, "--feature", feature, "--by", "Kim", "--source", "S7"], "There is no source \"S7\""),
        (
          [
            "add", path, "--judgement", "Output will double to 7 a year", "--likelihood", "likely", "--confidence",
            "low", "--basis", "x", "--by", "Kim",
          ], "holds a number"
        ),
      ] {
        let run = try Program.run(["finding"] + arguments)
        #expect(run.exit == .code(1) && run.complaint.contains(words), "\(run.complaint)")
      }
      _ = try Program.json("finding", "review", path, "F1", "--by", "Lee")
      let same = try Program.run(["finding", "publish", path, "F1", "--by", "lee"] + answers)
      #expect(same.exit == .code(1) && same.complaint.contains("takes two people"))
      let published = try Program.json(arguments: ["finding", "publish", path, "F1", "--by", "Kim"] + answers)
      #expect(published["status"] == "published")
      #expect(try Program.json("finding", "list", path)["findings"]?.arrayValue?.count == 1)
      #expect(try Program.json("verify", path)["intact"] == true)
    }
  }

  @Test("Nothing that is exported or reported says that there is a confidential source")
  func confidential() throws {
    try withCase { path, feature, folder in
      _ = try Program.json("finding", "add", path, "--feature", feature, "--by", "Kim")
      _ = try Program.json(
        "source", "add", path, "--text", "Said by \(Self.secret).", "--title", "Note of \(Self.secret)", "--by", "Kim",
        "--confidential", "--supports", "F1")
      _ = try Program.json("report", path)
      let out = folder + "/out"
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
      for format in ["bundle", "geojson", "csv", "kml", "gpkg"] {
        _ = try Program.json("export", path, "--format", format, "-o", "\(out)/\(format)")
      }
      #expect(try Program.json("source", "list", path)["sources"]?.arrayValue == [])
      #expect(try Program.json("source", "list", path, "--confidential")["sources"]?.arrayValue?.count == 1)
      let needles = [Data(Self.secret.utf8), Data("onfidential".utf8)]
      for folder in [out, path + "/reports", path + "/sources", path + "/case.gpkg"] {
        let names = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []) + [""]
        for name in names {
          guard let bytes = FileManager.default.contents(atPath: folder + "/" + name) ?? nil else { continue }
          for needle in needles { #expect(bytes.range(of: needle) == nil, "\(folder)/\(name)") }
        }
      }
    }
  }

  @Test("A source's passage must stand in it, its address loses what is private, and it rides in the bundle")
  func sources() throws {
    try withCase { path, _, folder in
      let article = folder + "/article.html"
      try Data("<title>Visit</title><script>evil()</script><p>The works <b>began</b> in winter.".utf8)
        .write(to: URL(fileURLWithPath: article))
      let wrong = try Program.run("source", "add", path, article, "--quote", "ended in spring", "--by", "Kim")
      #expect(wrong.exit == .code(1) && !wrong.complaint.isEmpty)
      let made = try Program.json(
        "source", "add", path, article, "--quote", "works began in winter", "--url",
        "https://kim:secret@example.org/a?token=abc", "--by", "Kim")
      #expect(made["id"] == "S1" && made["title"] == "Visit")
      #expect(!made.canonicalText.contains("secret") && !made.canonicalText.contains("abc\""))
      let hash = try #require(made["hash"]?.stringValue ?? made["sha256"]?.stringValue)
      _ = try Program.json("report", path)
      _ = try Program.json("export", path, "--format", "bundle", "-o", folder + "/bundle")
      #expect(FileManager.default.contents(atPath: folder + "/bundle/sources/" + hash) != nil)
      #expect(CaseFiles(path).html.contains("works began in winter"))
    }
  }

  @Test("A retelling is judged against the page alone; what does not agree ends with 3")
  func quotes() throws {
    try withCase { path, feature, folder in
      _ = try Program.json("finding", "add", path, "--feature", feature, "--name", "the new hall", "--by", "Kim")
      _ = try Program.json("report", path)
      let page = folder + "/page.html"
      try FileManager.default.copyItem(atPath: path + "/reports/latest/report.html", toPath: page)
      let removed = try Program.run("check-quote", page, "The new hall was removed.", "--json")
      #expect(removed.exit == .code(3))
      #expect(try removed.json()["verdict"] == "contradicts")
      let built = try Program.json("check-quote", path, "The new hall was built.")
      #expect(built["verdict"] == "agrees" && built["finding"] == "F1")
      let nothing = try Program.run("check-quote", folder, "x")
      #expect(nothing.exit == .code(1) && nothing.complaint.contains("no report that can be read"))
      try Data("<html></html>".utf8).write(to: URL(fileURLWithPath: page))
      #expect(try Program.run("check-quote", page, "x").exit == .code(1))
    }
  }

  @Test("Hypotheses are judged on the findings as they stand, and the report prints what would turn the answer")
  func assessments() throws {
    try withCase { path, feature, folder in
      _ = try Program.json("finding", "add", path, "--feature", feature, "--by", "Kim")
      let file = folder + "/assessment.json"
      func prior(_ value: Double) -> JSONValue {
        [
          "probability": .number(value), "low": .number(value / 2), "high": .number(0.9), "by": "Kim",
          "reason": "usual",
        ]
      }
      func weighing(_ hypothesis: String, _ value: Double) -> JSONValue {
        [
          "finding": "F1", "hypothesis": .string(hypothesis), "weight": .number(value), "low": .number(value / 2),
          "high": .number(min(1, value * 2)), "reason": "as things are",
        ]
      }
      func write(_ weighings: [JSONValue]) throws {
        let json: JSONValue = [
          "question": "Why was it built?",
          "hypotheses": [
            ["id": "H1", "statement": "Output is to grow", "prior": prior(0.5), "somethingElse": false],
            ["id": "H2", "statement": "Something else", "prior": prior(0.5), "somethingElse": true],
          ], "weighings": .array(weighings), "groups": [],
        ]
        try Data(json.prettyText.utf8).write(to: URL(fileURLWithPath: file))
      }
      try write([weighing("H1", 0.4)])
      let partial = try Program.run("assess", path, "--from", file, "--by", "Kim")
      #expect(partial.exit == .code(1) && partial.complaint.contains("not weighed on H2"))
      try write([weighing("H1", 0.4), weighing("H2", 0.1)])
      let judged = try #require(
        try Program.json("assess", path, "--from", file, "--by", "Kim")["assessments"]?.arrayValue?.first)
      #expect(judged["judgement"]?["leading"] == "H1")
      _ = try Program.json("report", path)
      #expect(CaseFiles(path).html.contains("Why was it built?") && CaseFiles(path).html.contains("turns the answer"))
      _ = try Program.json("finding", "withdraw", path, "F1", "--by", "Kim", "--note", "a cloud's shadow")
      let after = try #require(try Program.json("assess", path)["assessments"]?.arrayValue?.first)
      #expect(after["judgement"]?["leftOut"]?.arrayValue?.count == 1)
    }
  }
}
