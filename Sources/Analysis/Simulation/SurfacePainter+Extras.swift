import Foundation
import Quantities
import Rasters

// Things that a plant has only where they were asked for.
extension SurfacePainter {
  /// Those that have come by this date, in the order in which they lie over each other.
  private var extras: [PlantExtra] {
    guard !plant.options.quiet else { return [] }
    return zip(plant.layout.extras, plant.events.extras).filter { scene.date >= $0.1 }.map(\.0)
  }

  mutating func paintExtras() {
    for extra in extras {
      switch extra.kind {
      case .excavation: paintPit(extra)
      case .stockpile: paintHeap(extra)
      case .water: paint(extra.outline, extra.spectrum, texture: 0)
      default: paint(extra.outline, extra.spectrum, texture: SimulationRanges.extraTexture)
      }
    }
  }

  /// A floor of fresh ground; the wall towards the sun throws its shadow on it.
  private mutating func paintPit(_ pit: PlantExtra) {
    paint(pit.outline, pit.spectrum * (1 - Float(scene.light.moisture)), texture: SimulationRanges.pitTexture)
    let way = sun.shadow(ofHeight: -pit.height, gsd: plant.options.gsd)
    let lit = Dictionary(
      covered(PolygonMath.translated(pit.outline, columns: way.columns, rows: way.rows)),
      uniquingKeysWith: { first, _ in first })
    let direct = Spectrum(repeating: 1) - SimulationRanges.diffuseShare
    for (index, fraction) in covered(pit.outline) {
      let dark = max(0, fraction - (lit[index] ?? 0))
      cells[index] *= Spectrum(repeating: 1) - direct * dark
    }
  }

  /// A ridge of loose material whose flanks rest at one slope, with its shadow on the ground beyond.
  private mutating func paintHeap(_ heap: PlantExtra) {
    let (gsd, box) = (plant.options.gsd, heap.box)
    let way = sun.shadow(ofHeight: heap.height, gsd: gsd)
    let ridge = max(0, box.length - box.width) / 2
    let tops = [-ridge, ridge].map { along -> PixelPoint in
      let point = box.point(along: along, across: 0)
      return PixelPoint(column: point.column + way.columns, row: point.row + way.rows)
    }
    let swept = PolygonMath.convexHull(heap.outline + tops)
    let direct = Spectrum(repeating: 1) - SimulationRanges.diffuseShare
    for (index, fraction) in covered(swept) { cells[index] *= Spectrum(repeating: 1) - direct * fraction }
    let slope = heap.height / max(1e-6, box.width * gsd / 2)
    let (alongColumn, alongRow) = (cos(box.angle), sin(box.angle))
    for (index, fraction) in covered(heap.outline) {
      let column = FineGrid.pixel(ofCell: index % grid.columns) - box.centre.column
      let row = FineGrid.pixel(ofCell: index / grid.columns) - box.centre.row
      let along = column * alongColumn + row * alongRow
      let beyond = along - min(ridge, max(-ridge, along))
      // Downhill, away from the ridge or from its nearer end.
      let across = row * alongColumn - column * alongRow
      let (right, down) = (beyond * alongColumn - across * alongRow, beyond * alongRow + across * alongColumn)
      let distance = max(1e-6, hypot(right, down))
      let facing = (right * sun.columns + down * sun.rows) / distance
      let light = (1 + slope * facing * sun.cotangent) / (1 + slope * slope).squareRoot()
      let shine = SimulationRanges.diffuseShare + direct * Float(max(0, light))
      let grain = max(0.1, 1 + SimulationRanges.extraTexture * ground.texture[index])
      cells[index] += (heap.spectrum * shine * grain - cells[index]) * fraction
    }
  }
}
