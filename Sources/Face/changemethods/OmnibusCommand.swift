import Changes
import Foundation

/// The sequential omnibus test on a raw cube, as `Benchmarks/change/omnibus.py` calls it.
///
///     omnibus CUBE OUT --covariance dualDiagonal --dates 21 --pixels 10000 [--columns 100] [--looks 4.4 | estimated]
///             [--rate 1e-3] [--minimum-dates 2] [--threads 1] [--repeat 1] [--passes A,A,B…]
///
/// CUBE: float32, little-endian, date by date, band by band, pixel by pixel. Written to the folder OUT: `log-tails.f64`
/// and `outcomes.u8` (dates × pixels), `counts.i32`, `first.i32` and `last.i32` (pixels), `gains.f64` (dates × channels)
/// where passes are given. Prints the looks and the seconds of the test alone, the best of the repeats.
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
    var best = Double.infinity
    var result = omnibus.run(series, threads: try options.integer("threads", 1))
    for _ in 0..<(try options.integer("repeat", 1)) {
      let clock = ContinuousClock()
      let took = try clock.measure { result = omnibus.run(series, threads: try options.integer("threads", 1)) }
      best = min(best, Double(took.components.seconds) + Double(took.components.attoseconds) * 1e-18)
    }
    try RawArrays.write(result.logTails, to: "\(out)/log-tails.f64")
    try RawArrays.write(result.outcomes, to: "\(out)/outcomes.u8")
    try RawArrays.write(result.changeCounts, to: "\(out)/counts.i32")
    try RawArrays.write(result.firstChanges, to: "\(out)/first.i32")
    try RawArrays.write(result.lastChanges, to: "\(out)/last.i32")
    print("looks \(looks.value)\nseconds \(best)")
  }
}
