import Foundation

/// A web address that can be published: it opens the page, and no account.
///
/// User names, passwords and parameters that look like tokens are taken out: whoever reads the record could use them.
package struct WebAddress: Sendable, Hashable {
  package let text: String
  /// What was taken out, by name and without its value: "the user name", "access_token".
  package let removed: [String]

  private static let longest = 4_000

  /// - Throws: `unreadable` for what is no http or https address, or too long for one.
  package init(_ text: String, at place: String = "web address") throws(EvidenceError) {
    let trimmed = text.trimmed
    // Checked on the raw text: Foundation writes such characters as %-codes and hides them.
    let isPlain = trimmed.unicodeScalars.allSatisfy { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .spaceSeparator, .lineSeparator, .paragraphSeparator: false
      default: !"<>\"\\^`{|}".unicodeScalars.contains(scalar)
      }
    }
    guard isPlain, !trimmed.isEmpty, trimmed.utf8.count <= Self.longest, var parts = URLComponents(string: trimmed),
      let scheme = parts.scheme?.lowercased(), ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty
    else {
      throw EvidenceError(
        .unreadable, at: place, "This is no web address: \"\(trimmed.asOneLine.shortened(to: 80))\".",
        mend: "Give it as https://host/path, up to \(Self.longest) characters, with spaces written as %20.")
    }
    var removed: [String] = []
    if parts.user != nil { removed.append("the user name") }
    if parts.password != nil { removed.append("the password") }
    parts.user = nil
    parts.password = nil
    parts.percentEncodedPath = Self.cleanedPath(parts.percentEncodedPath, &removed)
    parts.percentEncodedQuery = parts.percentEncodedQuery.flatMap { Self.cleaned($0, &removed) }
    parts.percentEncodedFragment = parts.percentEncodedFragment.flatMap { fragment in
      fragment.contains("=") ? Self.cleaned(fragment, &removed) : fragment
    }
    guard let clean = parts.string else {
      throw EvidenceError(
        .unreadable, at: place, "This web address cannot be written without its password.",
        mend: "Give the address without it.")
    }
    self.text = clean
    self.removed = removed
  }

  /// Session ids stand behind a semicolon in the path: `/page;jsessionid=1`.
  private static func cleanedPath(_ path: String, _ removed: inout [String]) -> String {
    guard path.contains(";") else { return path }
    return path.split(separator: "/", omittingEmptySubsequences: false).map { segment -> String in
      let pieces = segment.split(separator: ";", omittingEmptySubsequences: false)
      let kept = pieces.dropFirst().filter { !isSecret($0, &removed) }
      return ([pieces.first ?? ""] + kept).joined(separator: ";")
    }.joined(separator: "/")
  }

  /// `nil` where nothing is left.
  private static func cleaned(_ query: String, _ removed: inout [String]) -> String? {
    var kept: [String] = []
    for pair in query.split(separator: "&", omittingEmptySubsequences: false) {
      let pieces = pair.split(separator: ";", omittingEmptySubsequences: false).filter { !isSecret($0, &removed) }
      if !pieces.isEmpty { kept.append(pieces.joined(separator: ";")) }
    }
    return kept.isEmpty ? nil : kept.joined(separator: "&")
  }

  private static func isSecret(_ pair: Substring, _ removed: inout [String]) -> Bool {
    let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = decoded(parts.first ?? "")
    let value = parts.count > 1 ? decoded(parts[1]) : ""
    // Parameters such as `?page` have no value that could be one.
    guard parts.count > 1, !value.isEmpty, isSecret(name: name) || isSecret(value: value) else { return false }
    removed.append(name.asOneLine.shortened(to: 40))
    return true
  }

  /// Codes are undone until none is left: a redirecting page may have its target encoded more than once.
  private static func decoded(_ text: Substring) -> String {
    var result = String(text).replacing("+", with: " ")
    for _ in 0..<4 {
      guard let next = result.removingPercentEncoding, next != result else { break }
      result = next
    }
    return result
  }

  private static let names: Set<String> = [
    "key", "sig", "sid", "jwt", "pwd", "pass", "passwd", "auth", "oauth", "session", "sess", "phpsessid", "otp",
    "policy", "keypairid", "ticket", "hmac", "bearer", "username", "email", "hdnea", "hdnts", "magiclink",

  ]
  private static let nameParts = [
    "token", "secret", "password", "signature", "credential", "apikey", "accesskey", "privatekey", "authkey",
    "subscriptionkey", "authorization", "authorisation", "sessionid", "authuser", "passphrase", "sharekey",
  ]

  private static func isSecret(name: String) -> Bool {
    let letters = name.lowercased().filter { $0.isLetter || $0.isNumber }
    return names.contains(letters) || nameParts.contains { letters.contains($0) }
  }

  private static func isSecret(value: String) -> Bool {
    // JSON Web Tokens, and the keys that some providers begin alike.
    if value.hasPrefix("eyJ"), value.count > 20 { return true }
    if ["AKIA", "ASIA", "AIza", "PLAK", "ghp_", "sk-", "xox"].contains(where: value.hasPrefix), value.count > 15 {
      return true
    }
    guard value.contains("://") || value.hasPrefix("//"), value.utf8.count <= longest else { return false }
    // An address within the address, with an account of its own.
    let inner = value.replacing(" ", with: "+")
    let authority = inner.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first ?? ""
    if authority.contains("@") { return true }
    var removed: [String] = []
    let parameters = inner.split(omittingEmptySubsequences: false) { "?&#;".contains($0) }.dropFirst()
    return parameters.contains { $0.count < inner.count && isSecret($0, &removed) }
  }
}
