import Foundation
import Provenance

/// Whom to name under a picture, and on what terms it may be shown.
package enum SceneCredit {
  /// The file's copyright line, else the item's providers (licensors first, hosts not); `nil` where none tells.
  package static func credit(metadata: [String: String], stacItem: JSONValue?) -> String? {
    for key in ["TIFFTAG_COPYRIGHT", "EXIF_Copyright", "COPYRIGHT", "Copyright", "NITF_FSCOP"] {
      if let text = metadata[key].flatMap({ line($0, limit: 300) }) { return text }
    }
    let list = stacItem?["properties"]?["providers"]?.arrayValue ?? stacItem?["providers"]?.arrayValue ?? []
    var names: [String] = []
    for role in ["licensor", "producer", "processor", nil] {
      for provider in list where has(role, provider) {
        if let name = provider["name"]?.stringValue.flatMap({ line($0, limit: 100) }), !names.contains(name) {
          names.append(name)
        }
      }
    }
    return names.isEmpty ? nil : names.joined(separator: ", ")
  }

  /// The item's `license`, else where its link of that name leads, without what stands behind a question mark.
  package static func licence(stacItem: JSONValue?) -> String? {
    let written = stacItem?["properties"]?["license"]?.stringValue ?? stacItem?["license"]?.stringValue
    if let text = written.flatMap({ line($0, limit: 100) }) { return text }
    let links = stacItem?["links"]?.arrayValue ?? []
    let link = links.first { $0["rel"]?.stringValue == "license" }?["href"]?.stringValue
    guard let link, link.hasPrefix("https://") || link.hasPrefix("http://") else { return nil }
    // Signed links carry a secret in their query, old ones a password before the @.
    let address = String(link.prefix { $0 != "?" && $0 != "#" })
    return address.contains("@") ? nil : line(address, limit: 300)
  }

  /// `nil` stands for providers without any role.
  private static func has(_ role: String?, _ provider: JSONValue) -> Bool {
    let roles = (provider["roles"]?.arrayValue ?? []).compactMap(\.stringValue)
    return role.map { roles.contains($0) } ?? roles.isEmpty
  }

  private static func line(_ text: String, limit: Int) -> String? {
    let printable = String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    let words = printable.split(separator: " ").joined(separator: " ")
    return words.isEmpty ? nil : String(words.prefix(limit))
  }
}
