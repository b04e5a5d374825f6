import Places

/// How a kind of thing stands in a sentence.
struct KindGrammar {
  /// With its article, as a sentence begins: "A building".
  let subject: String
  let isPlural: Bool
  /// What it did when it came to be: "was built", "appeared".
  let arrival: String

  private init(_ subject: String, _ arrival: String, isPlural: Bool = false) {
    self.subject = subject
    self.arrival = arrival
    self.isPlural = isPlural
  }

  init(_ kind: FeatureKind) {
    self =
      switch kind {
      case .building: KindGrammar("A building", "was built")
      case .housing: KindGrammar("Housing", "was built")
      case .tunnelWorks: KindGrammar("Tunnel works", "began", isPlural: true)
      case .crane: KindGrammar("A crane", "was put up")
      case .road: KindGrammar("A road", "was built")
      case .rail: KindGrammar("A rail line", "was built")
      case .clearedGround: KindGrammar("Cleared ground", "appeared")
      case .excavation: KindGrammar("An excavation", "was dug")
      case .stockpile: KindGrammar("A stockpile", "appeared")
      case .vehicles: KindGrammar("Vehicles", "appeared", isPlural: true)
      case .railCars: KindGrammar("Rail cars", "appeared", isPlural: true)
      case .water: KindGrammar("A water surface", "appeared")
      case .screen: KindGrammar("A screen", "was put up")
      case .works: KindGrammar("Works", "began", isPlural: true)
      case .unknown: KindGrammar("Something of unknown kind", "appeared")
      }
  }

  /// A thing with a name of its own is one thing, whatever its kind: "Hall B (a building)".
  init(_ feature: Feature) {
    let plain = KindGrammar(feature.kind)
    guard let name = feature.name, !name.isEmpty else {
      self = plain
      return
    }
    let subject = feature.kind == .unknown ? name : "\(name) (\(plain.inside))"
    self.init(subject, feature.kind == .works ? "began" : plain.arrival, isPlural: false)
  }

  /// Within a sentence: "a building".
  var inside: String { subject.prefix(1).lowercased() + subject.dropFirst() }
  var was: String { isPlural ? "were" : "was" }
  var itsCapital: String { isPlural ? "Their" : "Its" }
  var pronoun: String { isPlural ? "they" : "it" }
}
