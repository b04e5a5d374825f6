import Foundation
import Geodesy
import Quantities
import Statistics
import Tracking

/// Halls in rows as dates show them: with truth, a seed, and everything that makes identity hard.
struct IdentityWorld {
  var things = 100
  var dates = 20
  var seed: UInt64 = 1
  /// Metres from hall to hall in a row.
  var spacing = 40.0
  /// Common displacement of a date, one standard deviation, metres.
  var shift = 3.0
  /// Displacement of each corner by itself.
  var corner = 0.6
  /// Share of dates that miss a hall which they could see, and sightings of nothing for each hall.
  var missed = 0.0
  var falseShare = 0.0
  /// Share of each date under cloud, in squares of 150 m.
  var cloud = 0.0
  /// Share of halls that come late or go early.
  var turnover = 0.0
  /// Whether all halls look and measure the same.
  var isAlike = false

  private static let cloudSide = 150.0

  struct Made {
    var dates: [DateSightings] = []
    /// Of each sighting the true thing, −1 for one of nothing.
    var truth: [[Int]] = []
  }

  static func moment(_ index: Int) -> Timestamp { Timestamp(secondsSince1970: 1_600_000_000 + index * 864_000) }

  static func rectangle(_ east: Double, _ north: Double, _ length: Double, _ width: Double, angle: Double = 0)
    -> [MapPoint]
  {
    let (c, s) = (cos(angle), sin(angle))
    return [(-1.0, -1.0), (1, -1), (1, 1), (-1, 1)].map { a, b in
      let (x, y) = (a * length / 2, b * width / 2)
      return MapPoint(easting: east + x * c - y * s, northing: north + x * s + y * c)
    }
  }

  func made() -> Made {
    var random = SeededGenerator(seed: seed, stream: 7)
    let side = Int(Double(things).squareRoot().rounded(.up))
    struct Hall {
      let east, north, length, width, angle: Double
      let look: [Double]
      let first, last: Int
    }
    let halls = (0..<things).map { index -> Hall in
      let isLate = random.uniform() < turnover
      let first = isLate ? random.integer(0...dates - 1) : 0
      let isEarly = random.uniform() < turnover
      let last = isEarly ? random.integer(first...dates - 1) : dates - 1
      return Hall(
        east: 500_000 + Double(index % side) * spacing, north: 4_000_000 + Double(index / side) * spacing,
        length: isAlike ? 30 : random.uniform(15...32), width: isAlike ? 18 : random.uniform(8...24),
        angle: isAlike ? 0 : random.uniform(0...Double.pi),
        look: (0..<3).map { _ in isAlike ? 0 : 4 * random.normal() }, first: first, last: last)
    }
    var made = Made()
    for date in 0..<dates {
      let (east, north) = (shift * random.normal(), shift * random.normal())
      let clouds = Self.clouds(seed: seed, date: date, share: cloud)
      var sightings: [Sighting] = []
      var truth: [Int] = []
      for (index, hall) in halls.enumerated() where hall.first <= date && date <= hall.last {
        let place = MapPoint(easting: hall.east + east, northing: hall.north + north)
        let isMissed = random.uniform() < missed
        let ring = Self.rectangle(hall.east + east, hall.north + north, hall.length, hall.width, angle: hall.angle).map
        {
          MapPoint(easting: $0.easting + corner * random.normal(), northing: $0.northing + corner * random.normal())
        }
        let look = hall.look.map { $0 + random.normal() }
        guard !isMissed, !clouds(place), let sighting = Sighting(outline: ring, appearance: look) else { continue }
        sightings.append(sighting)
        truth.append(index)
      }
      for _ in 0..<Int(falseShare * Double(things)) {
        let size = Double(side) * spacing
        let ring = Self.rectangle(
          500_000 + random.uniform() * size, 4_000_000 + random.uniform() * size, random.uniform(8...20), 8)
        guard let sighting = Sighting(outline: ring, appearance: (0..<3).map { _ in 4 * random.normal() }) else {
          continue
        }
        sightings.append(sighting)
        truth.append(-1)
      }
      made.dates.append(
        DateSightings(date: Self.moment(date), sightings: sightings, placeDoubt: max(shift, 0.5)) { place, _ in
          !clouds(place)
        })
      made.truth.append(truth)
    }
    return made
  }

  /// Squares that a date cannot see.
  static func clouds(seed: UInt64, date: Int, share: Double) -> @Sendable (MapPoint) -> Bool {
    { place in
      guard share > 0 else { return false }
      let (column, row) = (Int(place.easting / cloudSide), Int(place.northing / cloudSide))
      var random = SeededGenerator(seed: seed, stream: UInt64(1_000 + date) << 32 | UInt64(column * 100_003 + row))
      return random.uniform() < share
    }
  }
}

extension IdentityWorld.Made {
  /// Times that a true thing's id differs from that of the sighting before.
  func switches(_ ids: [[Int]]) -> Int {
    var last: [Int: Int] = [:]
    var count = 0
    for (date, truths) in truth.enumerated() {
      for (place, thing) in truths.enumerated() where thing >= 0 {
        if let before = last[thing], before != ids[date][place] { count += 1 }
        last[thing] = ids[date][place]
      }
    }
    return count
  }

  /// Ids that more than one true thing bore.
  func shared(_ ids: [[Int]]) -> Int {
    var owners: [Int: Set<Int>] = [:]
    for (date, truths) in truth.enumerated() {
      for (place, thing) in truths.enumerated() where thing >= 0 { owners[ids[date][place], default: []].insert(thing) }
    }
    return owners.values.filter { $0.count > 1 }.count
  }
}
