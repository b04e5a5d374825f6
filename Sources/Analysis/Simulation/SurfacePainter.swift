import Foundation
import Geodesy
import Quantities
import Rasters
import Statistics

/// Paints the sunlit reflectance of the plant on one date onto the fine grid, before optics and air.
struct SurfacePainter {
  let plant: SimulatedPlant
  let ground: GroundLayers
  let scene: SimulatedScene
  let sun: SunVector
  var cells: [Spectrum]

  init(_ plant: SimulatedPlant, ground: GroundLayers, scene: SimulatedScene) {
    self.plant = plant
    self.ground = ground
    self.scene = scene
    sun = SunVector(scene)
    cells = Array(repeating: Spectrum(), count: ground.grid.count)
  }

  var grid: FineGrid { ground.grid }

  mutating func paint() {
    paintGround()
    if !plant.options.quiet { paintEarthworks() }
    paintExtras()
    paintParked()
    let standing = standingHalls()
    paintShadows(of: standing)
    if hasCrane, let crane = plant.layout.crane { paint(crane.box.corners, crane.spectrum, texture: 0) }
    if let rail = plant.layout.rail { paintRakes(on: rail) }
    for hall in standing { paint(hall) }
  }

  var hasCrane: Bool { plant.options.quiet || scene.date < plant.events.craneRemoved }

  /// The halls on this date; the new one as far as it is roofed.
  private func standingHalls() -> [Hall] {
    let progress = roofing
    let old = plant.layout.halls.enumerated().compactMap { index, hall in
      plant.phases.map { $0.standing(hall, index, on: scene.date) } ?? hall
    }
    guard progress > 0 else { return old }
    var newHall = plant.layout.newHall
    if progress < 1 {
      // Roofing goes from one end to the other, so a part is a shorter hall with the same first end.
      let whole = newHall.box
      newHall.box.centre = whole.point(along: (progress - 1) * whole.length / 2, across: 0)
      newHall.box.length = whole.length * progress
    }
    guard let phases = plant.phases else { return old + [newHall] }
    return old + [phases.standing(newHall, nil, on: scene.date)].compactMap(\.self)
  }

  /// Roofed part of the new hall, 0–1.
  private var roofing: Double {
    guard !plant.options.quiet else { return 0 }
    let events = plant.events
    let days = max(1e-6, events.roofClosed.days(since: events.roofingBegins))
    return min(1, max(0, scene.date.days(since: events.roofingBegins) / days))
  }
}

// MARK: Ground

extension SurfacePainter {
  private mutating func paintGround() {
    let (slopeColumn, slopeRow) = relief
    let wetness = wetness
    let season = scene.light.greenness
    let fullness = SIMD4<Float>(repeating: 0.35) + season * 0.65
    let plants = (0..<4).map { Surfaces.dryVegetation * (1 - season[$0]) + Surfaces.greenVegetation * season[$0] }
    for index in cells.indices {
      let rough = ground.roughness[index]
      let tilt = ground.slopeColumn[index] * slopeColumn + ground.slopeRow[index] * slopeRow
      let light = max(0.3, 1 - tilt * rough) * (1 - wetness[index] * rough)
      let kind = Int(ground.kind[index])
      let cover = ground.cover[index] * fullness[kind]
      let green = plants[kind] * (1 + 0.1 * ground.texture[index])
      let soil = ground.bare[index]
      cells[index] = (soil + (green - soil) * cover) * light
    }
  }

  /// What a unit slope takes from the light: ground that rises towards the sun is turned away from it.
  private var relief: (columns: Float, rows: Float) {
    let strength = Float(min(sun.cotangent, 4)) * SimulationRanges.reliefSlope
    return (strength * Float(sun.columns), strength * Float(sun.rows))
  }

  /// Darkening by water in the soil, uneven over the picture.
  private var wetness: [Float] {
    guard scene.light.moisture > 0 else { return Array(repeating: 0, count: grid.count) }
    var generator = SeededGenerator(seed: plant.options.seed, stream: Stream.sceneFields.of(scene.index))
    let strength = Float(scene.light.moisture)
    return FractalNoise(seed: generator.next(), wavelength: 300, octaves: 3)
      .field(columns: grid.columns, rows: grid.rows)
      .map { strength * min(1.4, max(0.1, 1 + 0.4 * $0)) }
  }

  private mutating func paintEarthworks() {
    let events = plant.events
    if scene.date >= events.patchCleared { paintFreshGround(plant.layout.cleared, since: events.patchCleared, salt: 7) }
    guard scene.date >= events.worksBegin else { return }
    paintFreshGround(plant.layout.works, since: events.worksBegin, salt: 13)
    let span = events.roofClosed.days(since: events.worksBegin)
    let share = scene.date.days(since: events.worksBegin) / max(span, 1)
    for pile in plant.layout.piles where share >= pile.from && share < pile.to {
      paint(pile.box.corners, pile.spectrum, texture: 0.06)
    }
    if let phases = plant.phases {
      paintPhases(phases)
    } else if roofing > 0 && roofing < 1 {
      // Where there is no roof yet, the steel frame is seen with the floor between.
      let frame = Surfaces.steelFrame * 0.6 + plant.layout.freshSoil * 0.4
      paint(plant.layout.newHall.outline, frame, texture: 0.15)
    }
  }

  /// The frame as far as it stands, and the ground of what is gone.
  private mutating func paintPhases(_ phases: PlantPhases) {
    if scene.date >= phases.constructionBegins, roofing < 1 {
      let days = max(1e-6, phases.roofingBegins.days(since: phases.constructionBegins))
      let share = min(1, scene.date.days(since: phases.constructionBegins) / days)
      var frame = plant.layout.newHall.box
      frame.centre = frame.point(along: (share - 1) * frame.length / 2, across: 0)
      frame.length *= share
      let cover = SimulationRanges.frameCover
      let steel = Surfaces.steelFrame * cover + plant.layout.freshSoil * (1 - cover)
      paint(share < 1 ? frame.corners : plant.layout.newHall.outline, steel, texture: 0.15)
    }
    for turn in phases.turns where turn.date <= scene.date && turn.fate == .removed {
      let hall = turn.hall.map { plant.layout.halls[$0] } ?? plant.layout.newHall
      paintFreshGround(hall.outline, since: turn.date, salt: 21 + UInt64(turn.hall ?? 9))
    }
  }

  /// Disturbed ground: bright and rough at first, changing as work goes on, then slowly weathering.
  private mutating func paintFreshGround(_ outline: [PixelPoint], since begin: Timestamp, salt: UInt64) {
    let days = scene.date.days(since: begin)
    var generator = SeededGenerator(seed: plant.options.seed, stream: Stream.materials.of(Int(salt) + Int(days / 30)))
    let tone = Float(generator.uniform(SimulationRanges.worksToneDrift))
    let texture = ground.texture
    let slopeColumn = relief.columns * 1.8
    let slopeRow = relief.rows * 1.8
    let freshness = Float(max(0.7, 1 - 0.3 * days / SolarPosition.daysInYear))
    let wet = 1 - Float(scene.light.moisture)
    for (index, fraction) in covered(outline) {
      let tilt = ground.slopeColumn[index] * slopeColumn + ground.slopeRow[index] * slopeRow
      let fresh = plant.layout.freshSoil * (tone * wet * max(0.3, 1 + 0.07 * texture[index] - tilt))
      cells[index] += (fresh - cells[index]) * (fraction * freshness)
    }
  }

  private mutating func paintParked() {
    let seed = plant.options.seed
    for (index, spot) in plant.layout.spots.enumerated() {
      // A container keeps its epoch, a vehicle its day; both are known without looking at other scenes.
      let days = scene.date.days(since: plant.options.start)
      let epoch = spot.isContainer ? Int(days / SimulationRanges.containerEpochDays) : 500 + scene.index
      var generator = SeededGenerator(seed: seed, stream: Stream.parking.of(index * 10_000 + epoch))
      guard generator.uniform() < plant.layout.occupancy else { continue }
      let tone = Float(generator.uniform(SimulationRanges.vehicleReflectance))
      let tint = Spectrum(
        Float(generator.uniform(0.8...1.2)), Float(generator.uniform(0.8...1.2)), Float(generator.uniform(0.8...1.2)), 1
      )
      paint(spot.box.corners, tint * tone, texture: 0)
    }
  }
}

// MARK: Things that stand

extension SurfacePainter {
  /// Takes the direct light from the ground that standing things keep from the sun.
  private mutating func paintShadows(of halls: [Hall]) {
    let gsd = plant.options.gsd
    let swept = halls.flatMap { hall in
      let way = shadow(ofHeight: hall.height)
      return hall.parts.map { part in
        let top = PolygonMath.translated(part.corners, columns: way.columns, rows: way.rows)
        return PolygonMath.convexHull(part.corners + top)
      }
    }
    shade(swept, opacity: 1)
    guard hasCrane, let crane = plant.layout.crane else { return }
    // The beam hangs in the air: its shadow lies apart, at the full length.
    let way = sun.shadow(ofHeight: crane.height, gsd: gsd)
    shade(
      [PolygonMath.translated(crane.box.corners, columns: way.columns, rows: way.rows)],
      opacity: SimulationRanges.craneOpacity)
  }

  private mutating func shade(_ rings: [[PixelPoint]], opacity: Float) {
    let direct = (Spectrum(repeating: 1) - SimulationRanges.diffuseShare) * opacity
    for (index, fraction) in covered(rings) { cells[index] *= Spectrum(repeating: 1) - direct * fraction }
  }

  /// Shorter on ground that rises along it, longer on ground that falls.
  private func shadow(ofHeight height: Double) -> (columns: Double, rows: Double) {
    let way = sun.shadow(ofHeight: height, gsd: plant.options.gsd)
    let rise = -(plant.layout.riseInColumns * sun.columns + plant.layout.riseInRows * sun.rows)
    let share = 1 / max(0.2, 1 + rise * sun.cotangent)
    return (way.columns * share, way.rows * share)
  }

  private mutating func paintRakes(on rail: RailSpur) {
    let rakes = RailTraffic(plant.options, scenes: plant.scenes).rakes(of: scene.index, on: rail)
    let gsd = plant.options.gsd
    for rake in rakes {
      let corners = rail.box(from: rake.from, to: rake.to, width: rail.carWidth).corners
      let way = sun.shadow(ofHeight: rake.height, gsd: gsd)
      let top = PolygonMath.translated(corners, columns: way.columns, rows: way.rows)
      shade([PolygonMath.convexHull(corners + top)], opacity: 1)
    }
    for car in rakes.flatMap(\.cars) {
      paint(rail.box(from: car.from, to: car.to, width: rail.carWidth).corners, car.body, texture: 0)
      guard let load = car.load else { continue }
      let rim = SimulationRanges.railCarRim / gsd
      paint(
        rail.box(from: car.from + rim, to: car.to - rim, width: rail.carWidth - 2 * rim).corners, load, texture: 0.05)
    }
  }

  private mutating func paint(_ hall: Hall) {
    let lean = hall.height / SimulationRanges.tallestRoof
    let view = scene.view.lean(ofHeight: hall.height, gsd: plant.options.gsd)
    let (columns, rows) = (
      scene.geometry.leanInColumns * lean + view.columns, scene.geometry.leanInRows * lean + view.rows
    )
    let roofs = hall.parts.map { part in
      var roof = part
      roof.centre.column += columns
      roof.centre.row += rows
      return roof
    }
    guard plant.options.scenery.isHalls else {
      for roof in roofs { paint(roof, hall.roof) }
      return
    }
    paintWalls(of: hall, leaningBy: (columns, rows))
    var generator = SeededGenerator(seed: plant.options.seed, stream: Stream.walls.of(1 + Int(hall.box.centre.row * 8)))
    let rim = generator.uniform(SimulationRanges.rimWidth) / plant.options.gsd
    let tone = Float(generator.uniform(SimulationRanges.rimTone))
    for roof in roofs { paint(roof.corners, hall.roof.spectrum * tone, texture: 0) }
    for roof in roofs { paint(roof.inflated(by: -rim), hall.roof) }
  }

  /// Walls that face the satellite, in the sun or in their own shade.
  private mutating func paintWalls(of hall: Hall, leaningBy lean: (columns: Double, rows: Double)) {
    var generator = SeededGenerator(
      seed: plant.options.seed, stream: Stream.walls.of(Int(hall.box.centre.column * 8)))
    let tone = Float(generator.uniform(SimulationRanges.wallTone))
    let ring = hall.outline
    let sign = PolygonMath.signedArea(ring) > 0 ? 1.0 : -1.0
    for index in ring.indices {
      let (a, b) = (ring[index], ring[(index + 1) % ring.count])
      let normal = (columns: sign * (b.row - a.row), rows: -sign * (b.column - a.column))
      let length = max(1e-9, hypot(normal.columns, normal.rows))
      guard normal.columns * lean.columns + normal.rows * lean.rows < 0 else { continue }
      // Sunlight on a wall over that on level ground, by the angle between its face and the sun's direction.
      let facing = (normal.columns * sun.columns + normal.rows * sun.rows) / length
      let direct = Float(min(1.2, max(0, facing) * sun.cotangent))
      let light = SimulationRanges.diffuseShare + (Spectrum(repeating: 1) - SimulationRanges.diffuseShare) * direct
      let top = [b, a].map { PixelPoint(column: $0.column + lean.columns, row: $0.row + lean.rows) }
      for (cell, fraction) in covered([[a, b] + top]) {
        cells[cell] += (hall.roof.spectrum * light * tone - cells[cell]) * fraction
      }
    }
  }

  private mutating func paint(_ box: RotatedBox, _ roof: Roof) {
    let (alongColumn, alongRow) = (cos(box.angle), sin(box.angle))
    // The slope on the side of positive across faces this way; the other slope faces away from it.
    let facing = (sun.rows * alongColumn - sun.columns * alongRow) * sun.cotangent * sin(roof.pitch)
    let flat = cos(roof.pitch)
    let ribs = 2 * Double.pi / roof.ribPeriodInPixels
    let columns = grid.columns
    for (index, fraction) in covered(box.corners) {
      let column = FineGrid.pixel(ofCell: index % columns) - box.centre.column
      let row = FineGrid.pixel(ofCell: index / columns) - box.centre.row
      let along = column * alongColumn + row * alongRow
      let across = row * alongColumn - column * alongRow
      // The ridge is a cell wide, not a step.
      let side = min(1, max(-1, across * 4))
      let light = Float(max(0.15, flat + side * facing) * (1 + roof.ribContrast * sin(along * ribs)))
      let patch = 1 + SimulationRanges.roofPatchiness * ground.texture[index]
      cells[index] += (roof.spectrum * (light * patch) - cells[index]) * fraction
    }
  }

  mutating func paint(_ ring: [PixelPoint], _ spectrum: Spectrum, texture: Float) {
    for (index, fraction) in covered(ring) {
      cells[index] += (spectrum * max(0.1, 1 + texture * ground.texture[index]) - cells[index]) * fraction
    }
  }

  func covered(_ ring: [PixelPoint]) -> [(index: Int, fraction: Float)] { covered([ring]) }

  /// Touched cells of the grid and the covered part of each.
  private func covered(_ rings: [[PixelPoint]]) -> [(index: Int, fraction: Float)] {
    Coverage(of: rings, on: grid).cells(on: grid)
  }
}
