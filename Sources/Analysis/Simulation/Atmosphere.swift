import Foundation
import Statistics

/// Haze, clouds and their shadows, and light that varies over the picture, on the scene's own pixels.
struct Atmosphere {
  let options: PlantOptions
  let scene: SimulatedScene

  func apply(to picture: inout [Spectrum]) {
    var generator = SeededGenerator(seed: options.seed, stream: Stream.sceneFields.of(scene.index))
    _ = generator.next()  // the first belongs to the water in the soil
    let seeds = (generator.next(), generator.next())
    let light = scene.light
    let side = Double(max(options.columns, options.rows))
    let shading = field(FractalNoise(seed: seeds.0, wavelength: side * 0.7, octaves: 2))
    for index in picture.indices { picture[index] *= 1 + SimulationRanges.shadingSigma * shading[index] }
    if scene.cloudFraction > 0 { shadeByClouds(&picture) }
    if scene.hazeDepth > 0 {
      let haze = field(FractalNoise(seed: seeds.1, wavelength: side * 0.6, octaves: 3, persistence: 0.4))
      let depth = Float(scene.hazeDepth)
      for index in picture.indices {
        let share = depth * min(2, max(0, 1 + 0.45 * haze[index]))
        picture[index] += (SimulationRanges.airlight - picture[index]) * share
      }
    }
    for index in picture.indices { picture[index] = picture[index] * light.gain + light.path }
    if scene.cloudFraction > 0 { coverByClouds(&picture) }
  }

  private func field(_ noise: FractalNoise) -> [Float] { noise.field(columns: options.columns, rows: options.rows) }

  var clouds: FractalNoise {
    var generator = SeededGenerator(seed: options.seed, stream: Stream.sceneClouds.of(scene.index))
    return FractalNoise(
      seed: generator.next(), wavelength: scene.light.cloudWavelengthInPixels, octaves: 6, persistence: 0.5)
  }

  /// Level of the cloud field above which just the scene's fraction of pixels lies.
  func threshold(_ field: [Float]) -> Float {
    let sorted = field.sorted(by: >)
    let count = Int((scene.cloudFraction * Double(field.count)).rounded())
    guard count > 0 else { return .greatestFiniteMagnitude }
    guard count < sorted.count else { return sorted[sorted.count - 1] - Float(scene.light.cloudSoftness) }
    return (sorted[count - 1] + sorted[count]) / 2
  }

  /// Opacity 0–1 of a cloud field; over ½ exactly where the field is above the threshold.
  func opacity(_ value: Float, threshold: Float) -> Float {
    let part = min(1, max(0, 0.5 + (value - threshold) / (2 * Float(scene.light.cloudSoftness))))
    return part * part * (3 - 2 * part)
  }

  private func coverByClouds(_ picture: inout [Spectrum]) {
    let values = field(clouds)
    let level = threshold(values)
    for index in picture.indices {
      let brightness = 1 + 0.07 * max(-2, min(2, values[index] - level))
      let cloud = SimulationRanges.cloudReflectance * scene.light.gain * brightness
      picture[index] += (cloud - picture[index]) * opacity(values[index], threshold: level)
    }
  }

  /// Opacity of the clouds over each pixel; all 0 in a scene without clouds.
  func cloudOpacity() -> [Float] {
    let values = field(clouds)
    guard scene.cloudFraction > 0 else { return values.map { _ in 0 } }
    let level = threshold(values)
    return values.map { opacity($0, threshold: level) }
  }

  /// A shadow is the same field, seen from where the sun's ray to the ground met the cloud.
  private func shadeByClouds(_ picture: inout [Spectrum]) {
    let level = threshold(field(clouds))
    let way = SunVector(scene).shadow(ofHeight: scene.light.cloudHeight, gsd: options.gsd)
    let values = clouds.field(
      columns: options.columns, rows: options.rows, originColumn: -way.columns, originRow: -way.rows)
    let direct = (Spectrum(repeating: 1) - SimulationRanges.diffuseShare) * SimulationRanges.cloudShadowDepth
    for index in picture.indices {
      picture[index] *= Spectrum(repeating: 1) - direct * opacity(values[index], threshold: level)
    }
  }
}
