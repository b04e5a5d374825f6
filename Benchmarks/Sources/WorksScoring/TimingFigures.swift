import Measuring

/// What time and memory come to.
package struct TimingFigures: Sendable {
  package static let mostSeconds = 12.0
  package static let aimedSeconds = 4.0
  package static let mostMiB = 1024.0

  package let whole: WatchTiming.Whole
  package let oneAdded: ChildProcess.Result
  package let readingInOneProcess: Double
  package let readingFileByFile: Double

  package init(
    whole: WatchTiming.Whole, oneAdded: ChildProcess.Result, readingInOneProcess: Double, readingFileByFile: Double
  ) {
    self.whole = whole
    self.oneAdded = oneAdded
    self.readingInOneProcess = readingInOneProcess
    self.readingFileByFile = readingFileByFile
  }

  private var seconds: Double { whole.runs.map(\.wallSeconds).min() ?? .infinity }

  /// The most of any run. One process alone is known exactly; what several held together is known from samples.
  private var peakMiB: Double {
    whole.runs.map { max($0.largestProcessMiB, $0.treeMiB ?? 0) }.max() ?? .infinity
  }

  package var bars: [Bar] {
    [
      Bar(
        "Wall time of a whole watch, fresh case",
        requirement: "at most 12 s on 2 cores (aim: 4 s)",
        figure: "\(Text.number(seconds, 2)) s, the best of \(whole.runs.count); "
          + "\(Text.number(seconds / readingInOneProcess, 1)) times as long as merely reading",
        isMet: seconds <= Self.mostSeconds),
      Bar(
        "Peak memory of the program and its children",
        requirement: "at most 1 GiB", figure: "\(Text.number(peakMiB, 0)) MiB", isMet: peakMiB <= Self.mostMiB),
    ]
  }

  package var lines: [String] {
    let largest = whole.runs.map(\.largestProcessMiB).max()
    return [
      "scenes: \(whole.summary.scenes.used) used, \(whole.summary.scenes.excluded.count) kept out",
      "fresh case, each run: " + whole.runs.map(Self.time).joined(separator: "; "),
      "again, nothing new: " + Self.time(whole.again),
      "one picture added to the others: " + Self.time(oneAdded),
      "merely reading, one process (gdalinfo -checksum of one VRT of all bands of all files): "
        + "\(Text.number(readingInOneProcess, 2)) s; the watch takes \(ratio(readingInOneProcess)) times as long",
      "merely reading, one process a file (gdalinfo -checksum in a shell loop): "
        + "\(Text.number(readingFileByFile, 2)) s; the watch takes \(ratio(readingFileByFile)) times as long",
      "peak memory: largest single process \(Text.number(largest, 0)) MiB (wait4); the tree together "
        + "\(Text.number(whole.runs.compactMap(\.treeMiB).max(), 0)) MiB (sum of VmHWM, sampled every 20 ms)",
    ]
  }

  private func ratio(_ reading: Double) -> String { Text.number(seconds / reading, 1) }

  private static func time(_ result: ChildProcess.Result) -> String {
    "\(Text.number(result.wallSeconds, 2)) s (\(Text.number(result.processorSeconds, 2)) s of processor)"
  }
}
