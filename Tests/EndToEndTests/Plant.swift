import Foundation
import Provenance
import TelltaleTestSupport
import Testing

/// The plant that most tests watch: simulated once, watched once, and never written to afterwards.
struct Plant {
  let folder: String
  /// The case of an uninterrupted run over all scenes.
  let watched: CaseFiles
  /// What that run printed with `--json`.
  let printed: ProgramRun
  /// The object in it.
  let summary: JSONValue

  var site: String { folder + "/site.geojson" }
  var imagery: String { folder + "/imagery" }

  /// File names of the scenes, the earliest first.
  var scenes: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: imagery)) ?? []).sorted() }

  func scene(_ index: Int) -> String { imagery + "/" + scenes[index] }

  static func shared() throws -> Plant { try made.get() }

  private static let made = Result { () throws -> Plant in
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("telltale-plant-\(getpid())").path
    atexit { try? FileManager.default.removeItem(atPath: Plant.place) }
    let plant = folder + "/plant"
    let simulated = try Program.run(
      "simulate", "--seed", "7", "--size", "128", "--dates", "12", "--gsd", "10", "-o", plant)
    try #require(simulated.exit == .code(0), "\(simulated.complaint)")
    let path = folder + "/watched"
    let printed = try Program.run("watch", plant + "/site.geojson", plant + "/imagery", "-o", path, "--json")
    try #require(printed.exit == .code(0), "\(printed.complaint)")
    return try Plant(folder: plant, watched: CaseFiles(path), printed: printed, summary: printed.json())
  }

  private static var place: String {
    FileManager.default.temporaryDirectory.appendingPathComponent("telltale-plant-\(getpid())").path
  }

  /// A folder of its own in `parent` with the scenes at `indices`, or all.
  func copyOfImagery(in parent: String, named name: String = "imagery", _ indices: Range<Int>? = nil) throws -> String {
    let copy = parent + "/" + name
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    for scene in indices.map({ Array(scenes[$0]) }) ?? scenes {
      try FileManager.default.copyItem(atPath: imagery + "/" + scene, toPath: copy + "/" + scene)
    }
    return copy
  }

  /// Checks that a run uses the plant's scenes, and leaves them out, as the uninterrupted run did.
  func expectSameScenes(in json: JSONValue, sourceLocation: SourceLocation = #_sourceLocation) {
    let (before, after) = (summary.exclusions, json.exclusions)
    for scene in scenes where before[scene] != after[scene] {
      Issue.record(
        "\(scene) was \(before[scene] ?? "used") and is now \(after[scene] ?? "used")", sourceLocation: sourceLocation)
    }
  }
}
