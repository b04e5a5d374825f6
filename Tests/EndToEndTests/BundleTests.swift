import Foundation
import Provenance
import Statistics
import TelltaleTestSupport
import Testing

/// The demo plant's case with findings, bundled: verified, broken in every way, computed again.
@Suite("Bundles", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct BundleTests {
  private struct Made {
    let folder: String
    let bundle: String
    let root: String
    let key: String
    let publicKey: String
  }

  private static let made = Result { () throws -> Made in
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("telltale-bundle-\(getpid())").path
    atexit { try? FileManager.default.removeItem(atPath: BundleTests.place) }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let copy = try Plant.shared().watched.copied(to: folder + "/a.case")
    let feature = try #require(copy.featureList().first { $0["properties"]?["change"]?.stringValue == "built" })
    let id = try #require(feature["id"]?.stringValue)
    _ = try Program.json("finding", "add", copy.path, "--feature", id, "--name", "the new hall", "--by", "Kim")
    _ = try Program.json("finding", "review", copy.path, "F1", "--by", "Lee")
    _ = try Program.json("report", copy.path)
    let key = try Program.json("key", folder + "/kim.key", "--by", "Kim")
    let out = folder + "/bundle"
    let json = try Program.json(
      "export", copy.path, "--format", "bundle", "-o", out, "--key", folder + "/kim.key")
    return Made(
      folder: folder, bundle: out, root: json["root"]?.stringValue ?? "", key: folder + "/kim.key",
      publicKey: key["public"]?.stringValue ?? "")
  }

  private static var place: String {
    FileManager.default.temporaryDirectory.appendingPathComponent("telltale-bundle-\(getpid())").path
  }

  private func copy(_ made: Made, in folder: String) throws -> String {
    let path = folder + "/bundle"
    try FileManager.default.copyItem(atPath: made.bundle, toPath: path)
    return path
  }

  @Test("A bundle is intact against the root that export printed, the root in its page, and the key that signed it")
  func intact() throws {
    let made = try Self.made.get()
    let page = String(
      decoding: FileManager.default.contents(atPath: made.bundle + "/report.html") ?? Data(), as: UTF8.self)
    #expect(page.contains("The new hall was built") && page.contains("Reviewed by Lee"))
    let plain = try Program.json("verify", made.bundle)
    #expect(plain["intact"] == true && plain["words"]?.stringValue?.hasPrefix("Internally consistent only") == true)
    let printed = try #require(plain["reportRoot"]?.stringValue)
    #expect(page.contains(printed) && printed != made.root)
    for pin in [
      ["--root", made.root], ["--root", printed], ["--key", made.publicKey], ["--key", made.key + ".pub"],
    ] {
      let json = try Program.json(arguments: ["verify", made.bundle] + pin)
      #expect(json["intact"] == true, "\(pin)")
      #expect(json["pinnedTo"]?.intValue != nil)
    }
    let foreign = try Program.run("verify", made.bundle, "--root", String(repeating: "ab", count: 32))
    #expect(foreign.exit == .code(3))
  }

  @Test("No single changed byte, missing file, further file or cut tail passes")
  func tampered() throws {
    let made = try Self.made.get()
    try withTemporaryFolder { folder in
      let bundle = try copy(made, in: folder)
      let files = (FileManager.default.enumerator(atPath: bundle)?.compactMap { $0 as? String } ?? []).sorted()
      var generator = SeededGenerator(seed: 6_021)
      for round in 0..<60 {
        let name = files[round % files.count]
        let path = bundle + "/" + name
        let whole = try #require(FileManager.default.contents(atPath: path))
        var bytes = whole
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] ^= UInt8.random(in: 1...255, using: &generator)
        try bytes.write(to: URL(fileURLWithPath: path))
        let run = try Program.run("verify", bundle, "--json")
        #expect(run.exit == .code(3), "byte \(place) of \(name)")
        try whole.write(to: URL(fileURLWithPath: path))
      }
      #expect(try Program.run("verify", bundle).exit == .code(0))
      for name in files where name != "manifest.json" {
        try FileManager.default.moveItem(atPath: bundle + "/" + name, toPath: folder + "/aside")
        #expect(try Program.run("verify", bundle).exit == .code(3), "without \(name)")
        try FileManager.default.moveItem(atPath: folder + "/aside", toPath: bundle + "/" + name)
      }
      try Data("x".utf8).write(to: URL(fileURLWithPath: bundle + "/further.txt"))
      let run = try Program.run("verify", bundle, "--json")
      #expect(run.exit == .code(3))
      #expect(try run.json()["faults"]?.arrayValue?.first?["place"] == "further.txt")
    }
  }

  @Test("A link in the place of a file is refused, wherever it leads")
  func links() throws {
    let made = try Self.made.get()
    try withTemporaryFolder { folder in
      let bundle = try copy(made, in: folder)
      let path = bundle + "/features.geojson"
      try FileManager.default.moveItem(atPath: path, toPath: folder + "/features.geojson")
      try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder + "/features.geojson")
      let run = try Program.run("verify", bundle, "--json")
      #expect(run.exit == .code(3))
      #expect(try run.json()["faults"]?.arrayValue?.first?["reason"]?.stringValue?.contains("link") == true)
    }
  }

  @Test("A replay gives every number again on another count of threads, whatever the pictures are called")
  func replayed() throws {
    let made = try Self.made.get()
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      for (index, scene) in plant.scenes.enumerated() {
        try FileManager.default.copyItem(
          atPath: plant.imagery + "/" + scene, toPath: folder + "/picture-\(plant.scenes.count - index).tif")
      }
      let json = try Program.json("replay", made.bundle, "--imagery", folder, "--threads", "1")
      #expect(json["differences"]?.arrayValue == [], "\(json["differences"]?.compactText.prefix(2_000) ?? "")")
      #expect(json["uncheckable"]?.arrayValue == [])
      #expect((json["checked"]?.intValue ?? 0) > 200)
    }
  }

  @Test("One altered pixel is named by its scene, and a missing picture by what cannot be checked without it")
  func altered() throws {
    let made = try Self.made.get()
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let imagery = try plant.copyOfImagery(in: folder)
      let path = imagery + "/" + plant.scenes[4]
      var bytes = try #require(FileManager.default.contents(atPath: path))
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: URL(fileURLWithPath: path))
      let run = try Program.run("replay", made.bundle, "--imagery", imagery, "--json")
      #expect(run.exit == .code(3))
      let difference = try #require(run.json()["differences"]?.arrayValue?.first)
      #expect(difference["place"]?.stringValue?.contains(plant.scenes[4]) == true)
      try FileManager.default.removeItem(atPath: path)
      let without = try Program.run("replay", made.bundle, "--imagery", imagery, "--json").json()
      let reasons = try #require(without["uncheckable"]?.arrayValue)
      #expect(!reasons.isEmpty && without["differences"]?.arrayValue == [])
      // That nothing could be computed is no yes.
      let empty = try Program.run("replay", made.bundle, "--json")
      #expect(empty.exit == .code(3))
      let none = try empty.json()
      #expect(none["differences"]?.arrayValue == [] && none["checked"]?.intValue == 0)
      #expect((none["uncheckable"]?.arrayValue?.count ?? 0) > reasons.count / 2)
    }
  }

  @Test("A report whose root was taken out is found out")
  func rootless() throws {
    try withTemporaryFolder { folder in
      let copy = try Plant.shared().watched.copied(to: folder + "/a.case")
      let page = copy.path + "/reports/latest/report.html"
      try Data(copy.html.replacing("<code id=\"root\">", with: "<code>").utf8).write(to: URL(fileURLWithPath: page))
      let run = try Program.run("verify", copy.path, "--json")
      #expect(run.exit == .code(3))
      #expect(try run.json()["faults"]?.arrayValue?.first?["reason"] == "It prints no root.")
    }
  }

  @Test("A case that another program edited says which table")
  func edited() throws {
    try withTemporaryFolder { folder in
      let copy = try Plant.shared().watched.copied(to: folder + "/a.case")
      #expect(try Program.json("verify", copy.path)["intact"] == true)
      // As another program would write it: the pages of a GeoPackage carry no sums.
      let file = copy.path + "/case.gpkg"
      var bytes = try #require(FileManager.default.contents(atPath: file))
      let (old, new) = (Data("\"status\":\"candidate\"".utf8), Data("\"status\":\"accepted_\"".utf8))
      let place = try #require(bytes.range(of: old))
      bytes.replaceSubrange(place, with: new)
      try bytes.write(to: URL(fileURLWithPath: file))
      let run = try Program.run("verify", copy.path, "--json")
      #expect(run.exit == .code(3))
      #expect(try run.json()["faults"]?.arrayValue?.first?["place"] == "table features")
    }
  }
}
