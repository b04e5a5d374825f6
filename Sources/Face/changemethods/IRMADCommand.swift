import Changes
import Foundation
import Kernels
import Rasters

/// `irmad A B -o OUT`: Z of two pictures of one size as a file of floats, row by row, NaN where one of them shows nothing;
/// the correlations and the seconds on standard output. `--pass` times one pass over memory as well.
enum IRMADCommand {
  struct Misuse: Error, CustomStringConvertible { let description: String }

  static func run(_ arguments: [String]) throws {
    var arguments = arguments
    let (isAsPublished, timesPass) = (arguments.contains("--as-published"), arguments.contains("--pass"))
    arguments.removeAll { ["--as-published", "--pass"].contains($0) }
    let options = try Options(arguments, named: ["-o", "--threads", "--memory", "--tolerance", "--starting-stride"])
    guard options.rest.count == 2, let output = options["-o"] else {
      throw Misuse(
        description:
          "irmad A B -o OUT [--threads N] [--memory MiB] [--tolerance T] [--starting-stride N] [--as-published] [--pass]"
      )
    }
    let threads = options["--threads"].flatMap { Int($0) } ?? 2
    let memory = (options["--memory"].flatMap { Int($0) } ?? 512) << 20
    var settings = IRMAD.Settings()
    if let text = options["--tolerance"], let tolerance = Double(text) { settings.tolerance = tolerance }
    if let text = options["--starting-stride"], let stride = Int(text) { settings.startingStride = stride }
    settings.isConsistent = !isAsPublished
    let clock = ContinuousClock()
    let start = clock.now
    let pair = try PairBlocks(
      options.rest[0], options.rest[1], memory: memory / 2, stride: settings.startingStride, threads: threads)
    settings.startingStride = pair.startingStride
    let read = clock.now
    let fit = try IRMAD.fit(
      firstBands: pair.firstBands, bands: pair.bands, blocks: pair.count, settings: settings, threads: threads
    ) { pair.block($0).values }
    let fitted = clock.now
    try pair.write(to: output) { fit.sumsOfSquares($0) }
    let end = clock.now
    print("rounds \(fit.rounds) settled \(fit.isSettled) weight \(fit.meanWeight) pixels \(fit.pixels)")
    print("correlations \(fit.canonical.correlations.map { "\($0)" }.joined(separator: " "))")
    print("seconds read \(read - start) fit \(fitted - read) write \(end - fitted)")
    if timesPass { try time(pair) }
  }

  /// One pass of sums over what is in memory, beside merely reading it and beside the same sums in Swift alone, one
  /// thread each.
  private static func time(_ pair: PairBlocks) throws {
    let blocks = pair.keptBlocks
    let bytes = Double(blocks.reduce(0) { $0 + $1.count } * 4)
    let centre = [Double](repeating: 0, count: pair.bands)
    var rates = [0.0, 0, 0]
    for _ in 0..<5 {
      var sums = WeightedProducts(centre: centre)
      var (total, plain) = (0.0, 0.0)
      let times = [
        ContinuousClock().measure { for block in blocks { sums.add(block) } },
        ContinuousClock().measure { for block in blocks { total += MemoryRead.sum(block) } },
        ContinuousClock().measure { for block in blocks { plain += Reference.sums(block, centre: centre)[0] } },
      ]
      guard sums.weight == plain, total.isFinite else { throw Misuse(description: "the pictures hold no numbers") }
      for (index, time) in times.enumerated() { rates[index] = max(rates[index], bytes / (time / .seconds(1)) / 1e9) }
    }
    print("pass \(rates[0]) GB/s reading \(rates[1]) GB/s swift \(rates[2]) GB/s")
  }
}

/// What follows a command's name: words, and options with a value each.
struct Options {
  private(set) var rest: [String] = []
  private var values: [String: String] = [:]

  init(_ arguments: [String], named names: [String]) throws {
    var index = 0
    while index < arguments.count {
      if names.contains(arguments[index]) {
        guard index + 1 < arguments.count else {
          throw IRMADCommand.Misuse(description: "\(arguments[index]) needs a value")
        }
        values[arguments[index]] = arguments[index + 1]
        index += 2
      } else {
        rest.append(arguments[index])
        index += 1
      }
    }
  }

  subscript(name: String) -> String? { values[name] }
}
