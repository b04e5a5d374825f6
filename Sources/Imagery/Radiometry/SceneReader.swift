import Catalogue
import Foundation
import Geodesy
import Places
import Rasters

/// A window of a scene as physical values, with what its provider's masks say.
package struct SceneReader: Sendable {
  package struct Planes: Sendable {
    /// Bands in the order asked for: reflectance, decibels, or numbers as stored. Absent where any band is.
    package let raster: Raster
    /// The window that was read, in pixels of the scene's grid.
    package let window: Window
    /// The masks' own pixels under the window; several where pictures of one pass were joined.
    package let quality: [QualityPlane]
  }

  private let reader: RasterReader

  package init(_ reader: RasterReader) { self.reader = reader }

  /// - Parameters:
  ///   - window: inside the scene's grid.
  ///   - bands: names to be read, in this order; `nil` for all that are stacked. Names that the scene lacks are a broken
  ///     promise.
  /// - Throws: as `RasterReader.read`, of any of the scene's files that the window needs.
  package func read(
    _ scene: Scene, window: Window, bands: [String]? = nil
  ) throws(RasterError) -> Planes {
    let order = order(of: bands, in: scene)
    if !scene.product.parts.isEmpty { return try joined(scene, window, bands) }
    guard !scene.product.assets.isEmpty else {
      let raster = try reader.read(scene.path, window: window)
      return Planes(raster: order.map { raster.picking($0) } ?? raster, window: window, quality: [])
    }
    var planes: [String: [Float]] = [:]
    var flags = [Bool](repeating: true, count: window.pixelCount)
    let wanted = order.map { $0.map { scene.product.bandNames[$0] } }
    var read: [String] = []
    for asset in scene.product.assets {
      guard case .bands(let uses) = asset.role else { continue }
      let chosen = wanted.map { names in uses.filter { names.contains($0.name) } } ?? uses
      guard !chosen.isEmpty else { continue }
      let raster = try reader.read(asset.path, window: window)
      try Self.convert(raster, chosen, noData: scene.product.definition.noData, asset.path, &planes, &flags)
      read += chosen.map(\.name)
    }
    let names = wanted ?? read
    let raster = Self.stacked(names.compactMap { planes[$0] }, flags, window)
    return Planes(raster: raster, window: window, quality: try quality(scene, window))
  }

  /// A band that is kept and not stacked, such as Landsat's temperature, on its own pixels under the window of the
  /// scene; `nil` where the scene has none of that name, or the window lies outside it.
  package func read(_ scene: Scene, apart band: String, window: Window) throws(RasterError) -> Planes? {
    for asset in scene.product.assets {
      guard case .apart(let uses) = asset.role, let use = uses.first(where: { $0.name == band }) else { continue }
      let own = asset.grid.window(under: window, of: scene.grid)
      guard !own.isEmpty else { return nil }
      let raster = try reader.read(asset.path, window: own)
      var planes: [String: [Float]] = [:]
      var flags = [Bool](repeating: true, count: own.pixelCount)
      try Self.convert(raster, [use], noData: scene.product.definition.noData, asset.path, &planes, &flags)
      return Planes(raster: Self.stacked([planes[band] ?? []], flags, own), window: own, quality: [])
    }
    return nil
  }

  // MARK: - Steps

  /// Positions of `bands` among the scene's; `nil` for all in their order.
  private func order(of bands: [String]?, in scene: Scene) -> [Int]? {
    guard let bands else { return nil }
    return bands.map { band in
      guard let index = scene.product.bandNames.firstIndex(of: band) else {
        preconditionFailure("\(scene.id) has no band \(band), only \(scene.product.bandNames)")
      }
      return index
    }
  }

  private static func convert(
    _ raster: Raster, _ uses: [BandUse], noData: Double?, _ path: String, _ planes: inout [String: [Float]],
    _ flags: inout [Bool]
  ) throws(RasterError) {
    let count = raster.columns * raster.rows
    for pixel in 0..<count where !raster.validity.flags[pixel] { flags[pixel] = false }
    for use in uses {
      guard use.fileBand < raster.bandCount else {
        throw RasterError(
          .readFailed, at: path, "The file has \(raster.bandCount) bands; band \(use.fileBand + 1) was looked for.",
          mend: "Put the file back that the case was made with.")
      }
      var plane = Array(raster.samples[use.fileBand * count..<(use.fileBand + 1) * count])
      if let noData { PixelConversion.markAbsent(plane, Float(noData), &flags) }
      PixelConversion.convert(&plane, use.conversion, &flags)
      planes[use.name] = plane
    }
  }

  private static func stacked(_ planes: [[Float]], _ flags: [Bool], _ window: Window) -> Raster {
    var samples: [Float] = []
    samples.reserveCapacity(planes.count * window.pixelCount)
    for plane in planes { samples += plane }
    for start in stride(from: 0, to: samples.count, by: max(flags.count, 1)) {
      for pixel in flags.indices where !flags[pixel] { samples[start + pixel] = 0 }
    }
    return Raster(
      columns: window.columns, rows: window.rows, bandCount: planes.count, samples: samples,
      validity: Mask(columns: window.columns, rows: window.rows, flags: flags))
  }

  private func quality(_ scene: Scene, _ window: Window) throws(RasterError) -> [QualityPlane] {
    var planes: [QualityPlane] = []
    for asset in scene.product.assets {
      guard case .quality(let id) = asset.role, let rule = QualityRule.named(id) else { continue }
      let own = asset.grid.window(under: window, of: scene.grid)
      guard !own.isEmpty else { continue }
      let raster = try reader.read(asset.path, window: own)
      planes.append(QualityPlane(grid: asset.grid, window: own, codes: QualityDecoder.codes(raster, rule)))
    }
    return planes
  }

  /// Parts pasted at whole pixels; where two have a pixel, the first counts.
  private func joined(_ scene: Scene, _ window: Window, _ bands: [String]?) throws(RasterError) -> Planes {
    let bandCount = bands?.count ?? scene.bandCount
    var result = Raster(
      columns: window.columns, rows: window.rows, bandCount: bandCount,
      samples: Array(repeating: 0, count: window.pixelCount * bandCount),
      validity: Mask(columns: window.columns, rows: window.rows, repeating: false))
    var quality: [QualityPlane] = []
    for part in scene.product.parts {
      guard let place = scene.grid.window(of: part.grid) else { continue }
      let common = place.intersection(window)
      guard !common.isEmpty else { continue }
      let own = Window(
        column: common.column - place.column, row: common.row - place.row, columns: common.columns, rows: common.rows)
      let planes = try read(part, window: own, bands: bands)
      result.paste(planes.raster, column: common.column - window.column, row: common.row - window.row)
      quality += planes.quality
    }
    return Planes(raster: result, window: window, quality: quality)
  }
}

extension Grid {
  /// Whole pixels of this grid that a window of another grid of the same CRS touches.
  fileprivate func window(under window: Window, of other: Grid) -> Window {
    if self == other { return window }
    let corners = [(0, 0), (window.columns, 0), (0, window.rows), (window.columns, window.rows)].map { corner in
      geotransform.pixel(
        other.geotransform.map(
          PixelPoint(column: Double(window.column + corner.0), row: Double(window.row + corner.1))))
    }
    // A millionth of a pixel of rounding must not add a row.
    func least(_ values: [Double]) -> Int {
      Int(min(max(values.min() ?? 0, -1e8), 1e8).advanced(by: 1e-6).rounded(.down))
    }
    func most(_ values: [Double]) -> Int {
      Int(min(max(values.max() ?? 0, -1e8), 1e8).advanced(by: -1e-6).rounded(.up))
    }
    let (columnsOf, rowsOf) = (corners.map(\.column), corners.map(\.row))
    let left = least(columnsOf)
    let top = least(rowsOf)
    return Window(column: left, row: top, columns: most(columnsOf) - left, rows: most(rowsOf) - top)
      .intersection(Window(column: 0, row: 0, columns: columns, rows: rows))
  }
}

extension Raster {
  /// The bands at these positions.
  fileprivate func picking(_ bands: [Int]) -> Raster {
    guard bands != Array(0..<bandCount) else { return self }
    let count = columns * rows
    return Raster(
      columns: columns, rows: rows, bandCount: bands.count,
      samples: bands.flatMap { samples[$0 * count..<($0 + 1) * count] }, validity: validity)
  }

  /// Takes over valid pixels of `other` where this has none.
  fileprivate mutating func paste(_ other: Raster, column: Int, row: Int) {
    for line in 0..<other.rows {
      for place in 0..<other.columns {
        let (from, to) = (line * other.columns + place, (line + row) * columns + place + column)
        guard other.validity.flags[from], !validity.flags[to] else { continue }
        validity.flags[to] = true
        for band in 0..<bandCount {
          samples[band * columns * rows + to] = other.samples[band * other.columns * other.rows + from]
        }
      }
    }
  }
}
