import Geodesy
import Quantities
import Statistics

/// What to simulate. Equal options give the same plant and the same bytes.
package struct PlantOptions: Sendable, Hashable {
  package let seed: UInt64
  /// At least 128.
  package let columns: Int
  /// At least 128.
  package let rows: Int
  /// Count of scenes, at least 5 of a plant and one of halls, at most one a day.
  package let dates: Int
  package let years: Double
  /// Metres.
  package let gsd: Double
  /// The quiet twin: the same plant, noise and weather, but nothing is built, cleared or removed.
  package let quiet: Bool
  /// The first 1–4 of blue, green, red, near infrared.
  package let bands: Int
  package let scenery: Scenery
  package let centre: GeoPoint
  /// First day of the series.
  package let start: Timestamp
  /// Whether a rail spur lies in the site, on which rakes of rail cars stand on some dates.
  package let railSpur: Bool
  /// Whether halls go through phases: ground prepared, a frame, a roof that grows, then altered or removed.
  package let phases: Bool
  /// Whether a stockpile, a pit, a pond, a screen over a yard and a track come to it.
  package let extras: Bool
  /// Of a plant: the length and width of the hall that is built; drawn where `nil`.
  package let newHall: Scenery.HallSize?

  /// - Parameters:
  ///   - centre: a place near 60° E, 35° N that the seed chooses, where `nil`.
  ///   - start: a day of January 2021 that the seed chooses, where `nil`.
  package init(
    seed: UInt64, columns: Int = 256, rows: Int = 256, dates: Int = 24, years: Double = 2, gsd: Double = 3,
    quiet: Bool = false, bands: Int = 4, scenery: Scenery = .plant, railSpur: Bool = false, phases: Bool = false,
    extras: Bool = false, newHall: Scenery.HallSize? = nil, centre: GeoPoint? = nil, start: Timestamp? = nil
  ) {
    precondition(columns >= 128 && rows >= 128, "a plant needs 128 × 128 pixels, not \(columns) × \(rows)")
    precondition((1...4).contains(bands), "1 to 4 bands can be simulated, not \(bands)")
    precondition(
      dates >= (scenery.isHalls ? 1 : 5) && Double(dates) <= years * SolarPosition.daysInYear,
      "\(dates) dates do not fit: at least 5 of a plant, at most one a day in \(years) years")
    precondition(gsd > 0, "the gsd is \(gsd) m and must be positive")
    self.seed = seed
    self.columns = columns
    self.rows = rows
    self.dates = dates
    self.years = years
    self.gsd = gsd
    // Where nothing happens, scenes are those of a quiet twin.
    self.quiet = quiet || scenery.isHalls
    self.bands = bands
    self.scenery = scenery
    self.railSpur = railSpur
    self.phases = phases && !self.quiet
    self.extras = extras && !scenery.isHalls
    self.newHall = newHall
    var generator = SeededGenerator(seed: seed, stream: Stream.place.rawValue)
    let longitude = generator.uniform(SimulationRanges.longitude)
    let latitude = generator.uniform(SimulationRanges.latitude)
    let day = generator.integer(SimulationRanges.startDay)
    self.centre = centre ?? GeoPoint(longitude: longitude, latitude: latitude)
    let january = Timestamp(year: 2021, month: 1, day: day)
    self.start = start ?? january ?? Timestamp(secondsSince1970: 1_609_459_200, isDayOnly: true)
  }
}
