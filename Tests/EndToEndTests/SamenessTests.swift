import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite("Sameness", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct SamenessTests {
  @Test("One thread and four give the same features, byte for byte", arguments: ["1", "4"])
  func threads(_ count: String) throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = CaseFiles(folder + "/a.case")
      _ = try Program.json("watch", plant.site, plant.imagery, "-o", files.path, "--threads", count)
      #expect(files.features == plant.watched.features)
    }
  }

  @Test("Where the pictures lie, and in what order they are named, changes nothing")
  func order() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = CaseFiles(folder + "/a.case")
      let scenes = plant.scenes.indices.reversed().map { plant.scene($0) }
      let run = try Program.run(["watch", plant.site] + scenes + ["-o", files.path, "--json", "--memory", "512"])
      #expect(run.exit == .code(0), "\(run.complaint)")
      #expect(files.features == plant.watched.features)
    }
  }

  @Test("All at once and scene by scene give the same features, ids apart", arguments: [[6], [8, 9, 10, 11]])
  func sceneByScene(_ stops: [Int]) throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let reference = plant.scenes[3]
      let atOnce = CaseFiles(folder + "/once.case")
      let stepwise = CaseFiles(folder + "/steps.case")
      _ = try Program.json("watch", plant.site, plant.imagery, "-o", atOnce.path, "--reference", reference)
      for stop in stops {
        let imagery = try plant.copyOfImagery(in: folder, named: "to \(stop)", 0..<stop)
        _ = try Program.json("watch", plant.site, imagery, "-o", stepwise.path, "--reference", reference)
      }
      _ = try Program.json("watch", plant.site, plant.imagery, "-o", stepwise.path, "--reference", reference)
      let features = try atOnce.featureList()
      try #require(!features.isEmpty)
      #expect(try stepwise.featureList().map(Self.withoutIDs) == features.map(Self.withoutIDs))
    }
  }

  @Test("An id that was printed stays with its feature when later scenes come")
  func keptIDs() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = CaseFiles(folder + "/a.case")
      let imagery = try plant.copyOfImagery(in: folder, 0..<plant.scenes.count - 1)
      _ = try Program.json("watch", plant.site, imagery, "-o", files.path)
      let before = Set(try files.featureList().compactMap { $0["id"]?.stringValue })
      _ = try Program.json("watch", plant.site, plant.imagery, "-o", files.path)
      let after = Set(try files.featureList().compactMap { $0["id"]?.stringValue })
      try #require(before.count > 2)
      #expect(before.intersection(after).count * 2 > before.count, "\(before) became \(after)")
    }
  }

  /// A feature with its own id, and its parent's, blanked.
  static func withoutIDs(_ feature: JSONValue) -> JSONValue {
    let members = (feature.members ?? []).map { member -> JSONValue.Member in
      switch member.key {
      case "id": return .init("id", "")
      case "parent": return .init("parent", member.value == .null ? .null : "")
      case "properties": return .init("properties", withoutIDs(member.value))
      default: return member
      }
    }
    return .object(members)
  }
}
