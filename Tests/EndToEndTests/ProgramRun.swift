import Foundation
import Provenance
import TelltaleTestSupport
import Testing

/// How one run of a program ended, and what it said.
struct ProgramRun {
  enum Exit: Equatable {
    case code(Int32)
    case signal(Int32)
    case outOfTime
  }

  let exit: Exit
  let output: String
  let complaint: String
  /// Most resident memory of the program or of any reader that it started.
  let peakMemoryInKiB: Int

  /// The object that `--json` printed.
  /// - Throws: where standard output holds anything but one JSON document.
  func json() throws -> JSONValue { try JSONValue(parsing: Data(output.utf8)) }
}

/// The program telltale, started as a user would start it.
enum Program {
  static let absence = Comment(rawValue: TelltaleExecutable.skipReason)

  static func start(_ arguments: String...) throws -> RunningProgram {
    try RunningProgram(#require(TelltaleExecutable.path), arguments)
  }

  static func run(_ arguments: String...) throws -> ProgramRun { try run(arguments) }

  static func run(_ arguments: [String]) throws -> ProgramRun {
    try RunningProgram(#require(TelltaleExecutable.path), arguments).wait()
  }

  /// The object that a run prints, which must end well.
  static func json(
    _ arguments: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSONValue {
    try json(arguments: arguments, sourceLocation: sourceLocation)
  }

  static func json(
    arguments: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> JSONValue {
    let run = try run(arguments + ["--json"])
    try #require(run.exit == .code(0), "\(run.complaint)", sourceLocation: sourceLocation)
    return try run.json()
  }

  /// Checks that a run fails with code 1, says exactly one line with all of `words` in it, and prints nothing else.
  static func expectRefusal(
    _ arguments: String..., saying words: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let run = try run(arguments)
    #expect(run.exit == .code(1), "\(run.complaint)", sourceLocation: sourceLocation)
    #expect(run.output.isEmpty, sourceLocation: sourceLocation)
    #expect(run.complaint.hasPrefix("error: "), sourceLocation: sourceLocation)
    #expect(run.complaint.split(separator: "\n").count == 1, "\(run.complaint)", sourceLocation: sourceLocation)
    for word in words {
      #expect(run.complaint.contains(word), "\(word) is not in: \(run.complaint)", sourceLocation: sourceLocation)
    }
  }
}
