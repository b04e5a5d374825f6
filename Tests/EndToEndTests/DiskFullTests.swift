import Foundation
import TelltaleTestSupport
import Testing

@Suite("A full disk", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct DiskFullTests {
  /// Limits in blocks of 512 bytes: one stops the case's making, others the cache, the commit and the report.
  static let limits = [8, 100, 200, 300, 420]

  @Test(
    "Where no file may grow past a limit, the run fails in words, or does without its cache; a rerun completes",
    arguments: limits)
  func limited(_ blocks: Int) throws {
    try check(blocks, script: "trap '' XFSZ; ulimit -f \(blocks) && exec \"$@\"")
  }

  @Test(
    "The signal that a limit on files sends does not end the program without a word", arguments: [limits[0], limits[2]])
  func signalled(_ blocks: Int) throws {
    try check(blocks, script: "ulimit -f \(blocks) && exec \"$@\"")
  }

  private func check(_ blocks: Int, script: String) throws {
    let plant = try Plant.shared()
    let program = try #require(TelltaleExecutable.path)
    try withTemporaryFolder { folder in
      let files = CaseFiles(folder + "/watched")
      let watch = ["watch", plant.site, plant.imagery, "-o", files.path, "--json"]
      let limited = try RunningProgram("/bin/sh", ["-c", script, "sh", program] + watch).wait()
      if limited.exit != .code(0) {
        #expect(limited.exit == .code(1))
        #expect(limited.output.isEmpty)
        #expect(limited.complaint.hasPrefix("error: "), "\(limited.complaint)")
        #expect(files.summary == nil)
        #expect(files.halfWritten.isEmpty, "\(files.halfWritten)")
      }
      try expectComplete(try Program.run(watch), files, plant)
    }
  }

  private func expectComplete(_ run: ProgramRun, _ files: CaseFiles, _ plant: Plant) throws {
    #expect(run.exit == .code(0), "\(run.complaint)")
    #expect(try run.json() == plant.summary)
    #expect(files.features == plant.watched.features)
    #expect(files.halfWritten.isEmpty, "\(files.halfWritten)")
  }

  #if os(Linux)
    /// Whether this user may mount a file system that only the test's own processes see.
    static let mayMount: Bool = {
      guard let unshare = Tool.unshare else { return false }
      let run = try? RunningProgram(unshare, ["-m", "mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", "/mnt"]).wait()
      return run?.exit == .code(0)
    }()

    @Test(
      "A disk that is really full is named, with the mend, and once it has space the same command completes",
      .enabled(if: mayMount, "skipped: this user may not mount a small disk"), arguments: [128, 400, 1_000, 1_600])
    func reallyFull(_ size: Int) throws {
      let plant = try Plant.shared()
      let program = try #require(TelltaleExecutable.path)
      try withTemporaryFolder { folder in
        // The disk lives in a mount namespace of the shell's own and is gone with it, however the test ends.
        let disk = folder + "/disk"
        let script = """
          mkdir "$1"/disk && mount -t tmpfs -o size=\(size)k tmpfs "$1"/disk || exit 90
          folder=$1; shift
          "$@" 2> "$folder"/complaint > "$folder"/output
          echo $? > "$folder"/code
          find "$folder"/disk -name '*.part*' > "$folder"/half
          mount -o remount,size=64m "$folder"/disk || exit 91
          "$@" || exit 92
          cp -R "$folder"/disk/watched "$folder"/watched
          """
        let watch = [program, "watch", plant.site, plant.imagery, "-o", disk + "/watched", "--json"]
        let shell = ["-m", "/bin/sh", "-c", script, "sh", folder]
        let rerun = try RunningProgram(#require(Tool.unshare), shell + watch).wait()
        let said = { (name: String) in
          String(decoding: FileManager.default.contents(atPath: folder + "/" + name) ?? Data(), as: UTF8.self)
        }
        let complaint = said("complaint")
        #expect(said("code") == "1\n")
        #expect(said("output").isEmpty)
        #expect(complaint.hasPrefix("error: "))
        #expect(complaint.contains(disk + "/watched"), "\(complaint)")
        #expect(complaint.contains("full") || complaint.contains("enough space"), "\(complaint)")
        #expect(complaint.contains("Free some space"), "\(complaint)")
        #expect(said("half").isEmpty)
        try expectComplete(rerun, CaseFiles(folder + "/watched"), plant)
      }
    }
  #endif
}
