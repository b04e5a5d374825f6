import Places
import Quantities

/// The contract's names in words for a reader who has not seen the contract.
package enum PlainWords {
  package static func reason(_ visibility: Visibility) -> String {
    switch visibility {
    case .seen: "seen"
    case .cloud: "cloud"
    case .cloudShadow: "cloud shadow"
    case .haze: "haze"
    case .snow: "snow"
    case .saturated: "overexposed"
    case .terrainShadow: "terrain shadow"
    case .offPicture: "outside the picture"
    case .readFailed: "picture unreadable"
    case .misaligned: "scene misaligned"
    case .tooCoarse: "picture too coarse"
    case .occluded: "hidden behind something"
    }
  }

  package static func reason(_ code: ExclusionCode) -> String {
    switch code {
    case .noDate: "no date"
    case .noCRS: "no coordinates"
    case .duplicate: "duplicate of another file"
    case .unsupported: "file format not supported"
    case .tooLarge: "file too large"
    default: Visibility(rawValue: code.rawValue).map { reason($0) } ?? code.rawValue
    }
  }

  package static func kind(_ kind: FeatureKind) -> String {
    switch kind {
    case .building: "building"
    case .housing: "housing"
    case .tunnelWorks: "tunnel works"
    case .crane: "crane"
    case .road: "road"
    case .rail: "rail line"
    case .clearedGround: "cleared ground"
    case .excavation: "excavation"
    case .stockpile: "stockpile"
    case .vehicles: "vehicles"
    case .railCars: "rail cars"
    case .water: "water surface"
    case .screen: "screen"
    case .works: "works"
    case .unknown: "unknown kind"
    }
  }

  package static func change(_ change: ChangeKind?) -> String {
    switch change {
    case .built: "new"
    case .removed: "removed"
    case .altered: "altered"
    case .cleared: "cleared"
    case nil: "standing"
    }
  }

  package static func state(_ state: Observation.State) -> String {
    switch state {
    case .present: "present"
    case .absent: "absent"
    case .changed: "changed"
    case .notObservable: "not seen"
    }
  }

  package static func status(_ status: FeatureStatus) -> String {
    switch status {
    case .candidate: "candidate, not reviewed"
    case .accepted: "accepted"
    case .rejected: "rejected"
    }
  }

  /// "2", "2 and 3", "2, 3 and 5".
  package static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// "1 scene", "2,400 scenes".
  package static func count(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
    "\(NumberText.count(count)) \(count == 1 ? singular : plural ?? singular + "s")"
  }
}
