import Foundation
import Geodesy

@testable import Tracking

/// The tracker in its plainest form, for few things: all pairs, all assignments; neither pieces nor a common shift, which few
/// things do not tell.
struct PlainIdentity {
  let settings = IdentitySettings()

  /// The least total cost of all assignments.
  static func leastCost(rows: Int, columns: Int, pairs: [Assignment.Pair], alone: Double) -> Double {
    func best(_ row: Int, _ taken: Set<Int>) -> Double {
      guard row < rows else { return 0 }
      var least = alone + best(row + 1, taken)
      for pair in pairs where pair.row == row && !taken.contains(pair.column) {
        least = min(least, min(pair.cost, alone) + best(row + 1, taken.union([pair.column])))
      }
      return least
    }
    return best(0, [])
  }

  func track(_ dates: [DateSightings]) -> [[Int]] {
    var states: [TrackState] = []
    var frame = FrameShift(doubt: dates.first?.placeDoubt ?? 0)
    return dates.enumerated().map { number, date in
      if states.isEmpty { frame = FrameShift(doubt: date.placeDoubt) }
      let order = Sighting.order(date.sightings)
      let sightings = order.map { date.sightings[$0] }
      let living = states.indices.filter { !states[$0].isOver }
      let match = DateMatch(
        states, living, sightings, frame: frame, placeDoubt: date.placeDoubt, settings: settings, threads: 1)
      precondition(!match.shift.isVoted, "few things told a shift")
      let thingOf = assigned(living.count, sightings.count, match.candidates)
      var ids = [Int](repeating: -1, count: sightings.count)
      let known = states.count
      for (place, sighting) in sightings.enumerated() {
        let at = IdentityTrack.Place(date: number, sighting: order[place])
        let doubt = match.shift.doubt * match.shift.doubt + pow(settings.centreScatter, 2) * sighting.area
        let centre = MapPoint(
          easting: sighting.centre.easting - match.shift.east, northing: sighting.centre.northing - match.shift.north)
        if let thing = thingOf[place] {
          states[living[thing]].see(sighting, at: at, centre: centre, variance: doubt, belief: 0)
          ids[order[place]] = living[thing]
        } else {
          ids[order[place]] = states.count
          states.append(TrackState(id: states.count, sighting, at: at, centre: centre, variance: doubt, belief: 0))
        }
      }
      for id in living where id < known && !ids.contains(id) {
        states[id].absence += log(1 - settings.detection)
        states[id].isOver = states[id].absence < log(settings.stillThere)
      }
      return ids
    }
  }

  /// Of each sighting its thing in the cheapest of all assignments.
  private func assigned(_ things: Int, _ sightings: Int, _ pairs: [DateMatch.Candidate]) -> [Int?] {
    var best = (cost: Double.infinity, things: [Int?]())
    func search(_ thing: Int, _ cost: Double, _ taken: [Int?]) {
      guard cost < best.cost else { return }
      guard thing < things else {
        best = (cost, taken)
        return
      }
      for pair in pairs where pair.thing == thing && taken[pair.sighting] == nil && pair.cost < settings.alone {
        var next = taken
        next[pair.sighting] = thing
        search(thing + 1, cost + pair.cost, next)
      }
      search(thing + 1, cost + settings.alone, taken)
    }
    search(0, 0, Array(repeating: nil, count: sightings))
    return best.things
  }
}
