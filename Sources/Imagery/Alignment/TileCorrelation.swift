import Foundation

/// The reference in tiles: their cross-power spectra with a moving picture, summed, name a shift to a fraction of a
/// pixel. What the tiles share adds up, while cloud, haze and change, alike in no two of them, do not.
struct TileCorrelation: Sendable {
  /// Readings after the first, and the step, in pixels, below which no further one is made.
  static let maximumRereadings = 4
  static let settled = 0.02
  /// Weight of a tile that does not agree at all.
  private static let leastWeight = 0.01

  let correlation: PhaseCorrelation
  private let tiles: [(column: Int, row: Int, spectrum: PhaseCorrelation.Spectrum)]
  var count: Int { tiles.count }

  init(_ reference: LocalContrast, maximumTiles: Int) {
    let side = Int(Double(reference.valid.reduce(0) { $0 + ($1 ? 1 : 0) }).squareRoot())
    let correlation = PhaseCorrelation(size: side >= 128 ? 64 : side >= 48 ? 32 : 16)
    let places = Self.places(reference, size: correlation.size, maximum: maximumTiles)
    let spectra = Self.spectra(reference, places, correlation, offset: .none)
    tiles = places.indices.compactMap { index in
      spectra[index].map { (places[index].column, places[index].row, $0) }
    }
    self.correlation = correlation
  }

  /// What all tiles say when the moving picture is read where the content was found.
  struct Reading: Sendable {
    let shift: PictureShift
    let spectra: [CrossSpectrum]
    /// Height of the sum of all tiles, each counted alike, in deviations of chance.
    let deviations: Double
    /// Height of the next top, `apart` pixels off, over that of the first.
    let secondTop: Double
  }

  /// A taper that stays in its place pulls every shift towards zero, by a tenth and more. Read again where the content
  /// was found, the rest is small, and a tenth of it nothing.
  /// - Returns: `nil` where fewer than `minimum` tiles can be read.
  func settle(_ moving: LocalContrast, from start: PictureShift, minimum: Int) -> Reading? {
    var shift = start
    var spectra = crosses(moving, offset: shift)
    guard spectra.count >= minimum, let sum = CrossSpectrum(summing: spectra.map { ($0, 1) }) else { return nil }
    let place = correlation.tops(correlation.surface(sum), count: 1, apart: 1)[0].shift
    var step = sum.refined(around: place, correlation.band).shift
    for _ in 0..<Self.maximumRereadings {
      shift.rows += step.rows
      shift.columns += step.columns
      spectra = crosses(moving, offset: shift)
      guard spectra.count >= minimum else { return nil }
      guard let weighted = weighted(spectra) else { return nil }
      step = weighted.climbed(from: .none, correlation.band)
      if max(abs(step.rows), abs(step.columns)) < Self.settled { break }
    }
    guard let all = CrossSpectrum(summing: spectra.map { ($0, 1) }) else { return nil }
    let tops = correlation.tops(correlation.surface(all), count: 2, apart: WholePicture.apart)
    return Reading(
      shift: PictureShift(rows: shift.rows + step.rows, columns: shift.columns + step.columns), spectra: spectra,
      deviations: all.look(at: .none, correlation.band).deviations,
      secondTop: tops[0].height > 0 ? tops[1].height / tops[0].height : 1)
  }

  /// The sum of the tiles, each counted by how well it agrees with where they were read.
  private func weighted(_ spectra: [CrossSpectrum]) -> CrossSpectrum? {
    CrossSpectrum(
      summing: spectra.map { ($0, Float(max(Self.leastWeight, $0.look(at: .none, correlation.band).quality))) })
  }

  /// Where the tops of single tiles lie that reach so many deviations of chance within `reach` pixels of the shift.
  func agreeing(_ reading: Reading, deviations: Double, within reach: Double) -> [PictureShift] {
    reading.spectra.compactMap { spectrum in
      let look = spectrum.look(at: .none, correlation.band)
      guard look.deviations >= deviations, let top = look.toTop, hypot(top.rows, top.columns) <= reach else {
        return nil
      }
      return top
    }
  }

  private func crosses(_ moving: LocalContrast, offset: PictureShift) -> [CrossSpectrum] {
    let spectra = Self.spectra(moving, tiles.map { ($0.column, $0.row) }, correlation, offset: offset)
    return tiles.indices.compactMap { index in
      spectra[index].flatMap { correlation.cross(reference: tiles[index].spectrum, moving: $0) }
    }
  }

  /// Spectra of the tiles at `places`, two by one transform; `nil` where a tile cannot be read.
  private static func spectra(
    _ picture: LocalContrast, _ places: [(column: Int, row: Int)], _ correlation: PhaseCorrelation, offset: PictureShift
  ) -> [PhaseCorrelation.Spectrum?] {
    var spectra = [PhaseCorrelation.Spectrum?](repeating: nil, count: places.count)
    var waiting: (index: Int, tile: [Float])?
    for (index, place) in places.enumerated() {
      guard let tile = picture.tile(column: place.column, row: place.row, size: correlation.size, offset: offset)
      else { continue }
      if let first = waiting {
        (spectra[first.index], spectra[index]) = correlation.spectra(of: first.tile, tile)
        waiting = nil
      } else {
        waiting = (index, tile)
      }
    }
    if let last = waiting { spectra[last.index] = correlation.spectrum(of: last.tile) }
    return spectra
  }

  /// Places of tiles that overlap by half, or side by side where that gives enough; those with most contrast.
  private static func places(_ picture: LocalContrast, size: Int, maximum: Int) -> [(column: Int, row: Int)] {
    func lattice(_ step: Int) -> [(column: Int, row: Int)] {
      stride(from: 0, through: picture.rows - size, by: step).flatMap { row in
        stride(from: 0, through: picture.columns - size, by: step).map { ($0, row) }
      }
    }
    let apart = lattice(size)
    let candidates = apart.count >= maximum ? apart : lattice(size / 2)
    let contrasts = candidates.map { place -> Float in
      picture.tile(column: place.column, row: place.row, size: size)?.reduce(0) { $0 + $1 * $1 } ?? 0
    }
    return candidates.indices.filter { contrasts[$0] > 0 }
      .sorted { (contrasts[$1], $0) < (contrasts[$0], $1) }.prefix(maximum).map { candidates[$0] }
  }
}
