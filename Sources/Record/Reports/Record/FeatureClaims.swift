import Evidence
import Places
import Provenance
import Quantities

/// What the machine says of a feature, as claims: each number with its interval, its base, and where it stands.
package struct FeatureClaims: Sendable {
  package let feature: Feature
  /// The words by which the claims call it: "the new building", "hall A".
  package let party: ClaimParty

  /// - Parameter name: what the analyst calls it; `nil` for the machine's words.
  package init(_ feature: Feature, name: String? = nil) {
    self.feature = feature
    party = ClaimParty(kind: .feature, id: feature.id, name: name ?? Self.name(feature))
  }

  /// "hall A" of one with a name; else "the new building", "the removed crane".
  package static func name(_ feature: Feature) -> String {
    if let name = feature.name, !name.isBlank { return name }
    let kind = feature.kind == .unknown ? "thing of unknown kind" : PlainWords.kind(feature.kind)
    return feature.change == nil ? "the \(kind)" : "the \(PlainWords.change(feature.change)) \(kind)"
  }

  /// Other words for it, by which a retelling may mean it.
  package var aliases: [String] {
    var words = [PlainWords.kind(feature.kind), Self.name(feature)]
    switch feature.kind {
    case .building: words += ["hall", "structure", "facility"]
    case .housing: words += ["houses", "dwellings", "residential buildings"]
    case .tunnelWorks: words += ["tunnel", "tunnel entrance"]
    case .railCars: words += ["freight cars", "wagons", "train"]
    case .clearedGround: words += ["cleared area", "graded ground"]
    case .stockpile: words += ["heap", "pile"]
    case .excavation: words += ["pit"]
    case .works: words += ["construction site", "construction"]
    default: break
    }
    return words.filter { $0 != party.name }
  }

  package var all: [Claim] { [happening].compactMap { $0 } + measures + ratios }

  /// That it came, went or was changed; `nil` of a standing thing.
  package var happening: Claim? {
    let relation: ClaimRelation? =
      switch feature.change {
      case .built: .built
      case .removed: .removed
      case .altered: .altered
      case .cleared: .cleared
      case nil: nil
      }
    return relation.map {
      Claim(party, $0, bracket: feature.bracket, origins: [path("notBefore"), path("notAfter")])
    }
  }

  /// One for each measure that was not refused.
  package var measures: [Claim] {
    var claims: [Claim] = []
    func add<Value>(_ quantity: ClaimQuantity, _ estimate: Estimate<Value>?) {
      guard let estimate else { return }
      claims.append(
        Claim(
          party, .measures, quantity: quantity, estimate: ClaimedEstimate(estimate), origins: [path(quantity.rawValue)])
      )
    }
    add(.area, feature.area.estimate)
    add(.length, feature.size?.length)
    add(.width, feature.size?.width)
    add(.perimeter, feature.size?.perimeter)
    add(.height, feature.height?.estimate)
    add(.floorArea, feature.floorArea?.estimate)
    return claims
  }

  package var ratios: [Claim] {
    feature.ratios.map { ratio in
      Claim(
        party, .ratio, quantity: .area, object: ClaimParty(kind: .feature, id: ratio.to, name: ratio.name),
        estimate: ClaimedEstimate(ratio.estimate), origins: [path("ratios/\(ratio.to)")])
    }
  }

  private func path(_ member: String) -> String { "features/\(feature.id)/\(member)" }
}
