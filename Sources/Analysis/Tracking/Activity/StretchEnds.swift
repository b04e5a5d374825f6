import Foundation

/// Where an occupied stretch ends, finer than a station.
///
/// Along the way out of a stretch, what it shows falls from its own level to that of the empty line; the end lies where
/// half of it is left, whatever the optics' width. Registration moves both ends alike and no length.
enum StretchEnds {
  /// Deviation in stations that remains at an end with no noise: the ends of cars, resampling, the drawn line.
  static let floor = 1.0
  /// Fall of the share from one station to the next at the end of a stretch.
  static let slope = 0.42
  /// An end further from what the chain says than this was not found.
  static let reach = 2

  struct End: Sendable {
    /// In stations from the start of the line; a stretch of stations `a..<b` ends at a and at b where nothing is finer.
    let place: Double
    let deviation: Double
  }

  /// - Parameter shares: of a station, what it shows as a share of the stretch's level at that end; `nil` where unseen.
  /// - Parameter inside: the last station inside the stretch, as the chain says.
  /// - Parameter outwards: 1 towards the line's end, −1 towards its start.
  /// - Parameter signal: level of the stretch there over the noise.
  static func end(
    inside: Int, outwards: Int, count: Int, signal: Double, shares: (Int) -> Double?
  ) -> End {
    // The outer edge of the last station.
    let plain = Double(inside) + (outwards > 0 ? 1 : 0)
    let coarse = End(place: plain, deviation: 1.2)
    guard signal > 0 else { return coarse }
    var last: (station: Int, share: Double)?
    for step in -reach - 1...reach + 1 {
      let station = inside + step * outwards
      guard (0..<count).contains(station), let share = shares(station) else {
        last = nil
        continue
      }
      if let last, last.share >= 0.5, share < 0.5 {
        let way = (last.share - 0.5) / (last.share - share)
        let place = Double(last.station) + 0.5 + way * Double(outwards)
        let noise = 1 / (signal * slope)
        return End(place: place, deviation: (floor * floor + min(noise * noise, 1)).squareRoot())
      }
      last = (station, share)
    }
    return coarse
  }
}
