import Foundation
import Mensuration

/// Small new buildings that stand together are housing.
struct HousingRows {
  let gsd: Double

  /// The things, small new buildings among others of their size called housing where that is twice as likely.
  func named(_ things: [TrackedThing]) -> [TrackedThing] {
    let middles = things.map { thing in thing.outline.flatMap { OrientedBox(around: $0.ring)?.centre } }
    return things.indices.map { index in
      var thing = things[index]
      guard isHouse(thing), let area = area(thing), let middle = middles[index] else { return thing }
      let alike = things.indices.count { other in
        guard other != index, isHouse(things[other]), let theirs = self.area(things[other]),
          let place = middles[other]
        else { return false }
        return max(area, theirs) <= KindWeights.rowLikeness * min(area, theirs)
          && hypot(place.column - middle.column, place.row - middle.row) * gsd <= KindWeights.rowReach
      }
      guard alike >= KindWeights.fewestInRow else { return thing }
      let odds = exp(KindWeights.smallBuilding + KindWeights.rowHousing)
      thing.kind = .housing
      thing.reasons =
        ["\(KindScore.text(odds)) to 1 for housing over another building"] + thing.reasons + [
          "among \(alike) other new buildings of its size within \(Int(KindWeights.rowReach)) m"
        ]
      return thing
    }
  }

  private func isHouse(_ thing: TrackedThing) -> Bool {
    thing.kind == .building && thing.change == .built
      && (area(thing).map { $0 <= KindWeights.largestHouse } ?? false)
  }

  private func area(_ thing: TrackedThing) -> Double? { thing.outline.map { $0.areaInPixels * gsd * gsd } }
}
