import Foundation

/// One run of another program: how it ended, how long it took, and what it took.
package struct ChildProcess: Sendable {
  package let executable: String
  package let arguments: [String]
  /// Standard output and standard error go to `NAME.out` and `NAME.err` in this folder.
  package let folder: URL
  package let name: String

  package init(_ executable: String, _ arguments: [String], in folder: URL, name: String) {
    self.executable = executable
    self.arguments = arguments
    self.folder = folder
    self.name = name
  }

  package struct Result: Sendable {
    /// 0 to 255; 128 and the signal's number where a signal ended it.
    package let status: Int32
    package let wallSeconds: Double
    /// User and system, with the children that it waited for.
    package let processorSeconds: Double
    /// Most memory that the program, or any one child that it waited for, held at once.
    package let largestProcessMiB: Double
    /// Most memory that it and its living children held together; `nil` where it was not watched, or has no /proc.
    package let treeMiB: Double?
    package let output: Data
    package let errors: String
  }

  /// Runs it to its end, or kills it after `limitInSeconds`.
  /// - Throws: `failed` where it cannot be started, or took too long.
  package func run(limitInSeconds: Double = 600, watchesMemory: Bool = false) throws(BenchError) -> Result {
    let output = folder.appending(path: "\(name).out")
    let errors = folder.appending(path: "\(name).err")
    let clock = ContinuousClock()
    let started = clock.now
    let child = try Spawning.start(
      [executable] + arguments, output: output.path(percentEncoded: false), errors: errors.path(percentEncoded: false))
    var memory = watchesMemory ? ProcessTreeMemory(root: child) : nil
    while true {
      if let end = Spawning.end(of: child) {
        return Result(
          status: end.status, wallSeconds: Self.seconds(clock.now - started), processorSeconds: end.processorSeconds,
          largestProcessMiB: end.largestProcessMiB, treeMiB: memory?.peakMiB,
          output: (try? Data(contentsOf: output)) ?? Data(),
          errors: (try? String(contentsOf: errors, encoding: .utf8)) ?? "")
      }
      if Self.seconds(clock.now - started) > limitInSeconds {
        Spawning.kill(child)
        throw BenchError(
          .failed, at: ([executable] + arguments).joined(separator: " "),
          "It was still running after \(Text.number(limitInSeconds, 0)) s and was ended.",
          mend: "Run it by hand to see where it stays.")
      }
      memory?.sample()
      Thread.sleep(forTimeInterval: 0.005)
    }
  }

  /// As `run`, and a status other than 0 is an error too.
  package func runToSuccess(limitInSeconds: Double = 600, watchesMemory: Bool = false) throws(BenchError) -> Result {
    let result = try run(limitInSeconds: limitInSeconds, watchesMemory: watchesMemory)
    guard result.status == 0 else {
      throw BenchError(
        .failed, at: ([executable] + arguments).joined(separator: " "),
        "It ended with \(result.status): \(result.errors.suffix(400).trimmingCharacters(in: .whitespacesAndNewlines))",
        mend: "Run it by hand to see more.")
    }
    return result
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
  }
}
