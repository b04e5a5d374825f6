import Foundation
import Measuring
import PlantScoring

/// How often Telltale finds what a simulated plant holds, how often its intervals and brackets hold the truth, and how
/// often it reports what is not there.
@main
struct BenchPlants {
  static let usage = """
    USAGE: bench-plants [options]

    Simulates plants with known truth, watches each with the release program, and prints the bars.

      --seeds FIRST..LAST        plants (default 1..100; none for none)
      --quiet-seeds FIRST..LAST  quiet twins (default 1..50; none for none)
      --jobs N                   plants at a time, one thread each (default: number of processors)
      --folder DIR               keep plants and cases, in a new folder of this run inside DIR
      --csv FILE                 one row for each plant and twin
      --verbose                  a line for each miss, with what was found instead

    The program is TELLTALE_EXECUTABLE, else .build/release/telltale of the package above.
    Exit code: 0 all ran, whatever the figures; 1 something could not run; 2 misuse.
    """

  /// Seeds that the program was developed with: never scored.
  static let developmentSeeds = 1001...2200

  static func main() async {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.contains("--help") || words.contains("-h") { return print(usage) }
    exit(await Benchmark.finish { try await run(words) })
  }

  private static func run(_ words: [String]) async throws -> Bool {
    let options = try CommandOptions(
      words, valued: ["--seeds", "--quiet-seeds", "--jobs", "--folder", "--csv"], flags: ["--verbose"])
    let seeds = try options.seeds("--seeds", default: 1...100)
    let quietSeeds = try options.seeds("--quiet-seeds", default: 1...50)
    let jobs = try options.count("--jobs", default: ProcessInfo.processInfo.activeProcessorCount)
    let program = try Telltale.find()
    let folder = try options["--folder"].map { parent throws(BenchError) in try Scratch.makeRun(in: parent) }
    let workplace = try folder ?? Scratch.makeTemporary()
    defer { if folder == nil { Scratch.remove(workplace) } }
    printHead(program, seeds: seeds, quietSeeds: quietSeeds)

    let series = PlantSeries(program: program, folder: workplace, keepsFolders: folder != nil, jobs: jobs)
    let plants = await series.plants(seeds)
    let twins = await series.quietTwins(quietSeeds)
    if options.has("--verbose") {
      printSection("Misses", plants.scores.flatMap(\.misses) + twins.scores.flatMap(\.misses))
    }
    printFigures(plants: plants.scores, twins: twins.scores)
    if let table = options["--csv"] {
      try write(SeedTable.text(plants: plants.scores, twins: twins.scores), to: URL(filePath: table))
    }
    if let folder { print("\nPlants and cases: \(folder.path(percentEncoded: false))") }
    let faults = plants.faults + twins.faults
    for fault in faults { Benchmark.note("error: \(fault)") }
    return faults.isEmpty
  }

  private static func printHead(_ program: Telltale, seeds: [Int], quietSeeds: [Int]) {
    print("bench-plants · telltale \(program.version) · \(Machine.description)")
    print("simulated plants, 256 × 256 pixels, 24 dates over 2 years")
    print("seeds \(span(seeds)); quiet twins \(span(quietSeeds))")
    if (seeds + quietSeeds).contains(where: developmentSeeds.contains) {
      print("Seeds \(span(Array(developmentSeeds))) were used for development: these figures are no score.")
    }
  }

  private static func printFigures(plants: [PlantScore], twins: [QuietScore]) {
    let buildings = BuildingFigures(plants)
    let cranes = CraneFigures(plants)
    let brackets = BracketFigures(plants)
    let quiet = QuietFigures(twins)
    var bars: [Bar] = []
    if !plants.isEmpty {
      printSection("New buildings", buildings.lines)
      printSection("Removed cranes", cranes.lines)
      printSection("Brackets", brackets.lines)
      printSection("Runs", runLines(plants))
      bars += [buildings.bar, cranes.bar] + brackets.bars
    }
    if !twins.isEmpty {
      printSection("Quiet twins", quiet.lines)
      bars.append(quiet.bar)
    }
    printSection("Bars", [])
    for bar in bars { print(bar.lines) }
  }

  private static func runLines(_ plants: [PlantScore]) -> [String] {
    let used = plants.compactMap { $0.summary.map { Double($0.scenes.used) } }
    let codes = Dictionary(grouping: plants.flatMap { $0.summary?.scenes.excluded ?? [] }, by: \.code)
      .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { "\($0.value.count) \($0.key)" }
    return [
      "scenes used of a plant: " + Quantiles.line(of: used, digits: 0),
      "scenes kept out, all plants: " + (codes.isEmpty ? "none" : codes.joined(separator: ", ")),
      "seconds for a watch, one thread: " + Quantiles.line(of: plants.compactMap(\.seconds), digits: 2),
    ]
  }

  private static func printSection(_ title: String, _ lines: [String]) {
    print("\n\(title)")
    for line in lines { print("  \(line)") }
  }

  private static func span(_ seeds: [Int]) -> String {
    guard let first = seeds.first, let last = seeds.last else { return "none" }
    return first == last ? "\(first)" : "\(first)...\(last)"
  }

  private static func write(_ text: String, to file: URL) throws(BenchError) {
    do {
      try Data(text.utf8).write(to: file, options: .atomic)
    } catch {
      throw BenchError(
        .failed, at: file.path(percentEncoded: false), "It cannot be written: \(error.localizedDescription)",
        mend: "Name another file with --csv.")
    }
  }
}
