import Alignment
import Foundation
import Mensuration
import Quantities
import Rasters
import SceneMeasures
import Stacks

/// How two pictures that are too large to be held lie on each other, and how pieces of both are read.
struct PairPlacement {
  /// A piece of both on A's grid.
  struct Part {
    let before: Raster
    let after: Raster
    /// Deviation along one axis, in pixels, of how they lie on each other.
    let displacement: Double
    /// By how much it lies off where the whole's alignment has it; `nil` where it was not aligned by itself.
    let shift: PictureShift?
  }

  /// Where B lies, averaged in blocks of `factor` × `factor`, and how its content lies on A.
  private struct Source {
    let grid: Grid
    let factor: Int
    let fit: FittedTransform
    /// Pixels of A's grid that a pixel of `grid` takes.
    let pixel: Double
  }

  private let input: PairInput
  private let source: Source?
  let limits: SizeLimits
  /// Size of a pixel of A on the ground; `nil` where that is not known.
  let pixel: Metres?

  var isAligned: Bool { source != nil }
  var shift: PictureShift { source?.fit.transform.shiftAtCentre ?? .none }
  /// Pixels of B that are read for one of A.
  var finer: Double { source.map { 1 / ($0.pixel * $0.pixel) } ?? 1 }

  /// Pixels of A's grid within which a piece may lie off where the whole's alignment has it, at least.
  private static let leastDoubt = 2.0
  /// Share of the memory that aligning the whole may take.
  private static let alignmentShare = 0.75

  /// - Throws: `MonitoringError.incomparable` where B cannot be aligned to A; `RasterError`.
  init(_ input: PairInput, gsd: Metres?, options: RunOptions, reader: RasterReader) throws {
    self.input = input
    let middle = EffectiveGSD.window(columns: input.grid.columns, rows: input.grid.rows)
    let first = try input.read(input.before, by: reader, window: middle)
    guard let other = input.source else {
      let second = try input.read(input.after, by: reader, window: middle)
      (source, pixel) = (nil, gsd)
      limits = SizeLimits(pixel: min(first.enlargement, second.enlargement))
      return
    }
    let warp = try SceneWarp(from: other, onto: input.grid.cut(middle, reducing: 1), slack: 0)
    let place = PixelPoint(column: Double(middle.columns) / 2, row: Double(middle.rows) / 2)
    let ratio = warp.pixelRatio(at: place)
    let whole = Window(column: 0, row: 0, columns: other.columns, rows: other.rows)
    let second = try input.read(input.after, by: reader, window: whole.around(warp.sourcePoint(place), like: middle))
    limits = PairDetection.limits(first, second, pixel: ratio)
    pixel = try PairPicture.pixelSize(input.grid, input.names.before).mean
    // What A cannot show is averaged away, down to two pixels for one of A's.
    let factor = max(1, Int(1 / ratio / 2))
    source = Source(
      grid: other.cut(whole, reducing: factor), factor: factor,
      fit: try Self.alignment(input, options: options, reader: reader), pixel: ratio * Double(factor))
  }

  private static func alignment(
    _ input: PairInput, options: RunOptions, reader: RasterReader
  ) throws -> FittedTransform {
    var options = options
    options.memoryInMiB = Int(Double(options.memoryInMiB) * alignmentShare)
    let outcome = try PairAlignment(options: options).fit(
      PairPicture(input.before, gsd: nil, reader: reader, now: options.now),
      PairPicture(input.after, gsd: nil, reader: reader, now: options.now), reader)
    if let fit = outcome.fit { return fit }
    guard let exclusion = outcome.exclusion else { throw input.noCommonGround() }
    throw MonitoringError(
      .incomparable, at: input.names.after, exclusion.reason, mend: PairAlignment.mend(exclusion.code))
  }

  /// Both pictures on `window` of A's grid; `nil` where one of them shows nothing of it.
  /// - Throws: `RasterError`; `StackError.projection`.
  func part(_ window: Window, _ reader: RasterReader) throws -> Part? {
    let first = try input.read(input.before, by: reader, window: window)
    guard first.validity.flags.contains(true) else { return nil }
    guard let source else {
      let second = try input.read(input.after, by: reader, window: window)
      return Part(before: first, after: second, displacement: 0, shift: nil)
    }
    let frame = input.grid.cut(window, reducing: 1)
    let doubt = max(Self.leastDoubt, 3 * source.fit.ce90InPixels)
    let slack = Int(doubt / source.pixel) + 2
    let warp = try SceneWarp(from: source.grid, onto: frame, slack: slack)
      .folding(source.fit.transform.cut(window), slack: slack)
    guard let needed = warp.needed else { return nil }
    let second = try input.read(
      input.after, by: reader, window: inFile(needed, source.factor), reducing: source.factor)
    guard second.validity.flags.contains(true) else { return nil }
    let own = Self.own(first, warp.plane(second, window: needed), within: doubt)
    let transform = own?.transform ?? .identity(columns: frame.columns, rows: frame.rows)
    return Part(
      before: first,
      after: warp.warp(second, window: needed, transform: transform, saturatedAt: nil).raster(on: frame),
      displacement: (own ?? source.fit).ce90InPixels / ErrorBudget.radiusOf90, shift: own?.transform.shiftAtCentre)
  }

  /// How a piece of B lies off where the whole's alignment has it; `nil` where that cannot be told, or is farther than
  /// the whole's alignment leaves room for.
  private static func own(_ first: Raster, _ plane: AlignmentPlane, within doubt: Double) -> FittedTransform? {
    guard let fit = try? Registration(reference: first.meanPlane).fit(plane) else { return nil }
    let (right, bottom) = (Double(first.columns), Double(first.rows))
    let places = [(0, 0), (right, 0), (0, bottom), (right, bottom), (right / 2, bottom / 2)]
    let isNear = places.allSatisfy { column, row in
      let shift = fit.transform.displacement(at: PixelPoint(column: column, row: row))
      return hypot(shift.rows, shift.columns) <= doubt
    }
    return isNear ? fit : nil
  }

  /// A window of B averaged in blocks, in B's own pixels.
  private func inFile(_ window: Window, _ factor: Int) -> Window {
    Window(
      column: window.column * factor, row: window.row * factor, columns: window.columns * factor,
      rows: window.rows * factor
    ).intersection(Window(column: 0, row: 0, columns: input.second.columns, rows: input.second.rows))
  }
}

extension Window {
  /// A window of the size of `other`, or of this one where that is smaller, as near around `place` as this one allows.
  fileprivate func around(_ place: PixelPoint, like other: Window) -> Window {
    func span(_ middle: Double, _ start: Int, _ length: Int, _ wanted: Int) -> (Int, Int) {
      let size = min(length, wanted)
      let first = middle.isFinite ? min(max(middle, -1e9), 1e9) - Double(size) / 2 : 0
      return (min(max(Int(first), start), start + length - size), size)
    }
    let (left, width) = span(place.column, column, columns, other.columns)
    let (top, height) = span(place.row, row, rows, other.rows)
    return Window(column: left, row: top, columns: width, rows: height)
  }
}
