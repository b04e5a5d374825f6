import Provenance
import Quantities

/// On what terms a picture, or a piece of it, may be shown to the public.
package struct LicenceTerms: Sendable, Hashable {
  /// False: no pixel of it is published.
  package var isPublishable = true
  /// Widest and highest that a published piece may be, in its own pixels; `nil` where that is free.
  package var mostPixels: Int?
  /// Least size on the ground that a published pixel must have; `nil` where that is free.
  package var finestPixel: Metres?
  /// Texts that must stand on every published piece, each once.
  package var attributions: [String] = []
  /// What the licence is called; `nil` where nobody says it.
  package var name: String?

  package init(
    isPublishable: Bool = true, mostPixels: Int? = nil, finestPixel: Metres? = nil, attributions: [String] = [],
    name: String? = nil
  ) {
    self.isPublishable = isPublishable
    self.mostPixels = mostPixels
    self.finestPixel = finestPixel
    self.attributions = attributions
    self.name = name
  }

  /// What keeps to both: the stricter of each.
  package func joined(with other: LicenceTerms) -> LicenceTerms {
    var names: [String] = []
    for name in [name, other.name].compactMap({ $0 }) where !names.contains(name) { names.append(name) }
    return LicenceTerms(
      isPublishable: isPublishable && other.isPublishable,
      mostPixels: [mostPixels, other.mostPixels].compactMap { $0 }.min(),
      finestPixel: [finestPixel, other.finestPixel].compactMap { $0 }.max { $0.magnitude < $1.magnitude },
      attributions: attributions + other.attributions.filter { !attributions.contains($0) },
      name: names.isEmpty ? nil : names.joined(separator: "; "))
  }

  /// For readers.
  package var words: String { name ?? Self.notStated }

  package static let notStated = "licence not stated"
}
