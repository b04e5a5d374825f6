import Alignment
import Foundation
import Geodesy
import Places
import Provenance
import Quantities
import Rasters
import Stacks

/// `align A B`: where B's content lies against A's, on A's grid.
package struct PairAlignment {
  let options: RunOptions
  let gsd: Metres?
  let wantsTiePoints: Bool

  /// - Parameters:
  ///   - gsd: size of a pixel on the ground where the files have no CRS.
  ///   - wantsTiePoints: whether the fit is to hold about a thousand tie points, and not only those that it rests on.
  package init(options: RunOptions, gsd: Metres? = nil, wantsTiePoints: Bool = false) {
    self.options = options
    self.gsd = gsd
    self.wantsTiePoints = wantsTiePoints
  }

  /// Shifts, in pixels of the reference, that the part of B that is read leaves room for.
  static let slack = 220
  /// Bytes that aligning takes for each pixel of a plane, all copies and spectra together.
  static let bytesPerPixel = 64
  /// Planes are not reduced below so many pixels a side to meet the pixels of a coarser picture.
  static let fewestPixels = 256

  /// - Returns: A as the reference and one scene, B; where B cannot be aligned its `exclusion` says why.
  /// - Throws: `RasterError` where a file cannot be read; `MonitoringError.incomparable` where only one of the two has a
  ///   CRS, or A shows nothing that could be aligned to; `badHeights` for an elevation model that does not cover A.
  package func align(_ reference: String, _ moving: String) throws -> StackState {
    let reader = options.reader()
    defer { reader.close() }
    let first = try PairPicture(reference, gsd: gsd, reader: reader, now: options.now)
    let second = try PairPicture(moving, gsd: gsd, reader: reader, now: options.now)
    guard first.hasCRS == second.hasCRS else {
      throw MonitoringError(
        .incomparable, at: (first.hasCRS ? second : first).name, "It has no CRS, and the other picture has one.",
        mend: "Give both with a CRS, or both without.")
    }
    let outcome = try fit(first, second, reader)
    return StackState(
      reference: first.name,
      scenes: [
        SceneState(
          file: second.name, date: second.date, sensor: second.sensor, gsd: second.gsd, fit: outcome.fit,
          pixel: first.pixel, clear: outcome.common, exclusion: outcome.exclusion)
      ])
  }

  /// What to do about a picture that was left out for `code`.
  package static func mend(_ code: ExclusionCode) -> String {
    code == .offPicture
      ? "Give two pictures of one place."
      : "Give pictures of one place, with less cloud, or of a season that looks more alike."
  }

  struct Outcome {
    var fit: FittedTransform?
    /// Share of the reference's pixels that the other picture shows as well.
    var common: Double?
    var exclusion: Exclusion?
  }

  /// Where `second` lies on the whole grid of `first`, as `align` finds it.
  func fit(_ first: PairPicture, _ second: PairPicture, _ reader: RasterReader) throws -> Outcome {
    let factor = factor(first, second)
    let whole = Window(column: 0, row: 0, columns: first.grid.columns, rows: first.grid.rows)
    let frame = first.grid.cut(whole, reducing: factor)
    options.progress.report("reading \(first.name)", done: 0, of: 1)
    let placing = try PairPlacing(first, second, heights: options.heights, reader: reader)
    let base = AlignmentPlane(
      try PlaneReading(of: first.path, by: reader).plane(
        bandCount: first.header.bandCount, window: whole, reducing: factor, first: Self.bands(first, second)))
    if let fault = base.fault {
      throw MonitoringError(
        .incomparable, at: first.name, "Nothing can be aligned to it: \(fault).",
        mend: "Give a picture that shows ground as the first.")
    }
    options.progress.report("reading \(second.name)", done: 0, of: 1)
    let finer = finer(second, than: first, factor)
    let bands = Self.bands(first, second)
    guard let plane = try plane(second, on: frame, reducing: factor, finer: finer, bands, placing, reader) else {
      return Outcome(
        exclusion: Exclusion(.offPicture, "It shows no ground in common with \(first.name)."))
    }
    let common = base.shareAlsoValid(in: plane)
    if common == 0 {
      return Outcome(
        common: 0, exclusion: Exclusion(.offPicture, "No pixel of it where \(first.name) has pixels holds a number."))
    }
    if let fault = plane.fault {
      return Outcome(common: common, exclusion: Exclusion(.misaligned, "It cannot be aligned: \(fault)."))
    }
    options.progress.report("aligning", done: 0, of: 1)
    do {
      let registration = Registration(reference: base)
      let found = try registration.fit(plane)
      let fitted = first.isRadar == second.isRadar ? found : try found.betweenKinds()
      let fit = wantsTiePoints ? registration.densified(fitted, plane) : fitted
      return Outcome(
        fit: fit.enlarged(by: factor, columns: first.grid.columns, rows: first.grid.rows), common: common)
    } catch {
      return Outcome(common: common, exclusion: Exclusion(.misaligned, "It cannot be aligned: \(error.reason)."))
    }
  }

  /// Bands of each picture that are compared, from the first on: all, but of four or more the first three.
  ///
  /// Products list their bands by wavelength, the visible ones first. Those beyond them are other detectors, which look at
  /// other times and up to a quarter of a pixel beside the visible ones, and show plants where those show ground.
  private static func bands(_ first: PairPicture, _ second: PairPicture) -> Int {
    min(max(first.header.bandCount, second.header.bandCount), visibleBands)
  }
  private static let visibleBands = 3

  /// Pixels that two planes may have together with all that aligning makes of them.
  private var mostPixels: Int { max(1 << 18, (options.memoryInMiB << 20) / Self.bytesPerPixel) }

  /// By how much A is reduced: to fit memory, and to meet B's pixels where those are coarser, since what B cannot show
  /// only adds noise.
  private func factor(_ first: PairPicture, _ second: PairPicture) -> Int {
    let forMemory = Self.factor(first.grid.pixelCount, atMost: mostPixels)
    guard let one = first.gsd, let other = second.gsd else { return forMemory }
    let coarser = Int((other.magnitude / one.magnitude).rounded())
    return max(forMemory, min(coarser, min(first.grid.columns, first.grid.rows) / Self.fewestPixels), 1)
  }

  private static func factor(_ pixels: Int, atMost most: Int) -> Int {
    max(1, Int((Double(pixels) / Double(most)).squareRoot().rounded(.up)))
  }

  /// Pixels of `second` that lie side by side in one of the frame that alignment sees.
  private func finer(_ second: PairPicture, than first: PairPicture, _ factor: Int) -> Double {
    guard let one = first.gsd, let other = second.gsd else { return Double(factor) }
    return Double(factor) * one.magnitude / other.magnitude
  }

  /// What of `picture` lies on `frame`, where it says that it lies; `nil` where nothing does.
  private func plane(
    _ picture: PairPicture, on frame: Grid, reducing frameFactor: Int, finer: Double, _ bands: Int,
    _ placing: PairPlacing, _ reader: RasterReader
  ) throws -> AlignmentPlane? {
    let lattice = GridLattice(frame)
    let slack = Int((Double(Self.slack) * finer).rounded(.up))
    let whole = Window(column: 0, row: 0, columns: picture.grid.columns, rows: picture.grid.rows)
    guard
      let window = try placing.warp(whole, reducing: 1, onto: lattice, reducing: frameFactor, slack: slack).needed
    else { return nil }
    let factor = Self.factor(window.pixelCount, atMost: mostPixels)
    let raster = try PlaneReading(of: picture.path, by: reader)
      .plane(bandCount: picture.header.bandCount, window: window, reducing: factor, first: bands)
    let warp = try placing.warp(window, reducing: factor, onto: lattice, reducing: frameFactor, slack: slack)
    return warp.plane(raster, window: Window(column: 0, row: 0, columns: raster.columns, rows: raster.rows))
  }
}

extension AlignmentPlane {
  /// The one band of `raster`.
  init(_ raster: Raster) {
    precondition(raster.bandCount == 1, "a plane of \(raster.bandCount) bands")
    self.init(columns: raster.columns, rows: raster.rows, samples: raster.samples, valid: raster.validity.flags)
  }

  /// Why nothing can be aligned to this, in words; `nil` where it holds at least two values.
  var fault: String? {
    var first: Float?
    for pixel in valid.indices where valid[pixel] {
      guard let value = first else {
        first = samples[pixel]
        continue
      }
      if samples[pixel] != value { return nil }
    }
    return first == nil
      ? "every pixel of it is NoData, transparent or no number"
      : "it holds no structure, every pixel has the same value"
  }

  /// Share of this plane's valid pixels that are valid in `other` too.
  func shareAlsoValid(in other: AlignmentPlane) -> Double {
    var (count, both) = (0, 0)
    for pixel in valid.indices where valid[pixel] {
      count += 1
      if other.valid[pixel] { both += 1 }
    }
    return Double(both) / Double(max(count, 1))
  }
}
