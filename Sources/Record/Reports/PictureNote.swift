/// What must stand with a picture that is shown: whose it is, on what terms, and what stands behind its bytes.
package struct PictureNote: Sendable, Hashable {
  package let credit: String?
  /// Texts that the licence asks for, word for word.
  package let attributions: [String]
  /// What the licence is called, or that it is not stated; `nil` where nobody looked.
  package let licence: String?
  /// Whether a provider's checksum stands behind the bytes; `nil` where nobody looked.
  package let origin: String?

  package init(credit: String?, attributions: [String] = [], licence: String? = nil, origin: String? = nil) {
    self.credit = credit
    self.attributions = attributions
    self.licence = licence
    self.origin = origin
  }

  /// Without those that are empty, and each once: the credit is often the attribution.
  var parts: [String] {
    var seen: [String] = []
    for part in [credit].compactMap({ $0 }) + attributions + [licence, origin].compactMap({ $0 })
    where !part.isEmpty && !seen.contains(part) {
      seen.append(part)
    }
    return seen
  }

  /// The same without the names of the files that vouch for the bytes: they are often named after the place.
  package var withoutFileNames: PictureNote {
    PictureNote(
      credit: credit, attributions: attributions, licence: licence,
      origin: origin.map { $0.hasPrefix("origin verified") ? "origin verified" : "unverified origin" })
  }
}
