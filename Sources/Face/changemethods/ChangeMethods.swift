import Foundation

/// One method by itself, on plain arrays of numbers: what the benchmarks set beside its peers.
@main
enum ChangeMethods {
  /// By name; each takes what follows the name on the command line.
  private static let commands: [String: @Sendable ([String]) throws -> Void] = [
    "irmad": IRMADCommand.run,
    "omnibus": OmnibusCommand.run,
    "series": SeriesCommand.run,
    "tracking": TrackingCommand.run,
  ]

  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    guard let name = arguments.first, let command = commands[name] else {
      fail("name one of \(commands.keys.sorted().joined(separator: ", "))", code: 2)
    }
    do {
      try command(Array(arguments.dropFirst()))
    } catch {
      fail("\(error)", code: 1)
    }
  }

  static func fail(_ message: String, code: Int32) -> Never {
    FileHandle.standardError.write(Data("error: \(message)\n".utf8))
    exit(code)
  }
}
