import Foundation
import Testing

/// What holds for every file.
@Suite("House rules")
struct HouseTests {
  @Test("Every key of a source stands in Docs/References.md")
  func keysAreExplained() throws {
    let entries = Set(try SourceText.entries(of: SourceTree.text("Docs/References.md")))
    let files =
      SourceTree.files(below: "Sources", endings: ["swift"]) + SourceTree.files(below: "Docs", endings: ["md"])
    var missing: [String] = []
    var count = 0
    for file in files {
      let keys = try SourceText.keys(in: SourceTree.text(file))
      count += keys.count
      missing += keys.filter { !entries.contains($0) }.map { "\(file): [\($0)]" }
    }
    #expect(count > 0, "no key was found at all")
    #expect(missing == [])
  }

  @Test("Every “Source:” in a comment names a key")
  func sourcesNameKeys() throws {
    var keyless: [String] = []
    for file in SourceTree.files(below: "Sources", endings: ["swift"]) {
      let lines = try SourceText.sourceLines(of: SourceTree.text(file))
      keyless += lines.filter { SourceText.keys(in: $0).isEmpty }.map { "\(file): \($0)" }
    }
    #expect(keyless == [])
  }

  @Test("Docs/References.md explains each key once, in alphabetical order")
  func entriesAreSorted() throws {
    let sections = try SourceTree.text("Docs/References.md").components(separatedBy: "\n## ")
    let entries = sections.map { SourceText.entries(of: $0) }
    #expect(Set(entries.joined()).count == entries.joined().count)
    for list in entries { #expect(list == list.sorted()) }
  }

  @Test("No file of code is longer than 400 lines")
  func filesAreShort() throws {
    let files = ["Sources", "Tests", "Benchmarks"].flatMap {
      SourceTree.files(below: $0, endings: ["swift", "h", "c"])
    }
    let long = try files.compactMap { file -> String? in
      let count = SourceText.lineCount(try SourceTree.text(file))
      return count > 400 ? "\(file): \(count) lines" : nil
    }
    #expect(long == [])
  }

  @Test("Links between the project's documents lead somewhere")
  func linksLead() throws {
    let documents =
      ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"] + SourceTree.files(below: "Docs", endings: ["md"])
    let dead = try documents.flatMap { document -> [String] in
      let folder = URL(fileURLWithPath: document, relativeTo: SourceTree.root).deletingLastPathComponent()
      return try SourceText.localLinks(of: SourceTree.text(document))
        .filter { !FileManager.default.fileExists(atPath: folder.appendingPathComponent($0).path) }
        .map { "\(document): \($0)" }
    }
    #expect(dead == [])
  }

  @Test(
    "Package.resolved is ignored by git, not tracked",
    .enabled(if: SourceTree.exists(".git"), "skipped: not a git checkout"))
  func resolvedIsNotTracked() throws {
    let output = Pipe()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "ls-files", "--", "Package.swift", ":(glob)**/Package.resolved"]
    process.currentDirectoryURL = SourceTree.root
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git ls-files failed")
    // The manifest is asked for too, so that an empty answer cannot pass for a good one.
    #expect(String(decoding: data, as: UTF8.self) == "Package.swift\n")
  }
}
