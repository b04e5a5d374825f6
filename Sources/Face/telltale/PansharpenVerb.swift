import ArgumentParser
import Foundation
import Monitoring
import Places
import Provenance

struct Pansharpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "The bands of a picture at the finer pixels of its panchromatic one.",
    usage: "telltale pansharpen BANDS PAN -o FILE [--site SITE]",
    discussion: """
      For deliveries of two files, taken at the same moment and on one grid. What is
      written is for shapes: its colours are those of the coarse bands with borrowed
      detail. Then: telltale add CASE FILE
      """)

  @Argument(help: ArgumentHelp("Picture with the bands.", valueName: "bands"))
  var bands: String

  @Argument(help: ArgumentHelp("Panchromatic picture of the same moment.", valueName: "pan"))
  var panchromatic: String

  @Option(name: .shortAndLong, help: ArgumentHelp("GeoTIFF to write.", valueName: "file"))
  var output: String

  @Option(help: ArgumentHelp("Only the ground around this site, GeoJSON.", valueName: "site"))
  var site: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if output.isEmpty { throw ValidationError("-o is empty: name a file.") }
  }

  func run() throws {
    let sites = try site.map { try SiteFile.read($0) } ?? []
    let done = try PairSharpening(options: shared.options()).sharpen(
      bands, with: panchromatic, sites: sites, to: output)
    let object: JSONValue = [
      "output": .string(output), "columns": .number(Double(done.columns)), "rows": .number(Double(done.rows)),
      "bands": .number(Double(done.bandCount)), "factor": .number(Double(done.factor)),
      "offset": ["columns": .number(done.offset.columns), "rows": .number(done.offset.rows)],
      "valid": .number(Double(done.validCount) / Double(max(done.columns * done.rows, 1))),
    ]
    shared.finish(
      object,
      [
        "\(output): \(done.bandCount) bands of \(done.columns) × \(done.rows) pixels, \(done.factor) times as fine.",
        "Shapes are finer; colours are those of the coarse bands.",
      ])
  }
}
