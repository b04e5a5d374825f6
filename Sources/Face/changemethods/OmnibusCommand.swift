import Changes
import Foundation

/// The sequential omnibus test on a raw cube, as `Benchmarks/change/omnibus.py` calls it.
///
///     omnibus CUBE OUT --covariance dualDiagonal --dates 21 --pixels 10000 [--columns 100] [--looks 4.4 | estimated]
///             [--rate 1e-3] [--minimum-dates 2] [--threads 1] [--repeat 1] [--passes A,A,B…]
///             [--null nominal | empirical | crossed] [--loop c | swift]
///
/// CUBE: float32, little-endian, date by date, band by band, pixel by pixel. Written to the folder OUT: `log-tails.f64`
/// and `outcomes.u8` (dates × pixels), `counts.i32`, `first.i32` and `last.i32` (pixels), `gains.f64` (dates × channels)
/// where passes are given. Prints the looks, the seconds of the test alone, the best of the repeats, and those of the null.
/// An empirical null is fitted to all pixels; crossed, one is fitted to each colour of a chessboard of blocks of 32
/// pixels and measured on the other. In Swift the loop knows nominal probabilities alone.
enum OmnibusCommand {
  static func run(_ arguments: [String]) throws {
    let options = try RawOptions(arguments, places: 2)
    guard let covariance = RadarCovariance(rawValue: try options.text("covariance")) else {
      throw RawOptions.Misuse("--covariance is one of \(RadarCovariance.allCases.map(\.rawValue))")
    }
    let dateCount = try options.integer("dates")
    let values = try RawArrays.floats(at: options.places[0])
    var series = try RadarSeries(
      covariance: covariance, days: (0..<dateCount).map(Double.init), pixelCount: try options.integer("pixels"),
      values: values)
    let out = options.places[1]
    if let passes = options.optionalText("passes") {
      let levels = try BackscatterLevels.of(
        series, columns: try options.integer("columns"), passes: passes.split(separator: ",").map(String.init))
      try RawArrays.write(levels.gains.flatMap { $0 ?? [.nan, .nan] }, to: "\(out)/gains.f64")
      series = levels.applied(to: series)
    }
    let looks: Looks
    if options.optionalText("looks") == "estimated" {
      looks = try LooksEstimate.of(series, columns: try options.integer("columns")).looks
    } else {
      looks = try Looks(try options.double("looks"), of: covariance)
    }
    let omnibus = try SequentialOmnibus(
      test: OmnibusTest(covariance: covariance, looks: looks), falseAlarmRate: try options.double("rate", 1e-3),
      minimumDates: try options.integer("minimum-dates", 2))
    let threads = try options.integer("threads", 1)
    var found = try run(omnibus, series, threads, options)
    for _ in 0..<(try options.integer("repeat", 1)) {
      found.seconds = min(found.seconds, try run(omnibus, series, threads, options).seconds)
    }
    let result = found.result
    try RawArrays.write(result.logTails, to: "\(out)/log-tails.f64")
    try RawArrays.write(result.outcomes, to: "\(out)/outcomes.u8")
    try RawArrays.write(result.changeCounts, to: "\(out)/counts.i32")
    try RawArrays.write(result.firstChanges, to: "\(out)/first.i32")
    try RawArrays.write(result.lastChanges, to: "\(out)/last.i32")
    print("looks \(looks.value)\nseconds \(found.seconds)\nnull \(found.null)")
  }

  /// The result, the seconds of the test and those of its null.
  private static func run(
    _ omnibus: SequentialOmnibus, _ series: RadarSeries, _ threads: Int, _ options: RawOptions
  ) throws -> (result: OmnibusResult, seconds: Double, null: Double) {
    switch options.optionalText("null") ?? "nominal" {
    case "nominal":
      let isSwift = options.optionalText("loop") == "swift"
      let (result, seconds) = timed { isSwift ? omnibus.runInLanes(series) : omnibus.run(series, threads: threads) }
      return (result, seconds, 0)
    case "empirical":
      let (calibrated, null) = try timed { try omnibus.calibrated(on: series) }
      let (result, seconds) = timed { calibrated.run(series, threads: threads) }
      return (result, seconds, null)
    case "crossed":
      return try crossed(omnibus, series, columns: try options.integer("columns"))
    default: throw RawOptions.Misuse("--null is one of nominal, empirical, crossed")
    }
  }

  private static func crossed(_ omnibus: SequentialOmnibus, _ series: RadarSeries, columns: Int) throws -> (
    OmnibusResult, Double, Double
  ) {
    let halves = [0, 1].map { colour in
      (0..<series.pixelCount).filter { ($0 / columns / 32 + $0 % columns / 32) % 2 == colour }
    }
    var whole = OmnibusResult(dateCount: series.dateCount, pixelCount: series.pixelCount)
    var (seconds, null) = (0.0, 0.0)
    for (fitted, measured) in [(0, 1), (1, 0)] {
      let calibrated = try timed { try omnibus.calibrated(on: series.selecting(halves[fitted])) }
      let part = timed { calibrated.0.run(series.selecting(halves[measured])) }
      whole.put(part.0, at: halves[measured])
      seconds += part.1
      null += calibrated.1
    }
    return (whole, seconds, null)
  }

  private static func timed<Result>(_ body: () throws -> Result) rethrows -> (Result, Double) {
    let start = ContinuousClock.now
    let result = try body()
    let took = ContinuousClock.now - start
    return (result, Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18)
  }
}
