import ArgumentParser
import Foundation
import Provenance
import Quantities
import Simulation

struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a small plant with known truth: pictures, site.geojson and truth.geojson.",
    usage: """
      telltale simulate -o FOLDER [--seed N] [--size PIXELS] [--dates N]
                               [--years YEARS] [--gsd METRES] [--quiet-twin]
                               [--rail] [--phases] [--extras] [--cloud-truth]
                               [--halls] [--hall LxW]
      """)

  @Option(name: .shortAndLong, help: ArgumentHelp("Folder to write into.", valueName: "folder"))
  var output: String

  @Option(help: ArgumentHelp("Seed; the same seed makes the same plant.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Pixels a side.", valueName: "pixels"))
  var size: Int = 256

  @Option(help: ArgumentHelp("Number of scenes.", valueName: "n"))
  var dates: Int = 24

  @Option(help: ArgumentHelp("Years from the first scene to the last.", valueName: "years"))
  var years: Double = 2

  @Option(help: ArgumentHelp("Size of a pixel on the ground, metres.", valueName: "metres"))
  var gsd: Double = 3

  @Flag(help: "The quiet twin: the same plant and weather, and nothing is built, cleared or removed.")
  var quietTwin = false

  @Flag(
    help: ArgumentHelp(
      "Lay a rail spur on which rakes of rail cars stand on some dates.",
      discussion: "The plant is another than that of the same seed without a spur."))
  var rail = false

  @Flag(
    help: ArgumentHelp(
      "Let halls go through phases: ground prepared, a frame, a roof that grows; later altered or removed.",
      discussion: "truth.geojson tells when each state began."))
  var phases = false

  @Flag(
    help: ArgumentHelp(
      "Let a stockpile, a pit, a pond, a screen over a loading yard and a new track come to the plant.",
      discussion: "All else is as without them; what finds no room is left out."))
  var extras = false

  @Flag(
    help: ArgumentHelp(
      "Write masks/ too: where cloud or its shadow truly is.",
      discussion: "One byte a pixel: 0 neither, 1 cloud of optical depth 0.3 or more, 2 shadow of such cloud."))
  var cloudTruth = false

  @Flag(
    help: ArgumentHelp(
      "Halls alone, of any GSD, seen off nadir on sloping ground: to test measures on.",
      discussion: "Nothing changes, nothing is clouded; one scene is enough. A STAC item beside each tells its angles.")
  )
  var halls = false

  @Option(
    help: ArgumentHelp(
      "Metres of the hall that is built, or of the first of --halls, such as 60x25.", valueName: "length x width"))
  var hall: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    try SharedOptions.checkNamed(output, "--output")
    guard (128...4_096).contains(size) else { throw ValidationError("--size \(size): give 128 to 4096 pixels.") }
    let least = halls ? 1 : 5
    guard (least...400).contains(dates) else {
      throw ValidationError("--dates \(dates): give \(least) to 400 scenes.")
    }
    guard hall == nil || halls || !quietTwin else {
      throw ValidationError("--hall: nothing is built in a --quiet-twin; leave one of them out.")
    }
    _ = try hallSize()
    guard !phases || !(halls || quietTwin) else {
      throw ValidationError("--phases: nothing changes with --halls or --quiet-twin; leave one of them out.")
    }
    guard !extras || !(halls || quietTwin) else {
      throw ValidationError("--extras: nothing changes with --halls or --quiet-twin; leave one of them out.")
    }
    guard (0.5...20).contains(years) else { throw ValidationError("--years \(years): give 0.5 to 20.") }
    guard (0.3...30).contains(gsd) else { throw ValidationError("--gsd \(gsd): give 0.3 to 30 metres.") }
  }

  private func hallSize() throws -> Scenery.HallSize? {
    guard let hall else { return nil }
    let sides = hall.split(separator: "x").compactMap { Double($0) }
    let (least, room) = ((halls ? 4 : 2) * gsd, 0.3 * Double(size) * gsd)
    guard sides.count == 2, hall.split(separator: "x", omittingEmptySubsequences: false).count == 2,
      sides.allSatisfy({ $0.isFinite && $0 >= least && $0 <= room })
    else {
      throw ValidationError(
        "--hall \(hall): give two lengths such as 60x25, each from \(halls ? 4 : 2) pixels to three tenths of the picture "
          + "(\(JSONValue.fixed(least, places: 1)) to \(JSONValue.fixed(room, places: 1)) m).")
    }
    return .init(length: max(sides[0], sides[1]), width: min(sides[0], sides[1]))
  }

  func run() throws {
    let options = PlantOptions(
      seed: seed, columns: size, rows: size, dates: dates, years: years, gsd: gsd, quiet: quietTwin,
      scenery: halls ? .halls(try hallSize()) : .plant, railSpur: rail, phases: phases,
      extras: extras, newHall: halls ? nil : try hallSize())
    let plant = try PlantWriter.write(options, to: output, withCloudTruth: cloudTruth, threads: shared.threads)
    let name = URL(fileURLWithPath: output).lastPathComponent
    shared.finish(
      [
        "folder": .string(name), "seed": .integer(Int(clamping: seed)), "scenes": .integer(plant.scenes.count),
        "objects": .integer(plant.truth.count),
      ],
      [
        "\(plant.scenes.count) scenes and \(plant.truth.count) true objects of seed \(seed) in \(output).",
        "Next: telltale watch \(output)/site.geojson \(output)/imagery -o \(name).case --truth \(output)/truth.geojson",
      ])
  }
}
