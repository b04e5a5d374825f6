import Foundation
import Geodesy
import Quantities
import Tracking

/// Follows rectangles through dates, as `Benchmarks/things/tracking.py` calls it.
///
///     tracking SIGHTINGS CLOUDS OUT --dates N --looks N --doubt METRES --columns N --rows N --side METRES [--threads N]
///       [--repeat N]
///
/// SIGHTINGS: float64 rows of date, eight coordinates of corners in metres, then what it looks like. CLOUDS: bytes by date,
/// row and column of squares from the origin of the map, 1 where a date sees nothing. Written to OUT: the id of each row,
/// int32. Prints the seconds of tracking alone, the best of the repeats by the clock and by the processors' time of all
/// threads together, and what became of the things.
enum TrackingCommand {
  static func run(_ arguments: [String]) throws {
    let options = try RawOptions(arguments, places: 3)
    let count = try options.integer("dates")
    let looks = try options.integer("looks")
    let side = try options.double("side")
    let (columns, rows) = (try options.integer("columns"), try options.integer("rows"))
    let doubt = try options.double("doubt")
    let values = try RawArrays.doubles(at: options.places[0])
    let clouds = [UInt8](try Data(contentsOf: URL(fileURLWithPath: options.places[1])))
    guard values.count % (9 + looks) == 0, clouds.count == count * columns * rows else {
      throw RawOptions.Misuse("the files do not fit the counts that were given")
    }
    var sightings = [[Sighting]](repeating: [], count: count)
    var lines = [[Int]](repeating: [], count: count)
    for line in 0..<(values.count / (9 + looks)) {
      let row = Array(values[(line * (9 + looks))..<((line + 1) * (9 + looks))])
      let ring = stride(from: 1, to: 9, by: 2).map { MapPoint(easting: row[$0], northing: row[$0 + 1]) }
      guard let sighting = Sighting(outline: ring, appearance: Array(row[9...])), (0..<count).contains(Int(row[0]))
      else {
        throw RawOptions.Misuse("row \(line) is no rectangle on a date")
      }
      sightings[Int(row[0])].append(sighting)
      lines[Int(row[0])].append(line)
    }
    let dates = sightings.enumerated().map { number, shown in
      DateSightings(
        date: Timestamp(secondsSince1970: number * 864_000), sightings: shown, placeDoubt: doubt
      ) { place, _ in
        let (column, row) = (Int((place.easting / side).rounded(.down)), Int((place.northing / side).rounded(.down)))
        guard (0..<columns).contains(column), (0..<rows).contains(row) else { return true }
        return clouds[(number * rows + row) * columns + column] == 0
      }
    }
    let tracker = IdentityTracker(threads: try options.integer("threads", 2))
    var (best, busy, result) = (Duration.seconds(1_000_000), Double.infinity, IdentityTracker.Result?.none)
    for _ in 0..<(try options.integer("repeat", 1)) {
      let begun = clock()
      best = min(best, ContinuousClock().measure { result = tracker.track(dates) })
      busy = min(busy, Double(clock() - begun) / Double(CLOCKS_PER_SEC))
    }
    guard let result else { return }
    var ids = [Int32](repeating: -1, count: values.count / (9 + looks))
    for (date, own) in lines.enumerated() {
      for (place, line) in own.enumerated() { ids[line] = Int32(result.ids[date][place]) }
    }
    try RawArrays.write(ids, to: options.places[2])
    print("seconds \(best / .seconds(1)) processors \(busy) sightings \(ids.count) tracks \(result.tracks.count)")
    print("confirmed \(result.tracks.count { $0.isConfirmed }) links \(result.links.count)")
  }
}
