import ArgumentParser
import Monitoring
import Quantities

/// The height of the ground under pictures that are not orthorectified.
struct HeightOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Heights of the ground, for pictures with rational polynomials.", valueName: "file"))
  var dem: String?

  // Unconditional: the Dead Sea's begins with a dash.
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "One height above the ellipsoid in the place of --dem; none takes both away.", valueName: "metres"))
  var height: String?

  func validate() throws {
    if dem != nil && height != nil { throw ValidationError("--dem and --height exclude each other: give one.") }
    if let dem, dem.isEmpty { throw ValidationError("--dem is empty: name a file.") }
    if let height, height != "none", stated == nil {
      throw ValidationError("--height \(height): give metres from -500 to 9000, or none.")
    }
  }

  private var stated: Metres? {
    height.flatMap(Double.init).flatMap { (-500...9_000).contains($0) ? Metres($0) : nil }
  }

  var choice: HeightChoice? {
    if let dem { return .model(dem) }
    return height == "none" ? .own : stated.map { .stated($0) }
  }
}
