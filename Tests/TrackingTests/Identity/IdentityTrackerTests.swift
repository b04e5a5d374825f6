import Geodesy
import Quantities
import Statistics
import Testing
import Tracking

@Suite("Identity of things over dates")
struct IdentityTrackerTests {
  @Test("Ids are kept though dates lie metres apart", arguments: [UInt64(1), 2, 3, 4, 5])
  func keptUnderMisregistration(_ seed: UInt64) {
    let made = IdentityWorld(seed: seed, shift: 5).made()
    let result = IdentityTracker().track(made.dates)
    #expect(made.switches(result.ids) == 0, "seed \(seed)")
    #expect(result.tracks.count == 100)
    #expect(result.tracks.map(\.id) == Array(0..<100))
  }

  @Test("Neighbours that look the same do not swap", arguments: [UInt64(11), 12, 13])
  func lookAlikes(_ seed: UInt64) {
    let made = IdentityWorld(seed: seed, spacing: 33, shift: 5, isAlike: true).made()
    let result = IdentityTracker().track(made.dates)
    #expect(made.switches(result.ids) == 0, "seed \(seed)")
    #expect(made.shared(result.ids) == 0)
  }

  @Test("A cloud over a thing for many dates ends nothing", arguments: [UInt64(21), 22])
  func bridgesGaps(_ seed: UInt64) {
    let made = IdentityWorld(things: 225, dates: 40, seed: seed, shift: 4, cloud: 0.6).made()
    let result = IdentityTracker().track(made.dates)
    #expect(made.switches(result.ids) == 0, "seed \(seed)")
    #expect(result.tracks.allSatisfy { $0.missed.isEmpty })
  }

  @Test("Missed and false sightings, clouds, comings and goings: few ids break")
  func hardWorld() {
    let made = IdentityWorld(
      things: 400, dates: 40, seed: 31, shift: 4, missed: 0.05, falseShare: 0.03, cloud: 0.3, turnover: 0.3
    ).made()
    let result = IdentityTracker().track(made.dates)
    // Of some eight thousand sightings: what is missed four times in a row, or hidden by a false one, breaks.
    #expect(made.switches(result.ids) <= 8)
    #expect(made.shared(result.ids) <= 2)
  }

  // MARK: - One hall

  private func hall(_ length: Double, east: Double = 0, width: Double = 20) -> Sighting {
    Sighting(outline: IdentityWorld.rectangle(1_000 + east, 2_000, length, width))!
  }

  private func date(_ index: Int, _ sightings: [Sighting], sees: Bool = true) -> DateSightings {
    DateSightings(date: IdentityWorld.moment(index), sightings: sightings, placeDoubt: 1) { _, _ in sees }
  }

  @Test("Dates that see the place and do not show the thing end it; dates that cannot see it do not")
  func notSeenIsNotAbsent() {
    let gap = (1...6).map { date($0, [], sees: false) }
    let bridged = IdentityTracker().track([date(0, [hall(60)])] + gap + [date(7, [hall(60)])])
    #expect(bridged.ids.first == [0] && bridged.ids.last == [0])
    #expect(bridged.tracks.count == 1 && bridged.tracks[0].missed == [])
    let empty = (1...6).map { date($0, []) }
    let ended = IdentityTracker().track([date(0, [hall(60)])] + empty + [date(7, [hall(60)])])
    #expect(ended.ids.last == [1])
    #expect(ended.tracks[0].isConfirmed == false)
    let once = IdentityTracker().track([date(0, [hall(60)]), date(1, []), date(2, [hall(60)])])
    #expect(once.ids == [[0], [], [0]])
    #expect(once.tracks[0].missed == [1])
  }

  @Test("A hall that becomes two keeps its id in the larger piece; both are linked with their shares")
  func split() {
    let whole = (0..<3).map { date($0, [hall(60)]) }
    let pieces = (3..<6).map { date($0, [hall(22, east: 19), hall(34, east: -13)]) }
    let result = IdentityTracker().track(whole + pieces)
    #expect(result.ids == [[0], [0], [0], [1, 0], [1, 0], [1, 0]])
    #expect(result.links.count == 1)
    #expect(result.links.first?.form == .split && result.links.first?.date == 3 && result.links.first?.whole == 0)
    #expect(result.links.first?.pieces.map(\.track) == [0, 1])
    let shares = result.links.first?.pieces.map(\.share) ?? []
    #expect(zip(shares, [34.0 / 60, 22.0 / 60]).allSatisfy { abs($0 - $1) < 0.02 }, "\(shares)")
  }

  @Test("Two halls that become one: the one that came first goes on, the other ends in it")
  func merge() {
    let (small, large) = (hall(22, east: 19), hall(34, east: -13))
    let result = IdentityTracker().track(
      [date(0, [small])] + (1..<3).map { date($0, [large, small]) } + (3..<6).map { date($0, [hall(60)]) })
    #expect(result.ids == [[0], [1, 0], [1, 0], [0], [0], [0]])
    #expect(result.links.map(\.form) == [.merge])
    #expect(result.links.first?.pieces.map(\.track) == [1, 0])
    #expect(result.tracks[1].mergedInto == 0)
  }

  @Test("An outline that breaks on one date alone is one thing still")
  func brokenOnce() {
    var dates = (0..<6).map { date($0, [hall(60)]) }
    dates[3] = date(3, [hall(22, east: 19), hall(34, east: -13)])
    let result = IdentityTracker().track(dates)
    #expect(result.links.isEmpty)
    #expect(result.ids[5] == [0] && result.ids[3][1] == 0)
    #expect(result.tracks.count { $0.isConfirmed } == 1)
    #expect(result.tracks[1].pieceOf == 0)
  }

  @Test("A hall that is extended is the same hall")
  func extended() {
    let dates = (0..<3).map { date($0, [hall(60)]) } + (3..<6).map { date($0, [hall(100, east: 20)]) }
    #expect(IdentityTracker().track(dates).tracks.count == 1)
  }

  // MARK: - Sameness

  @Test("The order of what is given and the number of threads change nothing")
  func permuted() {
    let made = IdentityWorld(
      things: 225, dates: 12, seed: 41, shift: 4, missed: 0.1, falseShare: 0.1, cloud: 0.2, turnover: 0.3
    ).made()
    let plain = IdentityTracker().track(made.dates)
    #expect(IdentityTracker(threads: 4).track(made.dates) == plain)
    var random = SeededGenerator(seed: 42)
    let order = made.dates.indices.shuffled(using: &random)
    let orders = made.dates.map { $0.sightings.indices.shuffled(using: &random) }
    let shuffled = order.map { date in
      DateSightings(
        date: made.dates[date].date, sightings: orders[date].map { made.dates[date].sightings[$0] },
        placeDoubt: made.dates[date].placeDoubt, sees: made.dates[date].sees)
    }
    let other = IdentityTracker().track(shuffled)
    for (place, date) in order.enumerated() {
      #expect(other.ids[place] == orders[date].map { plain.ids[date][$0] })
    }
    #expect(other.tracks.map(\.belief) == plain.tracks.map(\.belief))
  }

  @Test("Nothing on any date is nothing at all")
  func empty() {
    #expect(IdentityTracker().track([]).tracks.isEmpty)
    #expect(IdentityTracker().track([date(0, []), date(1, [])]).ids == [[], []])
  }

  @Test("An outline without an area, or with a point that is no number, is no sighting")
  func noArea() {
    let point = MapPoint(easting: 1, northing: 1)
    #expect(Sighting(outline: [point, point, point]) == nil)
    #expect(Sighting(outline: [point, point]) == nil)
    let strange = MapPoint(easting: .nan, northing: 0)
    #expect(Sighting(outline: [point, strange, MapPoint(easting: 3, northing: 9)]) == nil)
  }
}
