import Foundation
import Geodesy
import Mensuration
import Quantities

/// How a scene was taken, as far as it decides what else than change makes two pictures differ.
package struct ChipWitness: Sendable, Hashable {
  package let date: Timestamp
  package let sensor: String
  package let aspect: SceneAspect
  /// False where its licence forbids showing it.
  package let isShown: Bool

  package init(date: Timestamp, sensor: String, aspect: SceneAspect, isShown: Bool = true) {
    self.date = date
    self.sensor = sensor
    self.aspect = aspect
    self.isShown = isShown
  }
}

/// How alike two scenes of one place were taken: season, sun, view and sensor.
package struct PairLikeness: Sendable, Hashable {
  /// Days between their days of the year, 0 … 183.
  package let daysInSeason: Int
  /// Of both suns above the horizon; `nil` where one is not known.
  package let elevations: (before: Radians, after: Radians)?
  /// Between the suns' directions.
  package let sunTurn: Radians?
  /// Whether both hours are known; else the usual hour stands for one.
  package let areHoursKnown: Bool
  /// Between the lines of sight.
  package let viewTurn: Radians?
  /// One sensor took both.
  package let isOneSensor: Bool
  /// One is lit by the sun, and the other is not.
  package let isOtherKind: Bool

  package init(_ before: ChipWitness, _ after: ChipWitness) {
    daysInSeason = Self.season(before.date, after.date)
    let suns = before.aspect.sun.flatMap { sun in after.aspect.sun.map { (sun, $0) } }
    elevations = suns.map { ($0.0.elevation, $0.1.elevation) }
    sunTurn = suns.map { Self.turn($0.0.azimuth, $0.1.azimuth) }
    areHoursKnown = before.aspect.isHourKnown && after.aspect.isHourKnown
    viewTurn = Self.view(before.aspect, after.aspect)
    isOneSensor = before.sensor == after.sensor
    isOtherKind = (before.aspect.sun == nil) != (after.aspect.sun == nil)
  }

  package static func == (left: Self, right: Self) -> Bool { left.parts == right.parts }
  package func hash(into hasher: inout Hasher) { hasher.combine(parts) }
  private var parts: [Double] {
    [
      Double(daysInSeason), elevations?.before.magnitude ?? -9, elevations?.after.magnitude ?? -9,
      sunTurn?.magnitude ?? -9, viewTurn?.magnitude ?? -9, areHoursKnown ? 1 : 0, isOneSensor ? 1 : 0,
      isOtherKind ? 1 : 0,
    ]
  }

  // MARK: - Parts

  /// Days between the days of the year of two moments, the shorter way round.
  static func season(_ one: Timestamp, _ other: Timestamp) -> Int {
    let apart = abs(one.daysSince1970 - other.daysSince1970)
      .truncatingRemainder(dividingBy: SolarPosition.daysInYear)
    return Int(min(apart, SolarPosition.daysInYear - apart).rounded())
  }

  private static func turn(_ one: Radians, _ other: Radians) -> Radians {
    let apart = abs(one.magnitude - other.magnitude).truncatingRemainder(dividingBy: 2 * .pi)
    return Radians(min(apart, 2 * .pi - apart))
  }

  /// Between two lines of sight; where a direction is not known, between their angles from straight down.
  private static func view(_ one: SceneAspect, _ other: SceneAspect) -> Radians? {
    guard let first = one.offNadir?.magnitude, let second = other.offNadir?.magnitude else { return nil }
    guard let from = one.viewAzimuth?.magnitude, let to = other.viewAzimuth?.magnitude else {
      return Radians(abs(first - second))
    }
    let cosine = cos(first) * cos(second) + sin(first) * sin(second) * cos(from - to)
    return Radians(acos(min(1, max(-1, cosine))))
  }

  // MARK: - As one number

  /// What makes two pictures as unlike as one month of season does: this much of the sun's height, of its direction and
  /// of the view, in degrees.
  private static let monthsWorth = (season: 30.0, elevation: 10.0, azimuth: 30.0, view: 15.0)
  private static let otherSensor = 0.75
  private static let otherKind = 6.0
  /// Days further from the change that are as bad as one month of season: the site goes on changing meanwhile.
  private static let delay = 60.0

  /// How unlike the two are, in months of season.
  var cost: Double {
    var cost = Double(daysInSeason) / Self.monthsWorth.season
    if let elevations {
      cost += abs(elevations.before.degrees - elevations.after.degrees) / Self.monthsWorth.elevation
    }
    if let sunTurn { cost += sunTurn.degrees / Self.monthsWorth.azimuth }
    if let viewTurn { cost += viewTurn.degrees / Self.monthsWorth.view }
    if !isOneSensor { cost += Self.otherSensor }
    if isOtherKind { cost += Self.otherKind }
    return cost
  }

  /// The same for so many days further from the change than the nearest dates are.
  func cost(days: Double) -> Double { cost + days / Self.delay }

  // MARK: - In words

  /// For a caption: `14 days apart in season, sun 32° and 30° high`.
  package var words: String {
    var parts = ["\(daysInSeason == 1 ? "1 day" : "\(daysInSeason) days") apart in season"]
    func whole(_ angle: Radians) -> String { NumberText.fixed(angle.degrees, decimals: 0) + "°" }
    if let elevations {
      let about = areHoursKnown ? "" : "about "
      parts.append("sun \(about)\(whole(elevations.before)) and \(whole(elevations.after)) high")
    }
    if let viewTurn, viewTurn.degrees >= 1 { parts.append("views \(whole(viewTurn)) apart") }
    if isOtherKind { parts.append("one by radar") } else if !isOneSensor { parts.append("two sensors") }
    return parts.joined(separator: ", ")
  }
}
