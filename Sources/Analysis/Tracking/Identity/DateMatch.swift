import Foundation
import Geodesy
import Kernels

/// Which things a date may show where: pairs of a known thing and a sighting, with what each would cost.
struct DateMatch: Sendable {
  struct Candidate: Sendable, Hashable {
    /// Places in the lists that were given.
    let thing: Int
    let sighting: Int
    let cost: Double
    /// Square metres that both have in common where they lie best on each other.
    let shared: Double
  }

  let shift: DateShift
  /// By sighting, then thing.
  let candidates: [Candidate]

  /// Deviations of place within which things are compared, and those where that tells no common shift: some dates lie
  /// farther off than they say.
  private static let reaches = [3.5, 7]
  private static let sightingsInBlock = 512

  private typealias Near = (thing: Int, sighting: Int, east: Double, north: Double)

  init(
    _ states: [TrackState], _ living: [Int], _ sightings: [Sighting], frame: FrameShift, placeDoubt: Double,
    settings: IdentitySettings, threads: Int
  ) {
    let doubt = (placeDoubt * placeDoubt + frame.variance).squareRoot()
    let index = BoxIndex(living.map { states[$0].box })
    let blocks = (sightings.count + Self.sightingsInBlock - 1) / Self.sightingsInBlock
    @Sendable func block(_ number: Int) -> Range<Int> {
      (number * Self.sightingsInBlock)..<min(sightings.count, (number + 1) * Self.sightingsInBlock)
    }
    func search(_ reach: Double) -> (near: [[Near]], shift: DateShift) {
      let near = Parallel.map(blocks, threads: threads) { number -> [Near] in
        var (found, stack) = ([Int](), [(level: Int, node: Int)]())
        var near: [Near] = []
        for place in block(number) {
          let sighting = sightings[place]
          let box = sighting.box.moved(east: -frame.east, north: -frame.north).grown(by: reach * doubt)
          index.collect(box, into: &found, stack: &stack)
          for thing in found {
            let centre = states[living[thing]].centre
            near.append(
              (thing, place, sighting.centre.easting - centre.easting, sighting.centre.northing - centre.northing))
          }
        }
        return near
      }
      let votes = Self.votes(near, states, living, sightings)
      return (near, DateShift(votes, expected: frame, stated: doubt, reach: reach))
    }
    var best = search(Self.reaches[0])
    if doubt > 0, min(sightings.count, living.count) >= DateShift.fewest, best.shift.votes * 4 < sightings.count {
      let wider = search(Self.reaches[1])
      if wider.shift.votes > best.shift.votes { best = wider }
    }
    let (near, shift) = best
    self.shift = shift
    candidates = Parallel.map(blocks, threads: threads) { number -> [Candidate] in
      var overlap = OutlineOverlap()
      return near[number].compactMap { pair in
        Self.candidate(pair, states, living[pair.thing], sightings, shift, settings, &overlap)
      }
    }.flatMap(\.self)
  }

  /// Offsets of pairs of one size.
  private static func votes(
    _ near: [[Near]], _ states: [TrackState], _ living: [Int], _ sightings: [Sighting]
  ) -> [(east: Double, north: Double)] {
    var votes: [(east: Double, north: Double)] = []
    for block in near {
      for pair in block {
        let (area, other) = (states[living[pair.thing]].whole.area, sightings[pair.sighting].area)
        if area < 1.2 * other, other < 1.2 * area { votes.append((pair.east, pair.north)) }
      }
    }
    return votes
  }

  /// −ln of how likely one thing looks and lies like this on two dates, at the displacement that makes it most likely: none,
  /// or the one that doubt of place shares with the scatter of outlines.
  private static func candidate(
    _ pair: Near, _ states: [TrackState], _ id: Int, _ sightings: [Sighting], _ shift: DateShift,
    _ settings: IdentitySettings, _ overlap: inout OutlineOverlap
  ) -> Candidate? {
    let (whole, sighting) = (states[id].whole, sightings[pair.sighting])
    let (centre, variance) = (states[id].centre, states[id].variance)
    let scatter = settings.centreScatter * settings.centreScatter * sighting.area
    let doubt = shift.doubt * shift.doubt + variance
    // From where the sighting lies to where the thing's last outline does.
    let (toEast, toNorth) = (
      whole.centre.easting - centre.easting - shift.east,
      whole.centre.northing - centre.northing - shift.north
    )
    var best = (cost: Double.infinity, shared: 0.0)
    let share = doubt / max(doubt + scatter, .leastNormalMagnitude)
    for part in [0, share] {
      let (east, north) = ((pair.east - shift.east) * part, (pair.north - shift.north) * part)
      let displacement = part == 0 ? 0 : (east * east + north * north) / (2 * doubt)
      guard displacement < settings.alone else { continue }
      let shared = overlap.area(sighting, by: (toEast - east, toNorth - north), in: whole)
      let joined = shared / max(sighting.area + whole.area - shared, .leastNormalMagnitude)
      let cost = displacement - log(max(joined, 1e-9)) / settings.shapeScatter
      if cost < best.cost { best = (cost, shared) }
      if joined > 0.85 { break }
    }
    guard best.shared > 0 else { return nil }
    return Candidate(
      thing: pair.thing, sighting: pair.sighting,
      cost: best.cost + unlikeness(states[id].appearance, whole.appearanceCount, sighting, settings),
      shared: best.shared)
  }

  private static func unlikeness(
    _ look: SIMD8<Float>, _ count: Int, _ sighting: Sighting, _ settings: IdentitySettings
  ) -> Double {
    guard count == sighting.appearanceCount else { return 0 }
    let apart = look - sighting.appearance
    return min(Double((apart * apart).sum()) / 4, settings.mostAppearance)
  }
}
