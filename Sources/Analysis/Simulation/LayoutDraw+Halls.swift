import Foundation
import Rasters
import Statistics

// Scenery of standing halls alone.
extension LayoutDraw {
  /// Two halls that are sketched and some that stand in the way of their shadows.
  mutating func attemptHalls(_ size: Scenery.HallSize?, scale: Double) -> PlantLayout? {
    let roads = drawRoads()
    guard let first = placeStandingHall(size, scale: scale), let second = placeStandingHall(nil, scale: scale) else {
      return nil
    }
    var halls = [first, second]
    for _ in 0..<generator.integer(SimulationRanges.hallNeighbours) {
      if let hall = placeStandingHall(nil, scale: scale * 0.8) { halls.append(hall) }
    }
    let yards = halls.map { hall in
      drawYard(hall.box.inflated(by: generator.uniform(SimulationRanges.hallYardMargin) / options.gsd))
    }
    let slope = generator.uniform(SimulationRanges.groundSlope)
    let downhill = generator.uniform(0...(2 * .pi))
    return PlantLayout(
      soil: soil, freshSoil: freshSoil, halls: halls, newHall: first, works: [], cleared: [], crane: nil,
      patches: drawFields() + yards + roads, spots: drawVehicles(near: halls),
      occupancy: generator.uniform(SimulationRanges.parkingOccupancy), piles: [],
      sketches: drawSketches(of: Array(halls.prefix(2)), count: 2),
      riseInColumns: slope * cos(downhill), riseInRows: slope * sin(downhill))
  }

  private mutating func placeStandingHall(_ size: Scenery.HallSize?, scale: Double) -> Hall? {
    let gsd = options.gsd
    let widths = SimulationRanges.anyHallWidth
    let least = max(widths.lowerBound, SimulationRanges.newHallLeastAcrossInPixels * gsd)
    let room = SimulationRanges.hallsLongestShare * Double(min(options.columns, options.rows)) * gsd
    let widest = max(least, min(widths.upperBound, least * 5, room / 1.5) * scale)
    let width = size?.width ?? least * pow(widest / least, generator.uniform())
    let aspect = generator.uniform(SimulationRanges.anyHallAspect)
    let length = size?.length ?? max(width * 1.05, min(width * aspect, room))
    var notch: Hall.Notch?
    if size == nil, generator.uniform() < SimulationRanges.lShapeShare {
      let cut = drawNotch()
      // An arm must be as wide as the narrowest hall.
      if width * (1 - cut.across) >= least, length * (1 - cut.along) >= least { notch = cut }
    }
    let free = RotatedBox(
      centre: PixelPoint(column: 0, row: 0), angle: drawAngle(), length: length / gsd, width: width / gsd)
    let gap = generator.uniform(SimulationRanges.hallGap) / gsd
    guard let box = place(free, spacing: max(SimulationRanges.hallsLeastGapInPixels, gap)) else { return nil }
    var roof = drawRoof(Surfaces.roofs[generator.integer(0...Surfaces.roofs.count - 1)])
    // Ribs are of a size on the ground; where they are finer than pixels can show they are a tone.
    roof.ribPeriodInPixels = max(roof.ribPeriodInPixels, generator.uniform(SimulationRanges.ribPeriod) / gsd)
    return Hall(box: box, notch: notch, height: generator.uniform(SimulationRanges.anyHallHeight), roof: roof)
  }

  /// Vehicles of a vehicle's size.
  private mutating func drawVehicles(near halls: [Hall]) -> [PlantLayout.ParkingSpot] {
    let blocked = halls.map { $0.box.inflated(by: 0.5) }
    return (0..<generator.integer(SimulationRanges.hallVehicles)).compactMap { _ in
      let yard = halls[generator.integer(0...halls.count - 1)].box.inflated(
        by: SimulationRanges.hallYardMargin.upperBound / options.gsd)
      let box = RotatedBox(
        centre: yard.point(
          along: generator.uniform(-0.5...0.5) * yard.length, across: generator.uniform(-0.5...0.5) * yard.width),
        angle: yard.angle + (generator.uniform() < 0.5 ? .pi / 2 : 0),
        length: generator.uniform(SimulationRanges.vehicleLength) / options.gsd,
        width: generator.uniform(SimulationRanges.vehicleWidth) / options.gsd)
      let isContainer = generator.uniform() < SimulationRanges.containerShare
      guard !blocked.contains(where: { $0.overlaps(box) }) else { return nil }
      return PlantLayout.ParkingSpot(box: box, isContainer: isContainer)
    }
  }
}
