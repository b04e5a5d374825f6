import ArgumentParser
import Foundation
import Monitoring
import Provenance
import Quantities

/// What every verb takes.
struct SharedOptions: ParsableArguments {
  @Flag(help: "Print one JSON object on standard output and nothing else there.")
  var json = false

  @Flag(help: "No progress, only errors.")
  var quiet = false

  @Option(help: ArgumentHelp("Threads to use.", valueName: "n"))
  var threads: Int = ProcessInfo.processInfo.activeProcessorCount

  @Option(help: ArgumentHelp("Memory to stay under, in MiB (default: 1024; detect A B: 512).", valueName: "mib"))
  var memory: Int?

  func validate() throws {
    guard (1...1_024).contains(threads) else { throw ValidationError("--threads \(threads): give 1 to 1024.") }
    if let memory, memory < 256 { throw ValidationError("--memory \(memory): give at least 256 MiB.") }
  }

  /// An empty name, as an unset variable of a shell leaves it, would mean the root of the disk.
  static func checkNamed(_ path: String, _ option: String) throws {
    if path.isEmpty { throw ValidationError("\(option) is empty: name a folder.") }
  }

  /// - Parameter usualMemory: in MiB, where `--memory` is not given.
  func options(reference: String? = nil, usualMemory: Int = 1_024) -> RunOptions {
    RunOptions(
      threads: threads, memoryInMiB: memory ?? usualMemory, readerExecutable: SharedOptions.ownPath,
      reference: reference, now: SharedOptions.now,
      progress: quiet || json ? SilentProgress() : TerminalProgress())
  }

  static var now: Timestamp { Timestamp(secondsSince1970: Int(Date().timeIntervalSince1970)) }

  /// Path of this program, for starting readers.
  static var ownPath: String {
    #if os(Linux)
      // Not CommandLine.arguments[0]: it may be a bare name found through PATH.
      return (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
    #else
      return Bundle.main.executablePath ?? CommandLine.arguments[0]
    #endif
  }

  /// Prints `object` with --json, else the lines for people (nothing with --quiet).
  func finish(_ object: JSONValue, _ lines: [String]) {
    if json {
      print(object.prettyText, terminator: "")
    } else if !quiet {
      for line in lines { print(Outcome.inert(line)) }
    }
  }
}

/// One line on standard error that is written over, only on a terminal.
struct TerminalProgress: Provenance.Progress {
  func report(_ step: String, done: Int, of total: Int) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    let text = total > 1 ? "\(step) \(done + 1)/\(total)" : step
    let padded = text.padding(toLength: 60, withPad: " ", startingAt: 0)
    FileHandle.standardError.write(Data("\r\(padded)\(done + 1 >= total && total <= 1 ? "\r" : "")".utf8))
  }
}
