import Foundation
import Rasters
import Statistics

/// A straight siding: ballast, a track on it, stretches that stained it. Places along it are pixels from its start.
struct RailSpur: Sendable {
  /// The ballast; its length is the spur's.
  let bed: RotatedBox
  /// Ground as it is laid, the lowest first.
  let patches: [PlantLayout.Patch]
  /// In pixels.
  let carWidth: Double
  /// Share of the dates on which no rake came.
  let emptyShare: Double
  /// Where rakes stop by habit, along the spur.
  let habitualStop: Double
  /// The spur as a person would draw it: two points, each a little off.
  let sketch: [PixelPoint]

  init(_ options: PlantOptions, orientation: Double, drawing generator: inout SeededGenerator) {
    let gsd = options.gsd
    let edge = SimulationRanges.siteMarginInPixels + SimulationRanges.siteClearanceInPixels
    let room = Double(min(options.columns, options.rows)) - 2 * edge
    let length = min(
      generator.uniform(SimulationRanges.railLength) / gsd, SimulationRanges.longestRailShare * room)
    let angle = orientation + (generator.uniform() < 0.5 ? 0 : .pi / 2)
    let width = max(1, generator.uniform(SimulationRanges.railBedWidth) / gsd)
    let reach = (abs(cos(angle)) * length / 2 + width, abs(sin(angle)) * length / 2 + width)
    let centre = PixelPoint(
      column: generator.uniform(edge + reach.0...Double(options.columns) - edge - reach.0),
      row: generator.uniform(edge + reach.1...Double(options.rows) - edge - reach.1))
    bed = RotatedBox(centre: centre, angle: angle, length: length, width: width)
    carWidth = generator.uniform(SimulationRanges.railCarWidth) / gsd
    emptyShare = generator.uniform(SimulationRanges.railEmptyShare)
    habitualStop = generator.uniform(0...0.5) * length
    patches = RailSpur.patches(of: bed, gsd: gsd, &generator)
    let jitter = SimulationRanges.railSketchJitterInPixels
    sketch = [-length / 2, length / 2].map { [bed] along in
      let point = bed.point(along: along, across: 0)
      return PixelPoint(
        column: point.column + generator.uniform(jitter), row: point.row + generator.uniform(jitter))
    }
  }

  /// The part of the track between two places along it.
  func box(from start: Double, to end: Double, width: Double) -> RotatedBox {
    RailSpur.part(of: bed, from: start, to: end, width: width)
  }

  /// Both ends of the track.
  var ends: [PixelPoint] { [-bed.length / 2, bed.length / 2].map { bed.point(along: $0, across: 0) } }

  private static func part(of bed: RotatedBox, from start: Double, to end: Double, width: Double) -> RotatedBox {
    RotatedBox(
      centre: bed.point(along: (start + end - bed.length) / 2, across: 0), angle: bed.angle,
      length: max(0, end - start), width: width)
  }

  private static func patches(
    of bed: RotatedBox, gsd: Double, _ generator: inout SeededGenerator
  ) -> [PlantLayout.Patch] {
    let ballast = Surfaces.ballast * Float(generator.uniform(SimulationRanges.railTone))
    let track = Float(generator.uniform(SimulationRanges.trackTone))
    let roughness = SimulationRanges.railBedRoughness
    let width = min(bed.width, SimulationRanges.trackWidth / gsd)
    func laid(from start: Double, to end: Double, tone: Float) -> [PlantLayout.Patch] {
      [(bed.width, ballast * tone), (width, ballast * (tone * track))].map { width, spectrum in
        let box = part(of: bed, from: start, to: end, width: width)
        return PlantLayout.Patch(outline: box.corners, spectrum: spectrum, roughness: roughness)
      }
    }
    var patches = laid(from: 0, to: bed.length, tone: 1)
    for _ in 0..<generator.integer(SimulationRanges.railStains) {
      let length = generator.uniform(SimulationRanges.railStainLength) / gsd
      let start = generator.uniform() * bed.length
      let tone = Float(generator.uniform(SimulationRanges.railStainTone))
      patches += laid(from: start, to: min(bed.length, start + length), tone: tone)
    }
    return patches
  }
}
