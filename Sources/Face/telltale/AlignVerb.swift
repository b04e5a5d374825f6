import ArgumentParser
import Foundation
import Monitoring
import Provenance
import Quantities

struct Align: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Where the content of B lies against A, how sure that is, and where it is not.",
    usage: """
      telltale align A B [--tie-points CSV] [--gsd METRES]
                            [--dem FILE | --height METRES]
      """,
    discussion: """
      A is the reference; the result is in pixels of A, rows down, columns right.
      Files without CRS are taken to begin at the same upper left corner.
      """)

  @Argument(help: ArgumentHelp("Reference picture.", valueName: "a"))
  var reference: String

  @Argument(help: ArgumentHelp("Picture to align to it.", valueName: "b"))
  var moving: String

  @Option(help: ArgumentHelp("Write about a thousand tie points that agree with the fit as CSV.", valueName: "csv"))
  var tiePoints: String?

  @Option(help: ArgumentHelp("Size of a pixel on the ground, where a file has no CRS.", valueName: "metres"))
  var gsd: Double?

  @OptionGroup var heights: HeightOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if let tiePoints, tiePoints.isEmpty { throw ValidationError("--tie-points is empty: name a file.") }
    if let gsd, !(gsd > 0 && gsd < 1_000) { throw ValidationError("--gsd \(gsd): give metres above 0.") }
  }

  func run() throws {
    var options = shared.options()
    options.heights = heights.choice
    let alignment = PairAlignment(options: options, gsd: gsd.map { Metres($0) }, wantsTiePoints: tiePoints != nil)
    let state = try alignment.align(reference, moving)
    guard let scene = state.scenes.first else { return }
    if let exclusion = scene.exclusion {
      // The object is the answer for scripts, the complaint the one for people.
      if shared.json { shared.finish(state.json, []) }
      Outcome.complain(Outcome.inert("error: \(scene.file): \(exclusion.reason) \(PairAlignment.mend(exclusion.code))"))
      throw ExitCode(1)
    }
    if let tiePoints { try TiePointTable.write(scene.fit?.tiePoints ?? [], to: tiePoints) }
    shared.finish(state.json, AlignmentWords.lines(scene, reference: state.reference ?? ""))
  }
}
