import Foundation
import Geodesy
import Quantities
import Statistics

/// Draws the calendar and each scene's conditions.
struct SceneDraw {
  let options: PlantOptions

  func scenes() -> [SimulatedScene] {
    let moments = moments()
    var season = SeededGenerator(seed: options.seed, stream: Stream.calendar.of(1))
    let seasons = Seasons(years: Int(options.years.rounded(.up)) + 1, drawing: &season)
    return moments.indices.map { scene($0, at: moments[$0], seasons) }
  }

  /// One overpass a date: evenly spaced days with jitter, all different.
  private func moments() -> [Timestamp] {
    var generator = SeededGenerator(seed: options.seed, stream: Stream.calendar.rawValue)
    let spacing = options.years * SolarPosition.daysInYear / Double(options.dates)
    let firstDay = Int(options.start.daysSince1970.rounded(.down))
    var lastDay = firstDay - 1
    return (0..<options.dates).map { index in
      let jitter = generator.uniform(SimulationRanges.dateJitter)
      lastDay = max(lastDay + 1, firstDay + Int((Double(index) + jitter) * spacing))
      let hour = generator.uniform(SimulationRanges.overpassHour) - options.centre.longitude / 15
      return Timestamp(secondsSince1970: lastDay * 86_400 + Int(hour * 3_600))
    }
  }

  private func scene(_ index: Int, at date: Timestamp, _ seasons: Seasons) -> SimulatedScene {
    var generator = SeededGenerator(seed: options.seed, stream: Stream.scenes.of(index))
    let sun = SolarPosition(at: date, place: options.centre)
    let shift = SceneDraw.shift(&generator)
    let half = Double(max(options.columns, options.rows)) / 2
    let turn = generator.uniform(SimulationRanges.distortionAtEdgeInPixels) / half
    let enlargement = generator.uniform(SimulationRanges.distortionAtEdgeInPixels) / half
    let isCloudy = generator.uniform() < SimulationRanges.cloudyShare
    let coverage = generator.uniform(SimulationRanges.cloudCoverage)
    let isHazy = generator.uniform() < SimulationRanges.hazyShare
    let depth = generator.uniform(SimulationRanges.hazeDepth)
    let geometry = geometry(&generator)
    return SimulatedScene(
      index: index, date: date, sunElevation: sun.elevation, sunAzimuth: sun.azimuth,
      shiftInRows: shift.rows, shiftInColumns: shift.columns, rotation: Radians(turn), enlargement: enlargement,
      cloudFraction: isCloudy && !isHalls ? roundedToPixels(coverage) : 0, hazeDepth: isHazy ? depth : 0,
      opticsSigmaInPixels: generator.uniform(SimulationRanges.opticsSigmaInPixels),
      hasNoDataCorner: geometry.cornerInColumns > 0,
      light: light(&generator, greenness: seasons.greenness(on: date, since: options.start)), geometry: geometry,
      view: view(index))
  }

  private var isHalls: Bool { options.scenery.isHalls }

  /// Plants are seen from above; what their roofs lean beyond that is part of the geometry.
  private func view(_ index: Int) -> SceneView {
    guard isHalls, let range = SimulationRanges.offNadirDegrees.first(where: { options.gsd <= $0.gsd })?.range else {
      return .nadir
    }
    var generator = SeededGenerator(seed: options.seed, stream: Stream.views.of(index))
    return SceneView(
      offNadir: generator.uniform(range) * .pi / 180, azimuth: generator.uniform(0...(2 * .pi)))
  }

  private func roundedToPixels(_ fraction: Double) -> Double {
    let count = Double(options.columns * options.rows)
    return (fraction * count).rounded() / count
  }

  private static func shift(_ generator: inout SeededGenerator) -> (rows: Double, columns: Double) {
    let rows = generator.normal() * SimulationRanges.shiftSigmaInPixels
    let columns = generator.normal() * SimulationRanges.shiftSigmaInPixels
    let isBad = generator.uniform() < SimulationRanges.badShiftShare
    let radius = generator.uniform(SimulationRanges.badShiftInPixels)
    let direction = generator.uniform(0...(2 * .pi))
    if isBad { return (radius * sin(direction), radius * cos(direction)) }
    let limit = SimulationRanges.badShiftInPixels.upperBound
    return (min(limit, max(-limit, rows)), min(limit, max(-limit, columns)))
  }

  private func light(_ generator: inout SeededGenerator, greenness: SIMD4<Float>) -> SceneLight {
    let gain = generator.uniform(SimulationRanges.gain)
    var gains = SIMD4<Float>()
    for band in 0..<4 { gains[band] = Float(gain * generator.uniform(SimulationRanges.bandGain)) }
    let path = SimulationRanges.pathReflectance * Float(generator.uniform(SimulationRanges.pathScale))
    let isMoist = generator.uniform() < SimulationRanges.moistSceneShare
    let darkening = generator.uniform(SimulationRanges.moistDarkening)
    return SceneLight(
      gain: gains, path: path, moisture: isMoist ? darkening : 0,
      noiseScale: generator.uniform(SimulationRanges.noiseScale),
      noiseNeighbourWeight: generator.uniform(SimulationRanges.noiseNeighbourWeight),
      blockNoise: generator.uniform(SimulationRanges.blockNoise),
      cloudWavelengthInPixels: generator.uniform(SimulationRanges.cloudWavelength) / options.gsd,
      cloudSoftness: generator.uniform(SimulationRanges.cloudSoftness),
      cloudHeight: generator.uniform(SimulationRanges.cloudHeight), greenness: greenness)
  }

  private func geometry(_ generator: inout SeededGenerator) -> SceneGeometry {
    let lean = generator.uniform(SimulationRanges.roofLeanInPixels)
    let direction = generator.uniform(0...(2 * .pi))
    let isCut = generator.uniform() < SimulationRanges.noDataShare && !isHalls
    let legs = (generator.uniform(SimulationRanges.noDataCorner), generator.uniform(SimulationRanges.noDataCorner))
    return SceneGeometry(
      leanInColumns: lean * cos(direction), leanInRows: lean * sin(direction),
      cornerInColumns: isCut ? legs.0 * Double(options.columns) : 0,
      cornerInRows: isCut ? legs.1 * Double(options.rows) : 0, corner: generator.integer(0...3))
  }
}
