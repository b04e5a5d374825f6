import Foundation
import TelltaleTestSupport
import Testing

@Suite("The command line", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct MisuseTests {
  @Test("--help lists the verbs that there are, and no other")
  func verbs() throws {
    let help = try Program.run("--help")
    #expect(help.exit == .code(0))
    #expect(help.complaint.isEmpty)
    let list = try #require(help.output.components(separatedBy: "SUBCOMMANDS:\n").dropFirst().first)
    let verbs = list.split(separator: "\n").prefix { $0.hasPrefix("  ") }
      .filter { !$0.hasPrefix("   ") && !$0.hasPrefix("  See ") }
      .map { String($0.split(separator: " ")[0]) }
    #expect(
      verbs.sorted() == [
        "add", "align", "assess", "check-quote", "count", "detect", "export", "finding", "init", "key",
        "licence", "mark", "measure", "pansharpen", "prepare", "replay", "report", "score", "sign", "simulate",
        "source", "stamp",
        "trace", "verify", "watch",
      ])
    #expect(!help.output.contains("__read"))
  }

  @Test(
    "Help fits a terminal of 80 columns",
    arguments: [
      "", "add", "align", "assess", "check-quote", "count", "detect", "export", "finding", "finding add",
      "finding list", "finding publish", "finding review", "finding withdraw", "init", "key", "licence", "mark",
      "measure",
      "pansharpen", "prepare", "replay", "report", "score", "sign", "simulate", "source", "source add", "source list",
      "source search", "stamp", "trace", "verify", "watch",
    ])
  func width(_ verb: String) throws {
    let help = try Program.run(verb.split(separator: " ").map(String.init) + ["--help"])
    for line in help.output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
  }

  @Test(
    "Misuse exits with 2, says what was wrong, and prints nothing on standard output",
    arguments: [
      (["frobnicate"], "frobnicate"), (["track", "a.case"], "track"), (["export", "a.case"], "--format"),
      (["watch"], "Missing expected argument"), (["watch", "site.geojson", "imagery"], "--output"),
      (["watch", "site.geojson", "imagery", "-o", "a.case", "--frobnicate"], "--frobnicate"),
      (["watch", "site.geojson", "imagery", "-o", "a.case", "--threads", "0"], "--threads"),
      (["watch", "site.geojson", "imagery", "-o", "a.case", "--threads", "many"], "many"),
      (["watch", "site.geojson", "imagery", "-o", "a.case", "--memory", "1"], "--memory"),
      (["init", "a.case"], "--site"), (["add", "a.case"], "Missing expected argument"),
      (["add", "a.case", "a.png", "--corners", "1,1", "--gcp", "a.csv"], "--gcp"),
      (["add", "a.case", "a.png", "b.png", "--corners", "1,1"], "--corners"),
      (["mark", "a.case", "f-1", "--status", "accepted"], "--by"),
      (["mark", "a.case", "f-1", "--by", "A. Analyst"], "--status"),
      (["mark", "a.case", "f-1", "--status", "maybe", "--by", "A. Analyst"], "maybe"),
      (["mark", "a.case", "f-1", "--kind", "castle", "--by", "A. Analyst"], "castle"),
      (["mark", "a.case", "f-1", "--status", "accepted", "--by", " "], "--by"),
      (["measure", "a.case"], "--outline"), (["measure", "a.case", "--at", "here"], "here"),
      (["measure", "a.case", "--at", "1,1", "--outline", "a.geojson"], "--outline"),
      (["measure", "a.png", "--at", "1,1", "--gsd", "-1"], "--gsd"), (["report"], "Missing expected argument"),
      (["detect", "a.tif", "-o", "out"], "belong to two pictures"), (["detect", "a.tif", "b.tif"], "--output"),
      (["detect", "a.tif", "b.tif", "-o", "out", "--false-alarm-rate", "2"], "--false-alarm-rate"),
      (["watch", "site.geojson", "imagery", "-o", ""], "--output is empty"),
      (["init", "", "--site", "site.geojson"], "<case> is empty"),
      (["detect", "a.tif", "b.tif", "-o", ""], "--output is empty"), (["simulate", "-o", ""], "--output is empty"),
      (["align", "a.tif"], "Missing expected argument"), (["align", "a.tif", "b.tif", "--gsd", "0"], "--gsd"),
      (["align", "a.tif", "b.tif", "--tie-points", ""], "--tie-points is empty"),
      (["prepare"], "Missing expected argument"), (["prepare", ""], "<case> is empty"),
      (["prepare", "a.case", "--masks", ""], "--masks is empty"), (["simulate"], "--output"),
      (["simulate", "-o", "plant", "--size", "3"], "--size"),
      (
        ["simulate", "-o", "plant", "--phases", "--halls"],
        "--phases: nothing changes with --halls or --quiet-twin; leave one of them out."
      ),
    ])
  func misuse(_ arguments: [String], _ words: String) throws {
    let run = try Program.run(arguments)
    #expect(run.exit == .code(2))
    #expect(run.output.isEmpty)
    #expect(run.complaint.contains(words), "\(run.complaint)")
    #expect(run.complaint.contains("--help"), "\(run.complaint)")
  }
}
