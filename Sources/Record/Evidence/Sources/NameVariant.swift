import Provenance

/// One spelling of a place's name, with how it comes from the name that was given.
package struct NameVariant: Sendable, Hashable {
  package enum Derivation: String, Sendable, CaseIterable {
    case given
    case withoutStops
    case southernHangul
    case mcCuneReischauer, mcCuneReischauerSouthern
    case revisedRomanisation, revisedRomanisationSouthern
    case northernRomanisation
    case respelledRevised
    case geographicCyrillic, pressCyrillic, ukrainian, iso9

    /// "by McCune-Reischauer".
    package var words: String {
      switch self {
      case .given: "as given, whatever its accents, capitals and hyphens"
      case .withoutStops: "as given, without its full stops"
      case .southernHangul: "as the South writes it"
      case .mcCuneReischauer: "by McCune-Reischauer"
      case .mcCuneReischauerSouthern: "by McCune-Reischauer, as the South says it"
      case .revisedRomanisation: "by the Revised Romanisation"
      case .revisedRomanisationSouthern: "by the Revised Romanisation, as the South says it"
      case .northernRomanisation: "by the North's own romanisation"
      case .respelledRevised: "by the Revised Romanisation, from McCune-Reischauer with its breves"
      case .geographicCyrillic: "from Cyrillic by BGN/PCGN"
      case .pressCyrillic: "from Cyrillic as the press simplifies it"
      case .ukrainian: "from Cyrillic, read as Ukrainian"
      case .iso9: "from Cyrillic by ISO 9"
      }
    }
  }

  struct Spelling {
    let text: String
    let derivation: Derivation

    init(_ text: String, _ derivation: Derivation) {
      self.text = text
      self.derivation = derivation
    }
  }

  /// The name that was given.
  package let name: String
  package let spelling: String
  package let derivation: Derivation

  package init(name: String, spelling: String, derivation: Derivation) {
    self.name = name
    self.spelling = spelling
    self.derivation = derivation
  }

  /// All spellings of a name, the given one first; some may be the same but for accents.
  static func all(of name: String) -> [NameVariant] {
    var spellings = [Spelling(name, .given)]
    if name.contains(".") {
      spellings.append(Spelling(name.replacing(".", with: " ").asOneLine, .withoutStops))
    }
    spellings += KoreanName(name)?.spellings ?? []
    spellings += OldKoreanSpelling.revised(name).map { [Spelling($0, .respelledRevised)] } ?? []
    spellings += CyrillicName(name)?.spellings ?? []
    return spellings.map { NameVariant(name: name, spelling: $0.text, derivation: $0.derivation) }
  }

  package var json: JSONValue {
    ["name": .string(name), "spelling": .string(spelling), "derivation": .string(derivation.rawValue)]
  }

  package init?(json: JSONValue) {
    guard let name = json["name"]?.stringValue, let spelling = json["spelling"]?.stringValue,
      let derivation = json["derivation"]?.stringValue.flatMap(Derivation.init(rawValue:))
    else { return nil }
    self.init(name: name, spelling: spelling, derivation: derivation)
  }
}
