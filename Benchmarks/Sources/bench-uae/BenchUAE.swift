import Foundation
import Measuring
import WorksScoring

/// Real imagery: what was found of the annotated works, and what it took in seconds and memory.
@main
struct BenchUAE {
  static let usage = """
    USAGE: bench-uae [options]

    Watches 91 real scenes of an industrial estate with the release program and prints the bars. Without the data it
    says so and does nothing.

      --data DIR     the data (default ../shared/data/uae-works beside the project)
      --runs N       whole watches, each into a fresh case; the best counts (default 3)
      --threads N    threads of the program (default 2: the bar is for two cores)
      --folder DIR   keep the last case, in a new folder of this run inside DIR
      --verbose      every feature of the case

    The program is TELLTALE_EXECUTABLE, else .build/release/telltale of the package above.
    Exit code: 0 all ran, whatever the figures, or no data; 1 something could not run; 2 misuse.
    """

  static func main() async {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.contains("--help") || words.contains("-h") { return print(usage) }
    exit(await Benchmark.finish { try run(words) })
  }

  private static func run(_ words: [String]) throws -> Bool {
    let options = try CommandOptions(
      words, valued: ["--data", "--runs", "--threads", "--folder"], flags: ["--verbose"])
    let runs = try options.count("--runs", default: 3)
    let threads = try options.count("--threads", default: 2)
    let data = options["--data"].map { URL(filePath: $0) } ?? PackageFolder.file(at: "../../shared/data/uae-works")
    guard let scenes = scenes(in: data) else {
      print("bench-uae · skipped: there is no data at \(data.path(percentEncoded: false)); name it with --data.")
      return true
    }
    let program = try Telltale.find()
    let folder = try options["--folder"].map { parent throws(BenchError) in try Scratch.makeRun(in: parent) }
    let scratch = try folder ?? Scratch.makeTemporary()
    defer { if folder == nil { Scratch.remove(scratch) } }

    let reading = ImageryReading(files: scenes, scratch: scratch)
    print("bench-uae · telltale \(program.version) · \(Machine.description)")
    print("\(scenes.count) scenes, \(Text.number(Double(reading.bytes) / 1_048_576, 1)) MiB, \(threads) threads")
    let timing = try time(program, data: data, scenes: scenes, reading: reading, scratch: scratch, runs, threads)
    let features: [ReportedFeature] = try FeatureCollection.read(Telltale.features(of: timing.whole.case))
    let score = try score(features, data: data)
    printSection("Time and memory", timing.lines)
    printSection("The works feature", score.lines)
    printSection("Further features over 8,000 m² that touch no annotated site", score.further.map(FeatureText.line))
    if options.has("--verbose") { printSection("All features", features.map(FeatureText.line)) }
    printSection("Bars", [])
    for bar in score.bars + timing.bars { print(bar.lines) }
    if folder != nil { print("\nThe case: \(timing.whole.case.path(percentEncoded: false))") }
    return true
  }

  /// By name, and so by date; `nil` where there are none.
  private static func scenes(in data: URL) -> [URL]? {
    let folder = data.appending(path: "scenes")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
    let scenes = names.filter { $0.hasSuffix(".tif") }.sorted().map { folder.appending(path: $0) }
    return scenes.isEmpty ? nil : scenes
  }

  private static func time(
    _ program: Telltale, data: URL, scenes: [URL], reading: ImageryReading, scratch: URL, _ runs: Int, _ threads: Int
  ) throws(BenchError) -> TimingFigures {
    let timing = WatchTiming(
      program: program, site: data.appending(path: "site.geojson"), scenes: scenes, scratch: scratch, threads: threads)
    // Reading comes first: it also brings the files into the system's cache, for all alike.
    let inOneProcess = try reading.secondsInOneProcess(runs: 3)
    let fileByFile = try reading.secondsFileByFile(runs: 1)
    return TimingFigures(
      whole: try timing.whole(runs: runs), oneAdded: try timing.oneAdded(), readingInOneProcess: inOneProcess,
      readingFileByFile: fileByFile)
  }

  private static func score(_ features: [ReportedFeature], data: URL) throws(BenchError) -> WorksScore {
    let truth = try TrueSite.read(data.appending(path: "truth/AE_R001_0179.geojson"))
    var others: [TrueSite] = []
    for number in ["0180", "0189", "0190"] {
      others.append(try TrueSite.read(data.appending(path: "truth/AE_R001_\(number).geojson")))
    }
    return WorksScore(features: features, truth: truth, others: others)
  }

  private static func printSection(_ title: String, _ lines: [String]) {
    print("\n\(title)")
    for line in lines { print("  \(line)") }
  }
}
