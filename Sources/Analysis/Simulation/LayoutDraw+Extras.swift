import Foundation
import Rasters
import Statistics

// Things that come to a plant only where they were asked for, each where nothing stands yet.
extension LayoutDraw {
  /// Draws them from a stream of their own, after all else, so that the rest of the plant is as it is without them. What
  /// finds no room is left out.
  mutating func addExtras(to layout: inout PlantLayout) {
    generator = SeededGenerator(seed: options.seed, stream: Stream.extras.rawValue)
    let gsd = options.gsd
    addTrack(to: &layout)
    addScreen(to: &layout)
    for kind in [TruthObject.Kind.excavation, .water, .stockpile] {
      let length = generator.uniform(SimulationRanges.extraLength) / gsd
      let width = length * generator.uniform(SimulationRanges.extraAspect)
      let free = RotatedBox(
        centre: PixelPoint(column: 0, row: 0), angle: generator.uniform(0...Double.pi), length: length, width: width)
      guard let box = place(free, spacing: SimulationRanges.extraSpacingInPixels) else { continue }
      layout.extras.append(
        PlantExtra(
          kind: kind, outline: drawIrregular(around: box), box: box,
          height: height(of: kind, halfWidth: width * gsd / 2), spectrum: spectrum(of: kind)))
    }
  }

  private mutating func height(of kind: TruthObject.Kind, halfWidth: Double) -> Double {
    switch kind {
    case .stockpile: tan(generator.uniform(SimulationRanges.heapSlopeDegrees) * .pi / 180) * halfWidth
    case .excavation: -generator.uniform(SimulationRanges.pitDepth)
    default: 0
    }
  }

  private mutating func spectrum(of kind: TruthObject.Kind) -> Spectrum {
    let tone = Float(generator.uniform(SimulationRanges.extraTone))
    switch kind {
    case .stockpile: return Surfaces.loads[generator.integer(0...3)] * tone
    case .excavation: return freshSoil * Float(generator.uniform(SimulationRanges.pitTone))
    default: return Surfaces.water * tone
    }
  }

  /// A sheet over a part of a yard where things are loaded.
  private mutating func addScreen(to layout: inout PlantLayout) {
    let length = generator.uniform(SimulationRanges.loadingYard) / options.gsd
    let free = RotatedBox(
      centre: PixelPoint(column: 0, row: 0), angle: drawAngle(), length: length,
      width: length * generator.uniform(0.7...1))
    guard let yard = place(free, spacing: SimulationRanges.extraSpacingInPixels) else { return }
    layout.extraContext.loading = yard
    layout.patches.append(drawYard(yard))
    var sheet = yard
    sheet.length *= generator.uniform(SimulationRanges.screenShare)
    sheet.width *= generator.uniform(SimulationRanges.screenShare)
    let cloth = Surfaces.cloths[generator.integer(0...Surfaces.cloths.count - 1)]
    layout.extras.append(
      PlantExtra(
        kind: .screen, outline: sheet.corners, box: sheet, height: 0,
        spectrum: cloth * Float(generator.uniform(SimulationRanges.extraTone))))
  }

  /// A track that continues one that lies there.
  private mutating func addTrack(to layout: inout PlantLayout) {
    let gsd = options.gsd
    let old = generator.uniform(SimulationRanges.sidingLength) / gsd
    let new = generator.uniform(SimulationRanges.newTrackLength) / gsd
    let width = max(1, generator.uniform(SimulationRanges.railBedWidth) / gsd)
    let free = RotatedBox(
      centre: PixelPoint(column: 0, row: 0), angle: drawAngle(), length: old + new, width: width)
    guard let whole = place(free, spacing: SimulationRanges.extraSpacingInPixels / 2) else { return }
    func part(from start: Double, length: Double) -> RotatedBox {
      RotatedBox(
        centre: whole.point(along: start + length / 2 - whole.length / 2, across: 0), angle: whole.angle,
        length: length, width: width)
    }
    let ballast = Surfaces.ballast * Float(generator.uniform(SimulationRanges.railTone))
    let (siding, track) = (part(from: 0, length: old), part(from: old, length: new))
    layout.patches.append(
      PlantLayout.Patch(outline: siding.corners, spectrum: ballast, roughness: SimulationRanges.railBedRoughness))
    layout.extraContext.siding = [
      siding.point(along: -old / 2, across: 0), siding.point(along: old / 2, across: 0),
    ]
    layout.extras.append(
      PlantExtra(kind: .rail, outline: track.corners, box: track, height: 0, spectrum: ballast))
  }
}
