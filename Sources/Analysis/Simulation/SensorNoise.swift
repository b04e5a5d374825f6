import Foundation
import Statistics

/// Noise of the sensor and of the product's making: grows with the signal, leaks into neighbours, sits on blocks.
struct SensorNoise {
  let scene: SimulatedScene
  let seed: UInt64

  /// Standard deviation of the pixel's own noise at `reflectance`, without that of the blocks.
  static func sigma(at reflectance: Spectrum, scale: Float) -> Spectrum {
    let read = Float(SimulationRanges.readNoise * SimulationRanges.readNoise)
    let photon = Float(SimulationRanges.photonVariance)
    let variance = reflectance.clamped(lowerBound: Spectrum(), upperBound: Spectrum(repeating: 10)) * photon + read
    return variance.squareRoot() * scale
  }

  /// Total standard deviation of a pixel at `reflectance`, root mean square over the clear scenes: pixel, blocks and
  /// rounding to digital numbers.
  static func typicalSigma(at reflectance: Spectrum, in scenes: [SimulatedScene]) -> Spectrum {
    let clear = scenes.filter { $0.cloudFraction == 0 && $0.hazeDepth == 0 }
    let chosen = clear.isEmpty ? scenes : clear
    let rounding = 1 / (12 * SimulationRanges.digitalNumbersPerUnit * SimulationRanges.digitalNumbersPerUnit)
    let sum = chosen.reduce(Spectrum()) { sum, scene in
      let sigma = sigma(at: reflectance, scale: Float(scene.light.noiseScale))
      return sum + sigma * sigma * Float(1 + scene.light.blockNoise * scene.light.blockNoise)
    }
    return (sum / Float(chosen.count) + rounding).squareRoot()
  }

  /// Adds the scene's noise to a picture of `columns` × `rows`.
  func add(to picture: inout [Spectrum], columns: Int, rows: Int) {
    var generator = SeededGenerator(seed: seed, stream: Stream.sceneNoise.of(scene.index))
    let scale = Float(scene.light.noiseScale)
    let weight = Float(scene.light.noiseNeighbourWeight)
    // Three taps in each direction keep the variance at 1 after division by this.
    let norm = 1 / (1 + 2 * weight * weight)
    let blocks = blockOffsets(&generator, columns: columns, rows: rows)
    let blockColumns = (columns - 1) / SimulationRanges.blockSize + 1
    let width = columns + 2
    var lines = (0..<3).map { _ in [Spectrum](repeating: Spectrum(), count: width) }
    SensorNoise.draw(&generator, into: &lines[0])
    SensorNoise.draw(&generator, into: &lines[1])
    var vertical = lines[0]
    for row in 0..<rows {
      SensorNoise.draw(&generator, into: &lines[(row + 2) % 3])
      let (above, here, below) = (row % 3, (row + 1) % 3, (row + 2) % 3)
      for place in 0..<width {
        vertical[place] = lines[here][place] + (lines[above][place] + lines[below][place]) * weight
      }
      let blockRow = row / SimulationRanges.blockSize * blockColumns
      for column in 0..<columns {
        let noise = vertical[column + 1] + (vertical[column] + vertical[column + 2]) * weight
        let value = picture[row * columns + column]
        let unit = noise * norm + blocks[blockRow + column / SimulationRanges.blockSize]
        picture[row * columns + column] = value + unit * SensorNoise.sigma(at: value, scale: scale)
      }
    }
  }

  private func blockOffsets(_ generator: inout SeededGenerator, columns: Int, rows: Int) -> [Spectrum] {
    let size = SimulationRanges.blockSize
    let count = ((columns - 1) / size + 1) * ((rows - 1) / size + 1)
    var offsets = [Spectrum](repeating: Spectrum(), count: count)
    SensorNoise.draw(&generator, into: &offsets)
    let strength = Float(scene.light.blockNoise)
    return offsets.map { $0 * strength }
  }

  /// Standard normal values by Box and Muller; both of each pair are used, since this is the costliest loop.
  private static func draw(_ generator: inout SeededGenerator, into line: inout [Spectrum]) {
    for place in line.indices {
      let first = generator.next()
      let second = generator.next()
      line[place].lowHalf = pair(first)
      line[place].highHalf = pair(second)
    }
  }

  /// Two normal values from 64 random bits: 32 for the radius (out to 6.6 σ), 32 for the direction.
  private static func pair(_ bits: UInt64) -> SIMD2<Float> {
    let share = (Float(UInt32(truncatingIfNeeded: bits)) + 0.5) * 0x1p-32
    let radius = (-2 * log(max(share, 0x1p-33))).squareRoot()
    let turn = Float(UInt32(truncatingIfNeeded: bits >> 32) >> 8) * (2 * Float.pi * 0x1p-24)
    return SIMD2(radius * cos(turn), radius * sin(turn))
  }
}
