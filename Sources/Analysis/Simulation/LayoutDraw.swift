import Foundation
import Rasters
import Statistics

/// Draws a layout: large things first, each where nothing stands yet.
struct LayoutDraw {
  let options: PlantOptions
  /// The noise of a pixel of given reflectance, from which the crane's contrast is made.
  let noise: (Spectrum) -> Spectrum
  var generator: SeededGenerator
  /// Its own, so that a plant without a spur is drawn as it always was.
  private var railGenerator: SeededGenerator
  private var taken: [RotatedBox] = []
  var orientation = 0.0
  let soil: Spectrum
  let freshSoil: Spectrum

  init(_ options: PlantOptions, noise: @escaping (Spectrum) -> Spectrum) {
    self.options = options
    self.noise = noise
    generator = SeededGenerator(seed: options.seed, stream: Stream.layout.rawValue)
    railGenerator = SeededGenerator(seed: options.seed, stream: Stream.rail.rawValue)
    soil = Surfaces.soil * Float(generator.uniform(SimulationRanges.soilBrightness))
    let isDark = generator.uniform() < SimulationRanges.darkWorksShare
    let tones = isDark ? SimulationRanges.darkWorksTone : SimulationRanges.worksTone
    freshSoil = soil * Float(generator.uniform(tones))
  }

  /// Tries whole layouts, each a little smaller than the last, until one fits.
  mutating func layout() -> PlantLayout {
    for attempt in 0..<400 {
      if let layout = attemptLayout(scale: pow(0.985, Double(attempt))) { return layout }
    }
    preconditionFailure("no layout of seed \(options.seed) fits \(options.columns) × \(options.rows) pixels")
  }

  private mutating func attemptLayout(scale: Double) -> PlantLayout? {
    taken = []
    orientation = generator.uniform(SimulationRanges.orientationDegrees) * .pi / 180
    if case .halls(let size) = options.scenery { return attemptHalls(size, scale: scale) }
    let roads = drawRoads()
    let rail = options.railSpur ? placeRail() : nil
    guard let first = placeHall(SimulationRanges.firstHallLength, SimulationRanges.firstHallWidth, scale: scale),
      let (newHall, works) = placeNewHall(comparedWith: first),
      let second = placeHall(SimulationRanges.hallLength, SimulationRanges.hallWidth, scale: scale),
      let crane = placeCrane(), let cleared = placeCleared(scale: scale)
    else { return nil }
    var halls = [first, second]
    let wanted = generator.integer(SimulationRanges.standingHalls)
    for _ in 2..<wanted {
      guard let hall = placeHall(SimulationRanges.hallLength, SimulationRanges.hallWidth, scale: scale) else {
        continue
      }
      halls.append(hall)
    }
    guard halls.count >= SimulationRanges.standingHalls.lowerBound else { return nil }
    return finish(halls, newHall, works, cleared, crane, roads, rail)
  }

  private mutating func finish(
    _ halls: [Hall], _ newHall: Hall, _ works: RotatedBox, _ cleared: RotatedBox, _ crane: Crane,
    _ roads: [PlantLayout.Patch], _ rail: RailSpur?
  ) -> PlantLayout {
    let yards = halls.map { hall in
      let margin = generator.uniform(SimulationRanges.yardMarginInPixels)
      return drawYard(hall.box.inflated(by: margin))
    }
    let pad = PlantLayout.Patch(outline: crane.pad.corners, spectrum: crane.padSpectrum, roughness: 0.12)
    let blocked = halls.map(\.box) + [works, cleared, crane.pad] + (rail.map { [$0.bed] } ?? [])
    var layout = PlantLayout(
      soil: soil, freshSoil: freshSoil, halls: halls, newHall: newHall, works: drawIrregular(around: works),
      cleared: drawIrregular(around: cleared),
      crane: crane, patches: drawFields() + yards + [pad] + roads + (rail?.patches ?? []),
      spots: drawSpots(near: halls, avoiding: blocked),
      occupancy: generator.uniform(SimulationRanges.parkingOccupancy),
      piles: drawPiles(in: works, avoiding: newHall.box), sketches: drawSketches(of: halls), rail: rail)
    if options.extras { addExtras(to: &layout) }
    return layout
  }
}

// MARK: Placing

extension LayoutDraw {
  /// Keeps others off `box`.
  mutating func reserve(_ box: RotatedBox) { taken.append(box) }

  /// A free place for `box`, whose centre is ignored; takes it with `spacing` around. `nil` after 200 tries.
  mutating func place(_ box: RotatedBox, spacing: Double) -> RotatedBox? {
    let margin = SimulationRanges.siteMarginInPixels + SimulationRanges.siteClearanceInPixels
    let columns = margin...(Double(options.columns) - margin)
    let rows = margin...(Double(options.rows) - margin)
    for _ in 0..<200 {
      var trial = box
      trial.centre = PixelPoint(column: generator.uniform(columns), row: generator.uniform(rows))
      let isInside = trial.corners.allSatisfy { columns.contains($0.column) && rows.contains($0.row) }
      let wide = trial.inflated(by: spacing)
      guard isInside, !taken.contains(where: { $0.overlaps(wide) }) else { continue }
      taken.append(trial)
      return trial
    }
    return nil
  }

  mutating func drawAngle() -> Double {
    let skew = generator.uniform(SimulationRanges.hallSkewDegrees) * .pi / 180
    return orientation + skew + (generator.uniform() < 0.5 ? .pi / 2 : 0)
  }

  private mutating func placeHall(_ length: ClosedRange<Double>, _ width: ClosedRange<Double>, scale: Double) -> Hall? {
    let longest = SimulationRanges.longestHallShare * Double(min(options.columns, options.rows))
    let fit = min(1, longest / (length.upperBound / options.gsd)) * scale
    let long = generator.uniform(length) / options.gsd * fit
    let across = min(generator.uniform(width) / options.gsd * fit, long * 0.8)
    let free = RotatedBox(
      centre: PixelPoint(column: 0, row: 0), angle: drawAngle(), length: long, width: max(across, 4))
    guard let box = place(free, spacing: SimulationRanges.hallSpacingInPixels) else { return nil }
    let isL = generator.uniform() < SimulationRanges.lShapeShare
    return Hall(
      box: box, notch: isL ? drawNotch() : nil, height: generator.uniform(SimulationRanges.hallHeight),
      roof: drawRoof(Surfaces.roofs[generator.integer(0...Surfaces.roofs.count - 1)]))
  }

  mutating func drawNotch() -> Hall.Notch {
    Hall.Notch(
      along: generator.uniform(SimulationRanges.notchShare), across: generator.uniform(SimulationRanges.notchShare))
  }

  mutating func drawRoof(_ spectrum: Spectrum) -> Roof {
    Roof(
      spectrum: spectrum * Float(generator.uniform(0.88...1.12)),
      pitch: generator.uniform(SimulationRanges.roofPitchDegrees) * .pi / 180,
      ribPeriodInPixels: generator.uniform(SimulationRanges.ribPeriodInPixels),
      ribContrast: generator.uniform(SimulationRanges.ribContrast))
  }

  /// The new hall in the middle of its works, of an area that is a drawn share of `reference`.
  private mutating func placeNewHall(comparedWith reference: Hall) -> (Hall, works: RotatedBox)? {
    let share = SimulationRanges.newHallRatio
    var ratio = share.mean + generator.normal() * share.sigma
    // Drawn again rather than clamped, which would pile plants up at the range's ends.
    while !share.range.contains(ratio) { ratio = share.mean + generator.normal() * share.sigma }
    let notch = generator.uniform() < SimulationRanges.lShapeShare ? drawNotch() : nil
    let area = ratio * reference.areaInPixels
    let full = area / (1 - (notch.map { $0.along * $0.across } ?? 0))
    let aspect = generator.uniform(SimulationRanges.newHallAspect)
    let empty = RotatedBox(
      centre: PixelPoint(column: 0, row: 0), angle: drawAngle(), length: (full * aspect).squareRoot(),
      width: (full / aspect).squareRoot())
    let roof = drawRoof(drawVisibleRoof())
    var hall = Hall(box: empty, notch: notch, height: generator.uniform(SimulationRanges.hallHeight), roof: roof)
    if let size = options.newHall {
      hall.notch = nil
      hall.box.length = size.length / options.gsd
      hall.box.width = size.width / options.gsd
    } else if hall.leastAcrossInPixels < SimulationRanges.newHallLeastAcrossInPixels {
      // A square wastes no width; an L whose arms stay too thin becomes a rectangle.
      let side = area.squareRoot()
      guard side >= SimulationRanges.newHallLeastAcrossInPixels else { return nil }
      hall.notch = nil
      hall.box.length = side
      hall.box.width = side
    }
    // A long hall needs more room, or its corners would stand outside the irregular outline.
    let margin = max(generator.uniform(SimulationRanges.worksMarginInPixels) + 3, hall.box.length / 4)
    guard let works = place(hall.box.inflated(by: margin), spacing: 4) else { return nil }
    hall.box.centre = works.centre
    return (hall, works)
  }

  private mutating func drawVisibleRoof() -> Spectrum {
    let visible = Surfaces.roofs.filter { roof in
      let difference = roof - freshSoil
      return max(difference.max(), -difference.min()) >= SimulationRanges.leastRoofContrast
    }
    return visible[generator.integer(0...visible.count - 1)]
  }

  /// A spur along or across the roads, whole inside the site; other things keep off it, roads do not.
  private mutating func placeRail() -> RailSpur {
    let rail = RailSpur(options, orientation: orientation, drawing: &railGenerator)
    reserve(rail.bed)
    return rail
  }

  private mutating func placeCleared(scale: Double) -> RotatedBox? {
    let length = generator.uniform(SimulationRanges.clearedLength) / options.gsd * scale
    let width = min(length, generator.uniform(SimulationRanges.clearedWidth) / options.gsd * scale)
    let box = RotatedBox(
      centre: PixelPoint(column: 0, row: 0), angle: generator.uniform(0...Double.pi), length: max(length, 8),
      width: max(width, 6))
    return place(box, spacing: 5)
  }

  private mutating func placeCrane() -> Crane? {
    let length = generator.uniform(SimulationRanges.craneLengthInPixels)
    let widest = min(SimulationRanges.craneWidthInPixels.upperBound, length * 0.6)
    let least = max(SimulationRanges.craneWidthInPixels.lowerBound, SimulationRanges.craneLeastAreaInPixels / length)
    let width = generator.uniform(least...max(least, widest))
    let bare = RotatedBox(
      centre: PixelPoint(column: 0, row: 0), angle: drawAngle() + generator.uniform(-0.2...0.2), length: length,
      width: width)
    let margin = SimulationRanges.cranePadMarginInPixels
    guard let pad = place(bare.inflated(by: margin), spacing: SimulationRanges.craneSpacingInPixels - margin) else {
      return nil
    }
    var box = bare
    box.centre = pad.centre
    let mix = Float(generator.uniform())
    let ground = Surfaces.asphalt * (1 - mix) + Surfaces.concrete * mix
    let range = SimulationRanges.craneContrast
    let wanted = range.lowerBound * pow(range.upperBound / range.lowerBound, generator.uniform())
    let isBright = generator.uniform() < 0.6
    return CraneContrast(noise: noise(ground), kept: CraneContrast.kept(of: box)).crane(
      box, pad: pad, on: ground, height: generator.uniform(SimulationRanges.craneHeight), wanted: Float(wanted),
      isBright: isBright)
  }
}
