import Alignment
import Catalogue
import Foundation
import Kernels
import Provenance
import Rasters
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
    let needed = try SceneWarp(from: scene.grid, onto: lattice).needed
    return (needed?.pixelCount ?? 0) * scene.bandCount * 4 > Self.heldBytes
  }

  /// What alignment looks at, in pixels `planeFactor` times as large as the grid's.
  func plane(of scene: Scene) throws -> AlignmentPlane {
    guard try isLarge(scene) else {
      let (warp, planes) = try read(scene)
      return warp.plane(planes.raster, window: planes.window)
    }
    // The file's content is checked once, where the scene is warped.
    let factor = planeFactor
    let window = try neededWindow(of: SceneWarp(from: scene.grid, onto: lattice), scene)
    let stripBytes = min(PlaneReading.usualStripBytes, share(8))
    let raster = try PlaneReading(stripBytes: stripBytes) { (strip, factor) throws(RasterError) in
      scene.isOneFile
        ? try reader.read(scene.path, window: strip, reducing: factor)
        : try planes(scene, strip).raster.reduced(by: factor)
    }.plane(bandCount: scene.bandCount, window: window, reducing: factor)
    let reduced = scene.grid.cut(window, reducing: factor)
    let whole = Window(column: 0, row: 0, columns: grid.columns, rows: grid.rows)
    return try SceneWarp(from: reduced, onto: grid.cut(whole, reducing: factor)).plane(
      raster, window: Window(column: 0, row: 0, columns: reduced.columns, rows: reduced.rows))
  }

  /// The scene warped into the cache.
  func storeLarge(_ scene: Scene, _ alignment: FittedTransform, _ record: StepRecord) throws -> Prepared {
    try checkContent(scene)
    let warp = try SceneWarp(from: scene.grid, onto: lattice)
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
    try? AtomicFile.write(
      Data(alignment.cached.compactText.utf8), to: self.path(record, "json"), syncing: false)
    return Prepared(warped: warped, alignment: alignment, exclusion: nil, record: record, isNew: true)
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
