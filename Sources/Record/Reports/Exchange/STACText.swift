import Evidence
import Provenance

/// Text of others in the members of a STAC document that viewers show as words.
enum STACText {
  private static let longest = 1_000

  /// One line, without marks that turn the direction of writing and without paths of this machine.
  static func line(_ text: String) -> String {
    HostPath.redacted(String(String.UnicodeScalarView(text.unicodeScalars.prefix(longest * 2))).asOneLine)
      .shortened(to: longest)
  }

  /// The same for a description: viewers read those as CommonMark, so nothing in it may be markup.
  static func description(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in line(text).unicodeScalars {
      if "\\`*_[]<>&#~|!".unicodeScalars.contains(scalar) { result.append("\\") }
      result.append(scalar)
    }
    return String(result)
  }

  /// `value` without paths of this machine.
  static func withoutPaths(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): .string(HostPath.redacted(text))
    case .array(let items): .array(items.map(withoutPaths))
    case .object(let members):
      .object(members.map { .init(HostPath.redacted($0.key), withoutPaths($0.value)) })
    default: value
    }
  }
}
