import Foundation
import Rasters
import Statistics

// What is drawn without a place of its own being kept free: roads, yards, fields, parked things, sketches.
extension LayoutDraw {
  /// One road through the picture and a branch from it.
  mutating func drawRoads() -> [PlantLayout.Patch] {
    let length = 2 * Double(options.columns + options.rows)
    let width = max(1.5, generator.uniform(SimulationRanges.roadWidth) / options.gsd)
    let inside = 0.15...0.85
    let crossing = PixelPoint(
      column: generator.uniform(inside) * Double(options.columns), row: generator.uniform(inside) * Double(options.rows)
    )
    let main = RotatedBox(centre: crossing, angle: orientation, length: length, width: width)
    var branch = RotatedBox(centre: crossing, angle: orientation + .pi / 2, length: length / 2, width: width * 0.75)
    branch.centre = branch.point(along: length / 4 * (generator.uniform() < 0.5 ? 1 : -1), across: 0)
    for road in [main, branch] { reserve(road) }
    let paved = generator.uniform() < 0.7
    let spectrum = paved ? Surfaces.asphalt : soil * 1.3
    return [main, branch].map {
      PlantLayout.Patch(outline: $0.corners, spectrum: spectrum * Float(generator.uniform(0.9...1.15)), roughness: 0.2)
    }
  }

  mutating func drawYard(_ box: RotatedBox) -> PlantLayout.Patch {
    let mix = Float(generator.uniform())
    let spectrum = Surfaces.asphalt * (1 - mix) + Surfaces.concrete * mix
    let worn = generator.uniform() < 0.35
    return PlantLayout.Patch(
      outline: box.corners, spectrum: worn ? soil * 0.85 : spectrum, roughness: worn ? 0.6 : 0.25)
  }

  mutating func drawFields() -> [PlantLayout.Patch] {
    (0..<generator.integer(SimulationRanges.fields)).map { _ in
      let centre = PixelPoint(
        column: generator.uniform() * Double(options.columns), row: generator.uniform() * Double(options.rows))
      let size = Double(min(options.columns, options.rows))
      let box = RotatedBox(
        centre: centre, angle: orientation + generator.uniform(-0.3...0.3),
        length: generator.uniform(0.15...0.45) * size,
        width: generator.uniform(0.1...0.3) * size)
      return PlantLayout.Patch(
        outline: box.corners, spectrum: soil * Float(generator.uniform(0.8...1.2)), roughness: 1)
    }
  }

  /// A star-shaped polygon that follows the ellipse around `box` and stays inside the box's own circle.
  mutating func drawIrregular(around box: RotatedBox) -> [PixelPoint] {
    let count = generator.integer(SimulationRanges.outlineCorners)
    return (0..<count).map { index in
      let turn = (Double(index) + generator.uniform(-0.3...0.3)) * 2 * .pi / Double(count)
      // A superellipse of order 4 reaches into the box's corners, where its content may stand.
      let reach = pow(pow(abs(cos(turn)), 4) + pow(abs(sin(turn)), 4), -0.25)
      let radius = generator.uniform(SimulationRanges.outlineRoughness) * reach
      return box.point(along: radius * cos(turn) * box.length / 2, across: radius * sin(turn) * box.width / 2)
    }
  }

  mutating func drawSpots(near halls: [Hall], avoiding blocked: [RotatedBox]) -> [PlantLayout.ParkingSpot] {
    let wanted = generator.integer(SimulationRanges.parkingSpots)
    var spots: [PlantLayout.ParkingSpot] = []
    for _ in 0..<(wanted * 6) where spots.count < wanted {
      let yard = halls[generator.integer(0...halls.count - 1)].box.inflated(by: 9)
      let centre = yard.point(
        along: generator.uniform(-0.5...0.5) * yard.length, across: generator.uniform(-0.5...0.5) * yard.width)
      let box = RotatedBox(
        centre: centre, angle: yard.angle + (generator.uniform() < 0.5 ? .pi / 2 : 0),
        length: generator.uniform(SimulationRanges.vehicleLengthInPixels),
        width: generator.uniform(SimulationRanges.vehicleWidthInPixels))
      let isContainer = generator.uniform() < SimulationRanges.containerShare
      let wide = box.inflated(by: 2)
      guard !blocked.contains(where: { $0.overlaps(wide) }) else { continue }
      spots.append(PlantLayout.ParkingSpot(box: box, isContainer: isContainer))
    }
    return spots
  }

  mutating func drawPiles(in works: RotatedBox, avoiding hall: RotatedBox) -> [PlantLayout.MaterialPile] {
    let wanted = generator.integer(SimulationRanges.materialPiles)
    var piles: [PlantLayout.MaterialPile] = []
    for _ in 0..<(wanted * 8) where piles.count < wanted {
      let centre = works.point(
        along: generator.uniform(-0.42...0.42) * works.length, across: generator.uniform(-0.42...0.42) * works.width)
      let box = RotatedBox(
        centre: centre, angle: works.angle + generator.uniform(-0.4...0.4), length: generator.uniform(1.5...4),
        width: generator.uniform(1...2))
      let tone = Float(generator.uniform(0.5...1.4))
      let from = generator.uniform(0.05...0.7)
      let to = from + generator.uniform(0.15...0.7)
      guard !hall.inflated(by: 0.5).overlaps(box) else { continue }
      piles.append(.init(box: box, spectrum: Surfaces.rust * tone + 0.02, from: from, to: to))
    }
    return piles
  }

  /// The first halls as a hasty person would click them.
  mutating func drawSketches(of halls: [Hall], count: Int? = nil) -> [[PixelPoint]] {
    halls.prefix(count ?? generator.integer(SimulationRanges.sketchCount)).map { hall in
      hall.outline.map { corner in
        PixelPoint(
          column: corner.column + generator.uniform(SimulationRanges.sketchJitterInPixels),
          row: corner.row + generator.uniform(SimulationRanges.sketchJitterInPixels))
      }
    }
  }
}
