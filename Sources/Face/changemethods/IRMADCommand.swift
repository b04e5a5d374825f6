import Changes
import Foundation
import Kernels
import Rasters

/// Z of two pictures of one size as a file of floats, row by row, NaN where one of them shows nothing; the correlations
/// and the seconds on standard output.
///
///     irmad A B OUT [--form consistent|published] [--tolerance T] [--starting-stride N] [--threads N] [--memory MiB]
///       [--passes N]
///
/// `--passes` times so many passes over memory as well.
enum IRMADCommand {
  static func run(_ arguments: [String]) throws {
    let options = try RawOptions(arguments, places: 3)
    let threads = try options.integer("threads", 2)
    let memory = try options.integer("memory", 512) << 20
    var settings = IRMAD.Settings()
    settings.isConsistent = options.optionalText("form") != "published"
    settings.tolerance = try options.double("tolerance", settings.tolerance)
    settings.startingStride = try options.integer("starting-stride", settings.startingStride)
    let clock = ContinuousClock()
    let start = clock.now
    let pair = try PairBlocks(
      options.places[0], options.places[1], memory: memory / 2, stride: settings.startingStride, threads: threads)
    settings.startingStride = pair.startingStride
    let read = clock.now
    let fit = try IRMAD.fit(
      firstBands: pair.firstBands, bands: pair.bands, blocks: pair.count, settings: settings, threads: threads
    ) { pair.block($0).values }
    let fitted = clock.now
    try pair.write(to: options.places[2]) { fit.sumsOfSquares($0) }
    let end = clock.now
    print("rounds \(fit.rounds) settled \(fit.isSettled) weight \(fit.meanWeight) pixels \(fit.pixels)")
    print("correlations \(fit.canonical.correlations.map { "\($0)" }.joined(separator: " "))")
    print("seconds read \(read - start) fit \(fitted - read) write \(end - fitted)")
    let passes = try options.integer("passes", 0)
    if passes > 0 { try time(pair, passes: passes) }
  }

  /// One pass of sums over what is in memory, beside merely reading it and beside the same sums in Swift alone, one
  /// thread each.
  private static func time(_ pair: PairBlocks, passes: Int) throws {
    let blocks = pair.keptBlocks
    let bytes = Double(blocks.reduce(0) { $0 + $1.count } * 4)
    let centre = [Double](repeating: 0, count: pair.bands)
    var rates = [0.0, 0, 0]
    for _ in 0..<passes {
      var sums = WeightedProducts(centre: centre)
      var (total, plain) = (0.0, 0.0)
      let times = [
        ContinuousClock().measure { for block in blocks { sums.add(block) } },
        ContinuousClock().measure { for block in blocks { total += MemoryRead.sum(block) } },
        ContinuousClock().measure { for block in blocks { plain += Reference.sums(block, centre: centre)[0] } },
      ]
      guard sums.weight == plain, total.isFinite else { throw RawOptions.Misuse("the pictures hold no numbers") }
      for (index, time) in times.enumerated() { rates[index] = max(rates[index], bytes / (time / .seconds(1)) / 1e9) }
    }
    print("pass \(rates[0]) GB/s reading \(rates[1]) GB/s swift \(rates[2]) GB/s")
  }
}
