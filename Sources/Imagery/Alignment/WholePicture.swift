import Foundation

/// The reference as a whole, reduced to one transform's size: it names the places where a moving picture may lie, and
/// says how far a place stands out from chance. All clear ground counts at once, however it is scattered.
struct WholePicture: Sendable {
  static let size = 256
  /// Places that it names at most, and the distance, in pixels, below which two are one.
  static let places = 3
  static let apart = 4
  /// Half side of the squares over which local agreement is taken, and rounds of weighting by it.
  static let neighbourhood = 8
  static let weightings = 2

  /// Pixels of the picture that become one, each way.
  let factor: Int
  private let correlation = PhaseCorrelation(size: size)
  private let thumbnail: [Float]
  private let spectrum: PhaseCorrelation.Spectrum
  /// Frequencies that say one thing: a picture that fills a part of the transform fixes only as many as it has pixels.
  private let frequenciesAlike: Double

  init(_ reference: LocalContrast) {
    factor = max(1, (max(reference.columns, reference.rows) + Self.size - 1) / Self.size)
    thumbnail = reference.thumbnail(size: Self.size, factor: factor)
    spectrum = correlation.untaperedSpectrum(of: thumbnail)
    let filled = max(1, reference.columns / factor) * max(1, reference.rows / factor)
    frequenciesAlike = max(1, Double(Self.size * Self.size) / Double(filled))
  }

  /// How a place looks.
  struct Verdict: Sendable {
    /// Height of the correlation there, in deviations of chance.
    let deviations: Double
    /// Height of the next top over that of the first.
    let secondTop: Double
    /// Way to the top from the place, in pixels of the picture; `nil` where it is not curved like one.
    let toTop: PictureShift?
  }

  /// Where the content may lie, in whole thumbnail pixels; content that did not move is among them.
  func starts(_ moving: LocalContrast) -> [PictureShift] {
    var starts: [PictureShift] = []
    if let cross = cross(moving.thumbnail(size: Self.size, factor: factor)) {
      starts = correlation.tops(correlation.surface(cross), count: Self.places, apart: Self.apart)
        .map { scaled($0.shift) }
    }
    if starts.allSatisfy({ max(abs($0.rows), abs($0.columns)) >= Double(Self.apart) }) { starts.append(.none) }
    return starts
  }

  func verdict(_ moving: LocalContrast, at shift: PictureShift) -> Verdict? {
    guard let cross = cross(moving.thumbnail(size: Self.size, factor: factor, offset: shift)) else { return nil }
    let tops = correlation.tops(correlation.surface(cross), count: 2, apart: Self.apart)
    let look = cross.look(at: .none, correlation.band)
    let isTop = tops[0].height > 0
    return Verdict(
      deviations: look.deviations, secondTop: isTop ? tops[1].height / tops[0].height : 1,
      toTop: look.toTop.map(scaled))
  }

  /// The way to the top when what agrees locally counts most: cloud and change are left out of the last fraction of a
  /// pixel. `nil` where it leads further than one pixel.
  func refined(_ moving: LocalContrast, from shift: PictureShift) -> PictureShift? {
    var place = shift
    for _ in 0..<Self.weightings {
      let read = moving.thumbnail(size: Self.size, factor: factor, offset: place)
      let weights = LocalContrast.agreement(thumbnail, read, side: Self.size, radius: Self.neighbourhood)
      // Both are weighted: what only one of them shows would else be noise in the other.
      let (own, other) = correlation.untaperedSpectra(
        of: zip(thumbnail, weights).map { $0 * $1 }, zip(read, weights).map { $0 * $1 })
      guard let cross = correlation.cross(reference: own, moving: other),
        let step = cross.look(at: .none, correlation.band).toTop.map(scaled), hypot(step.rows, step.columns) < 1
      else { return nil }
      place.rows += step.rows
      place.columns += step.columns
    }
    return place
  }

  private func cross(_ moving: [Float]) -> CrossSpectrum? {
    CrossSpectrum(
      reference: spectrum, moving: correlation.untaperedSpectrum(of: moving), band: correlation.band,
      frequenciesAlike: frequenciesAlike)
  }

  private func scaled(_ shift: PictureShift) -> PictureShift {
    PictureShift(rows: shift.rows * Double(factor), columns: shift.columns * Double(factor))
  }
}
