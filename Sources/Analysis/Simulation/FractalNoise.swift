/// Value noise summed over octaves, with mean near 0 and standard deviation near 1.
///
/// The lattice is a hash of its coordinates, so that a field can be continued anywhere: a cloud and its shadow are two
/// windows of one field.
///
/// Between the points of its finest lattice nothing varies but by interpolation: ground made of it looks, in its spectrum,
/// like ground enlarged from pixels of that lattice, as real ground does not (Docs/Design/0007).
struct FractalNoise: Sendable {
  let seed: UInt64
  /// Size of the largest lattice, in samples.
  let wavelength: Double
  let octaves: Int
  /// Amplitude of an octave over that of the one before.
  var persistence: Float = 0.55

  /// Standard deviation of one octave of amplitude 1: uniform values (1/3) through the smooth step in two directions.
  private static let octaveSigma: Float = 0.4289

  /// Row-major samples of the window whose first sample lies at (`originColumn`, `originRow`).
  func field(columns: Int, rows: Int, originColumn: Double = 0, originRow: Double = 0) -> [Float] {
    var field = [Float](repeating: 0, count: columns * rows)
    var amplitude: Float = 1
    var power: Float = 0
    for _ in 0..<octaves {
      power += amplitude * amplitude
      amplitude *= persistence
    }
    amplitude = 1 / (power.squareRoot() * FractalNoise.octaveSigma)
    var cell = wavelength
    for octave in 0..<octaves {
      let salt = seed &+ UInt64(octave) &* 0x9E37_79B9_7F4A_7C15
      let across = Axis(count: columns, origin: originColumn, cell: cell)
      let down = Axis(count: rows, origin: originRow, cell: cell)
      FractalNoise.add(across, down, amplitude: amplitude, salt: salt, to: &field)
      amplitude *= persistence
      cell /= 2
    }
    return field
  }

  /// Lattice steps and smooth weights of each sample along one direction.
  private struct Axis {
    let first: Int
    var steps: [Int] = []
    var weights: [Float] = []

    init(count: Int, origin: Double, cell: Double) {
      first = Int((origin / cell).rounded(.down))
      steps.reserveCapacity(count)
      weights.reserveCapacity(count)
      for index in 0..<count {
        let position = (origin + Double(index)) / cell
        let step = position.rounded(.down)
        let part = Float(position - step)
        steps.append(Int(step) - first)
        weights.append(part * part * (3 - 2 * part))
      }
    }

    var latticeCount: Int { (steps.last ?? 0) + 2 }
  }

  private static func add(_ across: Axis, _ down: Axis, amplitude: Float, salt: UInt64, to field: inout [Float]) {
    let columns = across.steps.count
    let count = across.latticeCount
    var upper = lattice(row: down.first, from: across.first, count: count, salt: salt)
    var lower = lattice(row: down.first + 1, from: across.first, count: count, salt: salt)
    var current = 0
    var mixed = [Float](repeating: 0, count: count)
    for row in 0..<down.steps.count {
      while current < down.steps[row] {
        current += 1
        upper = lower
        lower = lattice(row: down.first + current + 1, from: across.first, count: count, salt: salt)
      }
      let weight = down.weights[row]
      for index in 0..<count { mixed[index] = amplitude * (upper[index] + (lower[index] - upper[index]) * weight) }
      let start = row * columns
      for column in 0..<columns {
        let step = across.steps[column]
        let left = mixed[step]
        field[start + column] += left + (mixed[step + 1] - left) * across.weights[column]
      }
    }
  }

  /// Uniform values in −1 ..< 1.
  private static func lattice(row: Int, from first: Int, count: Int, salt: UInt64) -> [Float] {
    let rowPart = UInt64(bitPattern: Int64(row)) &* 0xC2B2_AE3D_27D4_EB4F
    return (0..<count).map { index in
      var mixed = salt ^ rowPart ^ (UInt64(bitPattern: Int64(first + index)) &* 0x1656_67B1_9E37_79F9)
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      mixed ^= mixed >> 31
      return Float(mixed >> 40) * 0x1p-23 - 1
    }
  }
}
