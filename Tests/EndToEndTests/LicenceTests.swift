import Foundation
import Provenance
import TelltaleTestSupport
import Testing

/// What may be shown of a plant's pictures, and the report on paper.
@Suite("Licences and PDF", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct LicenceTests {
  private func withCase(_ body: (_ files: CaseFiles, _ folder: String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try body(Plant.shared().watched.copied(to: folder + "/a.case"), folder)
    }
  }

  private func terms(_ text: String, _ folder: String) throws -> String {
    let path = folder + "/terms.json"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  @Test("Terms take every pixel off the pages and not one number, and nothing is handed on before the report is new")
  func forbidden() throws {
    try withCase { files, folder in
      #expect(files.html.contains("data:image/jpeg") && files.html.contains("licence not stated"))
      #expect(files.html.contains("unverified origin"))
      let terms = try terms(#"{"otherwise": {"doNotPublish": true, "name": "Contract 7"}}"#, folder)
      let said = try Program.json("licence", files.path, "--from", terms, "--by", "Kim")
      #expect(said["withheld"]?.intValue == said["scenes"]?.arrayValue?.count)
      try Program.expectRefusal(
        "export", files.path, "--format", "pdf", "-o", folder + "/r.pdf", saying: "Run watch or report on it first.")
      _ = try Program.json("report", files.path)
      #expect(!files.html.contains("data:image"))
      #expect(files.html.contains("Not shown: its licence forbids publishing it (Contract 7)."))
      #expect(try files.features == Plant.shared().watched.features)
      let ledger = try Program.run("verify", files.path)
      #expect(ledger.exit == .code(0), "\(ledger.output)")
    }
  }

  @Test("Chips are shrunk to the allowed width and bear the text that is asked for")
  func limited() throws {
    try withCase { files, folder in
      let terms = try terms(
        #"{"rules": [{"file": "*", "mostPixels": 40, "attribution": "© <b>Someone</b>"}]}"#, folder)
      _ = try Program.json("licence", files.path, "--from", terms, "--by", "Kim")
      _ = try Program.json("report", files.path)
      let images = files.html.matches(of: /<image[^>]* width="([0-9.]+)" height="([0-9.]+)"/)
      #expect(!images.isEmpty)
      for image in images { #expect(Double(image.1).map { $0 <= 40 } == true, "\(image.1)") }
      #expect(files.html.contains("© &lt;b&gt;Someone&lt;/b&gt;") && !files.html.contains("<b>Someone"))
      #expect(try files.features == Plant.shared().watched.features)
    }
  }

  @Test("Terms that cannot be meant, and half a command, are refused and change nothing")
  func refusals() throws {
    try withCase { files, folder in
      let slip = try terms(#"{"rules": [{"sensor": "*", "doNotPublsh": true}]}"#, folder)
      try Program.expectRefusal("licence", files.path, "--from", slip, "--by", "Kim", saying: "\"doNotPublsh\"")
      try Program.expectRefusal(
        "licence", files.path, "--from", folder + "/none.json", "--by", "Kim", saying: "There is no such file.")
      let half = try Program.run("licence", files.path, "--from", slip)
      #expect(half.exit == .code(2) && half.complaint.contains("belong together"))
      #expect(try Program.json("licence", files.path)["withheld"]?.intValue == 0)
    }
  }

  @Test("A checksum beside a picture shows on the next run, and a wrong one too")
  func origins() throws {
    try withTemporaryFolder { folder in
      let plant = try Plant.shared()
      let imagery = folder + "/imagery"
      try FileManager.default.copyItem(atPath: plant.imagery, toPath: imagery)
      let copy = try plant.watched.copied(to: folder + "/a.case")
      let names = try FileManager.default.contentsOfDirectory(atPath: imagery).filter { $0.hasSuffix(".tif") }.sorted()
      let lines = try names.map { name in
        "\(try ContentHash(ofFileAt: imagery + "/" + name).hexadecimal)  \(name)"
      }
      try Data(lines.joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: imagery + "/SHA256SUMS"))
      _ = try Program.json("watch", plant.site, imagery, "-o", copy.path)
      #expect(copy.html.contains("origin verified by SHA-256 of SHA256SUMS"))
      #expect(!copy.html.contains("· unverified origin"))
      #expect(copy.features == plant.watched.features)
      let false0 = String(repeating: "0", count: 64) + "  " + names[0]
      try Data(false0.utf8).write(to: URL(fileURLWithPath: imagery + "/SHA256SUMS"))
      _ = try Program.json("watch", plant.site, imagery, "-o", copy.path)
      #expect(copy.html.contains("These do not agree with the checksum that came with them: \(names[0])."))
    }
  }

  @Test("The report is printed as it was published, with case and root in the foot; an edited page is not")
  func pdf() throws {
    try withCase { files, folder in
      let path = folder + "/r.pdf"
      let run = try Program.run("export", files.path, "--format", "pdf", "-o", path)
      guard run.exit == .code(0) else {
        // Without a browser it must say what to install.
        #expect(run.complaint.contains("apt install chromium"), "\(run.complaint)")
        return
      }
      #expect(FileManager.default.contents(atPath: path)?.starts(with: Data("%PDF-".utf8)) == true)
      let page = files.path + "/reports/latest/report.html"
      try Data((files.html + "<script></script>").utf8).write(to: URL(fileURLWithPath: page))
      try Program.expectRefusal(
        "export", files.path, "--format", "pdf", "-o", path, saying: "is not the page that the case's ledger vouches")
    }
  }
}
