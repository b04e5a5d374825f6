import ArgumentParser
import Foundation
import Provenance

/// How the program ends: 0 done, 1 failed, 2 misuse, 3 ran and the answer is no.
enum Outcome {
  static func end(with error: any Error) -> Never {
    let code = Telltale.exitCode(for: error)
    if code == .success || code == .validationFailure || error is CleanExit || error is ValidationError {
      // Help, version and misuse are ArgumentParser's to print; its 64 is the contract's 2.
      let text = Telltale.fullMessage(for: error)
      if code == .success { print(text) } else { complain(text) }
      exit(code == .success ? 0 : 2)
    }
    complain(inert("error: \(describe(error))"))
    exit(1)
  }

  private static func describe(_ error: any Error) -> String {
    // Our own errors print as place, reason and mend; Foundation's only say something in their localised form.
    let text = "\(error)"
    return text.hasPrefix("Error Domain") ? FileFault(error).words : text
  }

  /// `text` on one line: names of files may hold line breaks, and orders to a terminal.
  static func inert(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          let turns = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
          return turns || scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar
        }))
  }

  static func complain(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
