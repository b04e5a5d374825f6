import Foundation
import Rasters

/// Where a whole picture may lie on the reference: both reduced to one transform's size, turned and scaled in steps
/// where that is asked for. It names candidates; tie points judge them.
/// - Source: [Foroosh2002] for the correlation. Turns and scales are tried one by one and not read from the spectrum's
///   logarithmic polar form: pictures of a few hundred pixels that overlap in part leave that form too coarse.
struct CoarseSearch: Sendable {
  /// Samples along a side of the transform.
  let size: Int
  /// Pixels of the picture that become one, each way.
  let factor: Int
  private let columns: Int
  private let rows: Int
  private let correlation: PhaseCorrelation
  private let spectrum: PhaseCorrelation.Spectrum
  /// Frequencies that say one thing: a picture that fills a part of the transform fixes only as many as it has pixels.
  private let frequenciesAlike: Double

  /// Candidates of one search, and the distance, in samples, below which two are one.
  private static let mostTops = 4
  private static let apart = 4

  /// A place that the content may have.
  struct Candidate: Sendable {
    /// Without a field.
    let transform: PictureTransform
    /// Height of the correlation, in deviations of chance.
    let deviations: Double
  }

  init(reference plane: AlignmentPlane, size: Int) {
    self.size = size
    (columns, rows) = (plane.columns, plane.rows)
    factor = max(1, (max(plane.columns, plane.rows) + size - 1) / size)
    correlation = PhaseCorrelation(size: size)
    let contrast = LocalContrast(plane.reduced(by: factor))
    spectrum = correlation.untaperedSpectrum(of: contrast.padded(to: size))
    frequenciesAlike = max(1, Double(size * size) / Double(max(1, contrast.columns * contrast.rows)))
  }

  /// A picture as the search sees it.
  func reduced(_ moving: AlignmentPlane) -> LocalContrast { LocalContrast(moving.reduced(by: factor)) }

  /// Translations, the likeliest first.
  func translations(_ moving: LocalContrast) -> [Candidate] {
    tops(correlation.untaperedSpectrum(of: moving.padded(to: size)), turn: .none)
  }

  /// The likeliest of many turns and scales, each with the translation that goes with it; the likeliest first.
  func turned(_ moving: LocalContrast, by steps: [PictureTransform.Linear], count: Int) -> [Candidate] {
    var found: [Candidate] = []
    for pair in stride(from: 0, to: steps.count, by: 2) {
      let second = min(pair + 1, steps.count - 1)
      let spectra = correlation.untaperedSpectra(of: read(moving, steps[pair]), read(moving, steps[second]))
      found += tops(spectra.0, turn: steps[pair]).prefix(1)
      if second > pair { found += tops(spectra.1, turn: steps[second]).prefix(1) }
    }
    return Array(
      found.enumerated().sorted { ($1.element.deviations, $0.offset) < ($0.element.deviations, $1.offset) }
        .map(\.element).prefix(count))
  }

  /// Turns of −6° … 6° with scales of 0.965 … 1.035, no turn and no scale left out.
  static let turns: [PictureTransform.Linear] = (-6...6).flatMap { degrees in
    (-2...2).map { step in
      let (angle, scale) = (Double(degrees) * .pi / 180, exp(0.0165 * Double(step)))
      return PictureTransform.Linear(
        rowsPerRow: scale * cos(angle) - 1, rowsPerColumn: scale * sin(angle), columnsPerRow: -scale * sin(angle),
        columnsPerColumn: scale * cos(angle) - 1)
    }
  }

  private func tops(_ moving: PhaseCorrelation.Spectrum, turn: PictureTransform.Linear) -> [Candidate] {
    guard
      let cross = CrossSpectrum(
        reference: spectrum, moving: moving, band: correlation.band, frequenciesAlike: frequenciesAlike)
    else { return [] }
    let tops = highest(correlation.surface(cross))
    guard let first = tops.first else { return [] }
    // Lower tops are seldom looked at, and then to whole samples: tie points find what is left.
    let climbed = cross.climbed(from: first.shift, correlation.band)
    let deviations = cross.look(at: climbed, correlation.band).deviations
    return [Candidate(transform: transform(climbed, turn), deviations: deviations)]
      + tops.dropFirst().map {
        Candidate(transform: transform($0.shift, turn), deviations: deviations * Double($0.height / first.height))
      }
  }

  /// Turned about the middle, the picture was read at place + turn · (place − middle); its content lies further by the
  /// correlation's shift, itself turned.
  private func transform(_ shift: PictureShift, _ turn: PictureTransform.Linear) -> PictureTransform {
    let (down, right) = (shift.rows * Double(factor), shift.columns * Double(factor))
    var transform = PictureTransform.identity(columns: columns, rows: rows)
    transform.linear = turn
    transform.shift = PictureShift(
      rows: down + turn.rowsPerRow * down + turn.rowsPerColumn * right,
      columns: right + turn.columnsPerRow * down + turn.columnsPerColumn * right)
    return transform
  }

  /// The highest places of a correlation surface, over half of the transform to each side.
  private func highest(_ surface: [Float]) -> [(shift: PictureShift, height: Float)] {
    let half = size / 2
    var found: [(row: Int, column: Int, height: Float)] = []
    let values = surface.span
    for _ in 0..<Self.mostTops {
      var (best, height) = (-1, -Float.infinity)
      for index in 0..<values.count where values[index] > height {
        let (row, column) = (index / size, index % size)
        // Around the border of the surface, places are neighbours too.
        let isNew = found.allSatisfy { other in
          let (down, right) = (abs(other.row - row), abs(other.column - column))
          return max(min(down, size - down), min(right, size - right)) >= Self.apart
        }
        if isNew { (best, height) = (index, values[index]) }
      }
      guard best >= 0, height > 0 else { break }
      found.append((best / size, best % size, height))
    }
    return found.map {
      (
        PictureShift(
          rows: Double($0.row < half ? $0.row : $0.row - size),
          columns: Double($0.column < half ? $0.column : $0.column - size)), $0.height
      )
    }
  }

  /// The moving picture read at place + turn · (place − middle); 0 outside.
  private func read(_ moving: LocalContrast, _ turn: PictureTransform.Linear) -> [Float] {
    let (middleRow, middleColumn) = (Double(rows) / Double(2 * factor), Double(columns) / Double(2 * factor))
    var result = [Float](repeating: 0, count: size * size)
    let source = moving.samples.span
    var target = result.mutableSpan
    let (width, height) = (moving.columns, moving.rows)
    guard width > 1, height > 1 else { return result }
    for row in 0..<min(size, height) {
      let down = Double(row) + 0.5 - middleRow
      for column in 0..<min(size, width) {
        let right = Double(column) + 0.5 - middleColumn
        let v = Float(Double(row) + turn.rowsPerRow * down + turn.rowsPerColumn * right)
        let u = Float(Double(column) + turn.columnsPerRow * down + turn.columnsPerColumn * right)
        guard v >= 0, u >= 0, v < Float(height - 1), u < Float(width - 1) else { continue }
        let (top, left) = (Int(v), Int(u))
        let (dv, du) = (v - Float(top), u - Float(left))
        let index = top &* width &+ left
        let above = source[index] * (1 - du) + source[index &+ 1] * du
        let below = source[index &+ width] * (1 - du) + source[index &+ width &+ 1] * du
        target[row &* size &+ column] = above * (1 - dv) + below * dv
      }
    }
    return result
  }
}
