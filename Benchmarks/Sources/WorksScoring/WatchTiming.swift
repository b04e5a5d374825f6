import Foundation
import Measuring

/// Watches of the same pictures in the three ways that matter: all at once, again, and with one picture added.
package struct WatchTiming: Sendable {
  private let program: Telltale
  private let site: URL
  private let scenes: [URL]
  private let scratch: URL
  private let threads: Int

  package init(program: Telltale, site: URL, scenes: [URL], scratch: URL, threads: Int) {
    self.program = program
    self.site = site
    self.scenes = scenes
    self.scratch = scratch
    self.threads = threads
  }

  package struct Whole: Sendable {
    /// Of each run, in order, each into a fresh case.
    package let runs: [ChildProcess.Result]
    package let summary: WatchSummary
    package let `case`: URL
    /// The last case watched again with nothing new.
    package let again: ChildProcess.Result
  }

  /// - Throws: `failed` where a watch fails.
  package func whole(runs: Int) throws(BenchError) -> Whole {
    let imagery = scenes[0].deletingLastPathComponent()
    var results: [ChildProcess.Result] = []
    for run in 1...runs {
      let place = scratch.appending(path: "whole-\(run).case")
      let watched = try watch(imagery, into: place, watchesMemory: true)
      results.append(watched.process)
      if run == runs {
        let again = try watch(imagery, into: place, watchesMemory: false)
        return Whole(runs: results, summary: watched.summary, case: place, again: again.process)
      }
      Scratch.remove(place)
    }
    preconditionFailure("\(runs) runs")
  }

  /// The watch in which the latest picture is new and all others are known.
  /// - Throws: `failed` where a watch fails or a picture cannot be copied.
  package func oneAdded() throws(BenchError) -> ChildProcess.Result {
    let imagery = try Scratch.make(scratch.appending(path: "growing"))
    let place = scratch.appending(path: "growing.case")
    for scene in scenes.dropLast() { try copy(scene, into: imagery) }
    _ = try watch(imagery, into: place, watchesMemory: false)
    for scene in scenes.suffix(1) { try copy(scene, into: imagery) }
    return try watch(imagery, into: place, watchesMemory: false).process
  }

  private func watch(_ imagery: URL, into place: URL, watchesMemory: Bool) throws(BenchError) -> Telltale.Watched {
    try program.watch(
      site: site, imagery: imagery, case: place, threads: threads, logs: scratch, watchesMemory: watchesMemory)
  }

  private func copy(_ scene: URL, into folder: URL) throws(BenchError) {
    do {
      try FileManager.default.copyItem(at: scene, to: folder.appending(path: scene.lastPathComponent))
    } catch {
      throw BenchError(
        .failed, at: scene.path, "It cannot be copied: \(error.localizedDescription)", mend: "Free some room.")
    }
  }
}
