import Foundation
import Places
import Provenance
import Quantities

/// Which terms hold for which pictures, as an analyst wrote them down from the contracts.
///
/// ```json
/// {"rules": [
///    {"licence": "CC-BY-*", "attribution": "Example Space Agency"},
///    {"sensor": "WorldView*", "file": "*_P00?.tif", "name": "Internal use", "doNotPublish": true},
///    {"sensor": "PlanetScope", "mostPixels": 400, "finestPixelMetres": 3, "attribution": "Planet Labs PBC"}],
///  "otherwise": {"doNotPublish": true}}
/// ```
/// A rule holds where all of its `licence`, `sensor` and `file` match. Of several that hold the strictest counts, in
/// each of its parts. `otherwise` is for pictures of which no rule holds.
package struct LicenceRules: Sendable, Hashable {
  package struct Rule: Sendable, Hashable {
    let licence: NamePattern?
    let sensor: NamePattern?
    let file: NamePattern?
    let terms: LicenceTerms
  }

  package let rules: [Rule]
  package let otherwise: LicenceTerms?

  /// Nothing is known: all is shown, and marked so.
  package static let none = LicenceRules(rules: [], otherwise: nil)

  /// The terms of a picture; of one that was joined, what keeps to those of all its parts.
  package func terms(of scene: Scene) -> LicenceTerms {
    let parts = scene.product.parts
    guard parts.isEmpty else {
      return parts.dropFirst().reduce(terms(of: parts[0])) { $0.joined(with: self.terms(of: $1)) }
    }
    let names = [scene.name] + scene.files.map { URL(fileURLWithPath: $0.path).lastPathComponent }
    let holding = rules.filter { rule in
      rule.licence.map { pattern in scene.licence.map(pattern.matches) ?? false } ?? true
        && rule.sensor.map { $0.matches(scene.sensor) } ?? true
        && rule.file.map { pattern in names.contains(where: pattern.matches) } ?? true
    }
    let found = holding.isEmpty ? [otherwise].compactMap { $0 } : holding.map(\.terms)
    var terms = found.reduce(LicenceTerms()) { $0.joined(with: $1) }
    // What the picture says of itself is its licence; a rule's name is for those that say nothing.
    if let own = scene.licence { terms.name = own }
    return terms
  }

  /// Whether the picture's pixels may leave the case at all: only whole pictures on free terms may, since a whole
  /// picture is larger than any piece and bears no text.
  package func allowsWhole(_ scene: Scene) -> Bool {
    let terms = terms(of: scene)
    return terms.isPublishable && terms.mostPixels == nil && terms.finestPixel == nil
  }
}
