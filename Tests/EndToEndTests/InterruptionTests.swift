import Foundation
import TelltaleTestSupport
import Testing

@Suite("Stopped at any moment", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct InterruptionTests {
  /// Moments of a run that show from outside, in their order.
  enum Moment: CaseIterable, Sendable {
    case folderMade, caseMade, firstScenePrepared, halfPrepared, allPrepared, analysing, publishing

    func hasCome(_ files: CaseFiles, _ plant: Plant) -> Bool {
      func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: files.path + name) }
      func prepared() -> Int {
        ((try? FileManager.default.contentsOfDirectory(atPath: files.path + "/cache")) ?? [])
          .filter { $0.hasSuffix(".json") && !$0.hasPrefix(".") }.count
      }
      switch self {
      case .folderMade: return exists("")
      case .caseMade: return exists("/case.gpkg")
      case .firstScenePrepared: return prepared() >= 1
      case .halfPrepared: return prepared() >= plant.scenes.count / 2
      case .allPrepared: return prepared() >= plant.scenes.count
      case .analysing:
        guard prepared() >= plant.scenes.count else { return false }
        usleep(60_000)
        return true
      case .publishing: return exists("/reports/latest")
      }
    }
  }

  @Test(
    "After kill -9 and after Ctrl-C a rerun completes, with the features of an uninterrupted run byte for byte",
    arguments: Moment.allCases, [SIGKILL, SIGINT])
  func stopped(_ moment: Moment, _ signal: Int32) throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = CaseFiles(folder + "/watched")
      let first = try Program.start("watch", plant.site, plant.imagery, "-o", files.path, "--json")
      while first.isRunning, !moment.hasCome(files, plant) { usleep(200) }
      first.send(signal)
      let end = first.wait()
      // The last moment is so short that the program may have ended before the signal came.
      if moment != .publishing || end.exit != .code(0) {
        #expect(end.exit != .code(0) && end.exit != .outOfTime)
        #expect(end.output.isEmpty)
        for name in files.files where name.hasPrefix("reports/latest/") && !name.contains(".part") {
          #expect((FileManager.default.contents(atPath: files.path + "/" + name)?.count ?? 0) > 0, "\(name)")
        }
      }
      let rerun = try Program.run("watch", plant.site, plant.imagery, "-o", files.path, "--json")
      #expect(rerun.exit == .code(0), "\(rerun.complaint)")
      #expect(try rerun.json() == plant.summary)
      #expect(files.features == plant.watched.features)
      #expect(files.halfWritten.isEmpty, "\(files.halfWritten)")
    }
  }

  @Test("A case that was published stays whole while a run over more scenes is killed", arguments: [SIGKILL, SIGINT])
  func publishedStays(_ signal: Int32) throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let files = CaseFiles(folder + "/watched")
      let imagery = try plant.copyOfImagery(in: folder, 0..<8)
      _ = try Program.json("watch", plant.site, imagery, "-o", files.path, "--reference", plant.scenes[3])
      let (features, summary) = (files.features, files.summary)
      let count = files.prepared.count
      let second = try Program.start("watch", plant.site, plant.imagery, "-o", files.path)
      while second.isRunning, files.prepared.count == count { usleep(200) }
      second.send(signal)
      #expect(second.wait().exit != .code(0))
      #expect(files.features == features && files.summary == summary)
      _ = try Program.json("watch", plant.site, plant.imagery, "-o", files.path)
      #expect(files.halfWritten.isEmpty, "\(files.halfWritten)")
      #expect(files.prepared.count > count)
    }
  }

  #if os(Linux)
    @Test("The readers of a killed program end with it", arguments: [SIGKILL, SIGINT])
    func readersEnd(_ signal: Int32) throws {
      let plant = try Plant.shared()
      try withTemporaryFolder { folder in
        let files = CaseFiles(folder + "/a.case")
        let program = try Program.start("watch", plant.site, plant.imagery, "-o", files.path)
        var readers: [pid_t] = []
        while program.isRunning, readers.isEmpty { readers = Self.children(of: program.number) }
        program.send(SIGSTOP)
        readers = Self.children(of: program.number)
        program.send(signal)
        program.send(SIGCONT)
        #expect(program.wait().exit != .code(0))
        try #require(!readers.isEmpty)
        for _ in 0..<2_000 where readers.contains(where: { Self.isTelltale($0) }) { usleep(5_000) }
        for reader in readers { #expect(!Self.isTelltale(reader)) }
      }
    }

    private static func children(of parent: pid_t) -> [pid_t] {
      let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap { pid_t($0) }
      return numbers.filter { number in
        guard let status = try? String(contentsOfFile: "/proc/\(number)/status", encoding: .utf8) else { return false }
        return status.contains("\nPPid:\t\(parent)\n")
      }
    }

    /// Whether a process of that number still runs the program: numbers are given out anew.
    private static func isTelltale(_ number: pid_t) -> Bool {
      let words = try? String(contentsOfFile: "/proc/\(number)/cmdline", encoding: .utf8)
      return words?.contains("__read") ?? false
    }
  #endif
}
