import ArgumentParser

/// What the verbs that compare footprints take.
struct FootprintOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Overlap, intersection over union (scot 0.25, f1 0.5).", valueName: "v"))
  var iou: Double?

  @Flag(help: "Coordinates are pixels or metres of a plane, not degrees.")
  var plane = false

  func validate() throws {
    if let iou, !(iou > 0 && iou < 1) { throw ValidationError("--iou \(iou): give a number between 0 and 1.") }
  }
}
