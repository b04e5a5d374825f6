import Alignment
import Catalogue
import Foundation
import Kernels
import Provenance
import Rasters
import SceneMeasures
import Stacks

/// Scenes too large for memory: aligned on a reduced picture, warped strip by strip into the cache.
extension StackAssembly {
  /// Samples of a scene, as values, that are held in memory.
  private static let heldBytes = 128 << 20
  /// Pixels of the picture that alignment looks at, which is held several times over.
  private static let planePixels = 9_000_000

  /// By how much alignment's picture is reduced; 1 on ordinary grids.
  var planeFactor: Int {
    var factor = 1
    while grid.pixelCount / factor / factor > Self.planePixels { factor += 1 }
    return factor
  }

  func isLarge(_ scene: Scene) throws -> Bool {
    if planeFactor > 1 { return true }
    let needed = try placing.warp(scene, onto: lattice).needed
    return (needed?.pixelCount ?? 0) * scene.bandCount * 4 > Self.heldBytes
  }

  /// What alignment looks at, in pixels `planeFactor` times as large as the grid's.
  func plane(of scene: Scene) throws -> AlignmentPlane {
    if let zones = zones(of: scene) { return try plane(ofZones: zones) }
    guard try isLarge(scene) else {
      let (warp, planes) = try read(scene)
      return warp.plane(planes.raster, window: planes.window)
    }
    // The file's content is checked once, where the scene is warped.
    let factor = planeFactor
    let window = try neededWindow(of: placing.warp(scene, onto: lattice), scene)
    let stripBytes = min(PlaneReading.usualStripBytes, share(8))
    let raster = try PlaneReading(stripBytes: stripBytes) { (strip, factor) throws(RasterError) in
      scene.isOneFile
        ? try reader.read(scene.path, window: strip, reducing: factor)
        : try planes(scene, strip).raster.reduced(by: factor)
    }.plane(bandCount: scene.bandCount, window: window, reducing: factor)
    let whole = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    let frame = GridLattice(grid.cut(whole, reducing: factor))
    return try placing.warp(scene, window, reducing: factor, onto: frame).plane(
      raster, window: Window(column: 0, row: 0, columns: raster.columns, rows: raster.rows))
  }

  /// The scene warped into the cache.
  func storeLarge(_ scene: Scene, _ alignment: FittedTransform, _ record: StepRecord) throws -> Prepared {
    try checkContent(scene)
    let warp = try placing.warp(scene, onto: lattice)
    let window = try neededWindow(of: warp.folding(onGround(alignment)), scene)
    let header = try reader.header(of: scene.path)
    let pixels = path(record, "warp")
    let (path, reader, transform) = (scene.path, reader, onGround(alignment))
    let count = bands.names(in: scene)?.count ?? scene.bandCount
    let warped: WarpedScene
    if scene.isOneFile, count == header.bandCount, let (encoding, limit) = numberEncoding(header) {
      warped = try warp.warp(
        bandCount: count, transform: transform, encoding: encoding, saturatedAt: limit,
        threads: options.threads,
        stripBytes: min(SceneWarp.usualStripBytes, share(16)), to: pixels
      ) { SceneWarp.Part(try reader.numbers(of: path, window: $0, part: $1)) }
    } else {
      // The range of other types is not known before they were looked through.
      let range = try range(of: scene, window)
      let limit = scene.product.quantity == .digitalNumber ? [255, 65_535].first { $0 == range.upperBound } : nil
      warped = try warp.warp(
        bandCount: count, transform: transform, encoding: NumberEncoding(covering: range),
        saturatedAt: limit, threads: options.threads,
        stripBytes: min(SceneWarp.usualStripBytes, share(16)), to: pixels
      ) { window, _ in
        let planes = try self.planes(scene, window)
        return SceneWarp.Part(planes.raster, quality: planes.quality)
      }
    }
    var record = record
    record.output = try ContentHash(ofFileAt: pixels)
    let effective = try finest(planes(scene, middle(of: window)).raster, of: scene)
    keep(alignment, effective, record)
    return Prepared(
      warped: warped, alignment: alignment, effectiveGSD: effective, exclusion: nil, record: record, isNew: true)
  }

  /// The part of what is needed that the effective size of a pixel is measured on.
  private func middle(of window: Window) -> Window {
    let part = EffectiveGSD.window(columns: window.columns, rows: window.rows)
    return Window(
      column: window.column + part.column, row: window.row + part.row, columns: part.columns, rows: part.rows)
  }

  /// One of `parts` parts of the memory that each thread may take, in bytes.
  private func share(_ parts: Int) -> Int { (options.memoryInMiB << 20) / (options.threads * parts) }

  /// How numbers of a file are kept, and their upper limit; `nil` for other types.
  private func numberEncoding(_ header: RasterHeader) -> (NumberEncoding, Float)? {
    guard RasterReader.holdsNumbers(header) else { return nil }
    return header.sampleType == .uint8 ? (.eightBits, 255) : (.sixteenBits, 65_535)
  }

  private func neededWindow(of warp: SceneWarp, _ scene: Scene) throws(MonitoringError) -> Window {
    if let window = warp.needed { return window }
    throw MonitoringError(
      .outsideAllScenes, at: scene.id, "The picture does not cover the site.",
      mend: "Leave it out, or check its coordinates.")
  }

  /// Lowest and highest value of a window, strip by strip; 0 to 1 where it has none.
  private func range(of scene: Scene, _ window: Window) throws(RasterError) -> ClosedRange<Float> {
    var (low, high) = (Float.infinity, -Float.infinity)
    for strip in window.tiles(columns: window.columns, rows: 256) {
      let raster = try planes(scene, strip).raster
      let (samples, valid) = (raster.samples.span, raster.validity.flags.span)
      for start in stride(from: 0, to: samples.count, by: valid.count) {
        for pixel in valid.indices where valid[pixel] && abs(samples[start + pixel]) <= Resampling.largestNumber {
          low = min(low, samples[start + pixel])
          high = max(high, samples[start + pixel])
        }
      }
    }
    return low <= high ? low...high : 0...1
  }
}

extension Scene {
  /// Whether its values are the numbers of one file as they stand there.
  fileprivate var isOneFile: Bool { product.assets.isEmpty && product.parts.isEmpty }
}
