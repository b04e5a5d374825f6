import Foundation

/// The release program under test.
package struct Telltale: Sendable {
  package let executable: URL
  /// As it tells itself, and when its file was built: `0.1.0, built 2026-03-01T12:00:00Z`.
  package let version: String

  /// `TELLTALE_EXECUTABLE`, else the release build of the package above this one.
  /// - Throws: `missing` where there is none; `failed` where it does not tell its version.
  package static func find() throws(BenchError) -> Telltale {
    let named = ProcessInfo.processInfo.environment["TELLTALE_EXECUTABLE"].map { URL(filePath: $0) }
    let executable = named ?? PackageFolder.file(at: "../.build/release/telltale")
    guard FileManager.default.isExecutableFile(atPath: executable.path(percentEncoded: false)) else {
      throw BenchError(
        .missing, at: executable.path(percentEncoded: false), "There is no program here to measure.",
        mend: "Run `make build`, or set TELLTALE_EXECUTABLE to a release build.")
    }
    let scratch = try Scratch.makeTemporary()
    defer { Scratch.remove(scratch) }
    let answer = try ChildProcess(
      executable.path(percentEncoded: false), ["--version"], in: scratch, name: "version"
    ).runToSuccess()
    let version = String(decoding: answer.output, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    let built = try? executable.resolvingSymlinksInPath().resourceValues(forKeys: [.contentModificationDateKey])
      .contentModificationDate
    let suffix = built.map { ", built \($0.formatted(.iso8601))" } ?? ""
    return Telltale(executable: executable, version: version + suffix)
  }

  /// Makes a simulated plant in `folder`.
  package func simulate(seed: Int, isQuietTwin: Bool, into folder: URL, logs: URL) throws(BenchError) {
    let twin = isQuietTwin ? ["--quiet-twin"] : []
    _ = try run(
      ["simulate", "-o", folder.path(percentEncoded: false), "--seed", "\(seed)", "--threads", "1", "--quiet"] + twin,
      logs: logs, name: "simulate")
  }

  package struct Watched: Sendable {
    package let summary: WatchSummary
    package let process: ChildProcess.Result
  }

  /// Watches a site from a folder of pictures.
  package func watch(
    site: URL, imagery: URL, case folder: URL, threads: Int, logs: URL, watchesMemory: Bool = false
  ) throws(BenchError) -> Watched {
    let result = try run(
      [
        "watch", site.path(percentEncoded: false), imagery.path(percentEncoded: false), "-o",
        folder.path(percentEncoded: false), "--json", "--quiet", "--threads", "\(threads)",
      ], logs: logs, name: "watch", watchesMemory: watchesMemory)
    do {
      return Watched(summary: try JSONDecoder().decode(WatchSummary.self, from: result.output), process: result)
    } catch {
      throw BenchError(
        .unreadable, at: logs.appending(path: "watch.out").path(percentEncoded: false),
        "What watch --json printed is not its summary: \(error).", mend: "Compare it with the contract.")
    }
  }

  package static func features(of folder: URL) -> URL {
    folder.appending(path: "reports/latest/features.geojson")
  }

  private func run(
    _ arguments: [String], logs: URL, name: String, watchesMemory: Bool = false
  ) throws(BenchError) -> ChildProcess.Result {
    try ChildProcess(executable.path(percentEncoded: false), arguments, in: logs, name: name)
      .runToSuccess(watchesMemory: watchesMemory)
  }
}
