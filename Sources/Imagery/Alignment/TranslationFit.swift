import Foundation
import Kernels
import Rasters
import Statistics

/// One plane of a picture on the stack's grid, as alignment sees it.
package struct AlignmentPlane: Sendable {
  package let columns: Int
  package let rows: Int
  package let samples: [Float]
  package let valid: [Bool]

  package init(columns: Int, rows: Int, samples: [Float], valid: [Bool]) {
    precondition(
      samples.count == columns * rows && valid.count == samples.count, "plane does not fill \(columns) × \(rows)")
    self.columns = columns
    self.rows = rows
    self.samples = samples
    self.valid = valid
  }
}

/// The translation between a reference and other pictures of the same ground: first of the whole, then of many tiles,
/// of which the majority that agrees counts. Cloud, haze and change make single tiles wrong, never the answer.
package struct TranslationFit: Sendable {
  /// Tiles tried at most: enough for a median, few enough that a long series stays quick.
  package static let maximumTiles = 24
  /// Share of the tiles tried that must agree within `agreement` pixels.
  package static let minimumShare = 0.3
  package static let agreement = 0.5
  /// Peaks lower than this are noise: two unrelated tiles rarely reach it.
  package static let minimumQuality = 0.15

  /// Readings after the first, and the step, in pixels, below which no further one is made.
  static let maximumRereadings = 4
  static let settled = 0.03

  private let reference: AlignmentPlane
  private let coarse: PhaseCorrelation
  private let fine: PhaseCorrelation
  private let coarseSpectrum: PhaseCorrelation.Spectrum
  private let coarseFactor: Int
  private let tiles: [(column: Int, row: Int, spectrum: PhaseCorrelation.Spectrum)]

  package init(reference: AlignmentPlane) {
    self.reference = reference
    // What the picture covers decides, not the grid around it.
    let shorter = Int(Double(reference.valid.reduce(0) { $0 + ($1 ? 1 : 0) }).squareRoot())
    fine = PhaseCorrelation(size: shorter >= 384 ? 128 : shorter >= 128 ? 64 : shorter >= 48 ? 32 : 16)
    coarse = PhaseCorrelation(size: 256)
    coarseFactor = max(1, (max(reference.columns, reference.rows) + 255) / 256)
    coarseSpectrum = coarse.spectrum(of: Self.thumbnail(reference, factor: coarseFactor))
    let fine = self.fine
    tiles = Self.tilePlaces(reference, size: fine.size).compactMap { column, row in
      Self.tile(reference, column: column, row: row, size: fine.size).map { (column, row, fine.spectrum(of: $0)) }
    }
  }

  /// - Throws: `AlignmentFailure` where too few tiles hold structure, or too few agree.
  package func fit(_ moving: AlignmentPlane) throws(AlignmentFailure) -> FittedTranslation {
    precondition(moving.columns == reference.columns && moving.rows == reference.rows, "planes differ in shape")
    guard tiles.count >= 4 else {
      throw AlignmentFailure(reason: "the reference holds only \(tiles.count) tiles with structure; 4 are needed")
    }
    let whole = coarse.peak(
      reference: coarseSpectrum, moving: coarse.spectrum(of: Self.thumbnail(moving, factor: coarseFactor)))
    var guesses = [PictureShift(rows: 0, columns: 0)]
    if let whole {
      let rows = (whole.shift.rows * Double(coarseFactor)).rounded()
      let columns = (whole.shift.columns * Double(coarseFactor)).rounded()
      if rows != 0 || columns != 0 { guesses.append(PictureShift(rows: rows, columns: columns)) }
    }
    // The coarse peak may sit on a bank of haze; content that did not move at all is tried beside it.
    let results = guesses.map { consensus(moving, around: $0) }
    guard var best = results.max(by: { $0.agreeing < $1.agreeing }), best.tried >= 4 else {
      throw AlignmentFailure(reason: "too few tiles of this scene hold clear ground")
    }
    guard best.agreeing >= 4, Double(best.agreeing) >= Self.minimumShare * Double(best.tried) else {
      throw AlignmentFailure(
        reason: "only \(best.agreeing) of \(best.tried) tie points agree within \(Self.agreement) pixels")
    }
    // A taper that stays in its place pulls every shift towards zero, by a tenth and more. Read again where the content
    // was found, the rest is small, and a tenth of it nothing.
    for _ in 0..<Self.maximumRereadings {
      let next = consensus(moving, around: best.shift)
      guard next.agreeing >= 4, Double(next.agreeing) >= Self.minimumShare * Double(next.tried) else { break }
      let moved = hypot(next.shift.rows - best.shift.rows, next.shift.columns - best.shift.columns)
      best = next
      if moved < Self.settled { break }
    }
    return best
  }

  /// What the tiles say when the moving picture is read `guess` away from them.
  private func consensus(_ moving: AlignmentPlane, around guess: PictureShift) -> FittedTranslation {
    var peaks: [PhaseCorrelation.Peak] = []
    var tried = 0
    for (column, row, spectrum) in tiles {
      guard let tile = Self.tile(moving, column: column, row: row, size: fine.size, offset: guess) else { continue }
      tried += 1
      guard let peak = fine.peak(reference: spectrum, moving: fine.spectrum(of: tile)),
        peak.quality >= Self.minimumQuality
      else { continue }
      peaks.append(peak)
    }
    // The densest cluster, not the median: with half the tiles under cloud a median lies between clusters.
    var members: [PictureShift] = []
    for centre in peaks {
      let near = peaks.map(\.shift).filter {
        hypot($0.rows - centre.shift.rows, $0.columns - centre.shift.columns) <= Self.agreement
      }
      if near.count > members.count { members = near }
    }
    guard members.count >= 2, let rows = Quantiles.median(members.map(\.rows)),
      let columns = Quantiles.median(members.map(\.columns)),
      let rowScatter = Quantiles.robustDeviation(members.map(\.rows)),
      let columnScatter = Quantiles.robustDeviation(members.map(\.columns))
    else {
      return FittedTranslation(
        shift: PictureShift(rows: 0, columns: 0), ce90InPixels: .infinity, tried: tried, agreeing: 0)
    }
    // Tiles overlap by half, so about a quarter of them are independent; 1.2533 is the median's price over the mean.
    let scatter = ((rowScatter * rowScatter + columnScatter * columnScatter) / 2).squareRoot()
    let deviation = 1.2533 * max(scatter, 0.01) / max(1, Double(members.count) / 4).squareRoot()
    return FittedTranslation(
      shift: PictureShift(rows: rows + guess.rows, columns: columns + guess.columns),
      ce90InPixels: 2.1460 * deviation, tried: tried, agreeing: members.count)
  }

  /// Places of half-overlapping tiles, thinned evenly to those with most structure in their neighbourhood.
  private static func tilePlaces(_ plane: AlignmentPlane, size: Int) -> [(column: Int, row: Int)] {
    var places: [(column: Int, row: Int, structure: Double)] = []
    for row in stride(from: 0, through: plane.rows - size, by: size / 2) {
      for column in stride(from: 0, through: plane.columns - size, by: size / 2) {
        guard let tile = tile(plane, column: column, row: row, size: size) else { continue }
        var energy = 0.0
        for r in 1..<size {
          for c in 1..<size {
            let value = tile[r * size + c]
            let across = Double(value - tile[r * size + c - 1])
            let down = Double(value - tile[(r - 1) * size + c])
            energy += across * across + down * down
          }
        }
        if energy > 0 { places.append((column, row, energy)) }
      }
    }
    let best = places.enumerated().sorted { ($1.element.structure, $0.offset) < ($0.element.structure, $1.offset) }
    return best.prefix(maximumTiles).map { ($0.element.column, $0.element.row) }
  }

  /// Samples of a tile, its few invalid pixels set to the mean; `nil` where over a tenth is invalid or outside.
  /// - Parameter offset: added to every pixel's place; between pixels the samples are bilinear.
  private static func tile(
    _ plane: AlignmentPlane, column: Int, row: Int, size: Int, offset: PictureShift = PictureShift(rows: 0, columns: 0)
  ) -> [Float]? {
    let left = column + Int(offset.columns.rounded(.down))
    let top = row + Int(offset.rows.rounded(.down))
    let u = Float(offset.columns - offset.columns.rounded(.down))
    let v = Float(offset.rows - offset.rows.rounded(.down))
    let right = u > 0 ? 1 : 0
    let down = v > 0 ? plane.columns : 0
    guard left >= 0, top >= 0, left + size + right <= plane.columns, top + size + (v > 0 ? 1 : 0) <= plane.rows else {
      return nil
    }
    var tile = [Float](repeating: 0, count: size * size)
    var sum = 0.0
    var invalid: [Int] = []
    for r in 0..<size {
      for c in 0..<size {
        let index = (top + r) * plane.columns + left + c
        if plane.valid[index], plane.valid[index + right], plane.valid[index + down], plane.valid[index + down + right]
        {
          let above = plane.samples[index] * (1 - u) + plane.samples[index + right] * u
          let below = plane.samples[index + down] * (1 - u) + plane.samples[index + down + right] * u
          let value = above * (1 - v) + below * v
          tile[r * size + c] = value
          sum += Double(value)
        } else {
          invalid.append(r * size + c)
        }
      }
    }
    guard invalid.count * 10 <= size * size else { return nil }
    let mean = Float(sum / Double(size * size - invalid.count))
    for index in invalid { tile[index] = mean }
    return tile
  }

  /// The plane reduced by `factor`, centred in 256², its surroundings and gaps set to the mean.
  private static func thumbnail(_ plane: AlignmentPlane, factor: Int) -> [Float] {
    var sums = [Float](repeating: 0, count: 256 * 256)
    var counts = sums
    for row in 0..<min(plane.rows, 256 * factor) {
      for column in 0..<min(plane.columns, 256 * factor) where plane.valid[row * plane.columns + column] {
        let place = row / factor * 256 + column / factor
        sums[place] += plane.samples[row * plane.columns + column]
        counts[place] += 1
      }
    }
    let total = counts.reduce(0, +)
    let mean = total > 0 ? Float(sums.reduce(0.0) { $0 + Double($1) } / Double(total)) : 0
    return sums.indices.map { counts[$0] > 0 ? sums[$0] / counts[$0] : mean }
  }
}
