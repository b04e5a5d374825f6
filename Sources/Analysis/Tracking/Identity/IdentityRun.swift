import Foundation
import Geodesy

/// One pass over the dates.
struct IdentityRun {
  let settings: IdentitySettings
  let threads: Int
  /// All things so far, by id, and those that are not over, by id.
  var states: [TrackState] = []
  var living: [Int] = []
  var links: [IdentityLink] = []
  private var frame = FrameShift(doubt: 0)

  init(settings: IdentitySettings, threads: Int) {
    self.settings = settings
    self.threads = threads
  }

  /// What is decided of one date.
  struct Decision {
    let date: DateSightings
    /// Its place among the dates as given.
    let number: Int
    /// Places of the sightings as given, in an order of their own, and the sightings in that order.
    let order: [Int]
    let sightings: [Sighting]
    let match: DateMatch
    /// Per living thing its sighting; per sighting its thing, as a place among the living.
    var sightingOf: [Int?]
    var thingOf: [Int?]
    /// Of each living thing and of each sighting the candidates, as places in those of `match`.
    let ofThing: Grouping
    let ofSighting: Grouping
    /// Living things whose sighting is a part of them, or holds others too.
    var inPart: Set<Int> = []
    /// Living things that lie in what another goes on as: not missed; and those of them that were mere pieces of it.
    var covered: Set<Int> = []
    var fragments: [Int: Int] = [:]
    /// Sightings that are pieces of a living thing.
    var pieceOf: [Int: Int] = [:]

    func place(_ sighting: Int) -> IdentityTrack.Place { .init(date: number, sighting: order[sighting]) }
  }

  mutating func read(_ date: DateSightings, number: Int) {
    let order = Sighting.order(date.sightings)
    let sightings = order.map { date.sightings[$0] }
    if states.isEmpty { frame = FrameShift(doubt: date.placeDoubt) }
    let match = DateMatch(
      states, living, sightings, frame: frame, placeDoubt: date.placeDoubt, settings: settings, threads: threads)
    frame.add(match.shift, doubt: date.placeDoubt)
    var decision = decide(date, number, order, sightings, match)
    let splits = splits(in: &decision)
    let merges = merges(in: &decision)
    update(decision)
    let first = states.count
    let started = start(decision)
    for split in splits { settle(split, decision, started) }
    for merge in merges { settle(merge, decision) }
    living = (living + Array(first..<states.count)).filter { !states[$0].isOver }
  }

  private func decide(
    _ date: DateSightings, _ number: Int, _ order: [Int], _ sightings: [Sighting], _ match: DateMatch
  ) -> Decision {
    let assignment = Assignment(
      rows: living.count, columns: sightings.count,
      pairs: match.candidates.map { .init(row: $0.thing, column: $0.sighting, cost: $0.cost) }, alone: settings.alone)
    var thingOf = [Int?](repeating: nil, count: sightings.count)
    for (thing, sighting) in assignment.columns.enumerated() { if let sighting { thingOf[sighting] = thing } }
    return Decision(
      date: date, number: number, order: order, sightings: sightings, match: match, sightingOf: assignment.columns,
      thingOf: thingOf, ofThing: Grouping(match.candidates.lazy.map(\.thing), count: living.count),
      ofSighting: Grouping(match.candidates.lazy.map(\.sighting), count: sightings.count))
  }

  // MARK: - What a date changes

  private mutating func update(_ decision: Decision) {
    let seen = log(settings.detection / settings.falseSighting)
    let missed = log((1 - settings.detection) / (1 - settings.falseSighting))
    for (place, id) in living.enumerated() {
      if let sighting = decision.sightingOf[place] {
        let isWhole = !decision.inPart.contains(place)
        let shown = decision.sightings[sighting]
        states[id].see(
          shown, at: decision.place(sighting), centre: isWhole ? unshifted(shown, decision) : nil,
          variance: doubt(of: shown, decision), belief: seen)
        if isWhole { states[id].pending = nil }
      } else if let whole = decision.fragments[place] {
        states[id].track.pieceOf = living[whole]
        states[id].isOver = true
      } else if !decision.covered.contains(place), isVisible(states[id].box, states[id].whole.area, decision) {
        states[id].missing.append(decision.number)
        states[id].track.belief += missed
        states[id].absence += log(1 - settings.detection)
        states[id].isOver = states[id].absence < log(settings.stillThere)
      }
    }
  }

  /// What no known thing takes is new.
  /// - Returns: ids by sighting.
  private mutating func start(_ decision: Decision) -> [Int: Int] {
    var started: [Int: Int] = [:]
    for (place, sighting) in decision.sightings.enumerated() where decision.thingOf[place] == nil {
      var state = TrackState(
        id: states.count, sighting, at: decision.place(place), centre: unshifted(sighting, decision),
        variance: doubt(of: sighting, decision), belief: log(settings.detection / settings.falseSighting))
      state.origin = decision.pieceOf[place].map { living[$0] }
      started[place] = states.count
      states.append(state)
    }
    return started
  }

  /// Whether the date saw all of the ground that the thing may stand on in its picture.
  private func isVisible(_ ground: MapBox, _ area: Double, _ decision: Decision) -> Bool {
    let shift = decision.match.shift
    let box = ground.moved(east: shift.east, north: shift.north).grown(by: shift.doubt)
    let sees = decision.date.sees
    return sees(box.centre, area) && sees(MapPoint(easting: box.west, northing: box.south), area)
      && sees(MapPoint(easting: box.east, northing: box.south), area)
      && sees(MapPoint(easting: box.east, northing: box.north), area)
      && sees(MapPoint(easting: box.west, northing: box.north), area)
  }

  func unshifted(_ sighting: Sighting, _ decision: Decision) -> MapPoint {
    let shift = decision.match.shift
    return MapPoint(easting: sighting.centre.easting - shift.east, northing: sighting.centre.northing - shift.north)
  }

  func doubt(of sighting: Sighting, _ decision: Decision) -> Double {
    let shift = decision.match.shift.doubt
    return shift * shift + settings.centreScatter * settings.centreScatter * sighting.area
  }

  func result(of dates: [DateSightings]) -> IdentityTracker.Result {
    var ids = dates.map { [Int](repeating: -1, count: $0.sightings.count) }
    for state in states { for place in state.track.places { ids[place.date][place.sighting] = state.track.id } }
    return IdentityTracker.Result(tracks: states.map(\.track), links: links, ids: ids)
  }
}
