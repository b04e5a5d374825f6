import Alignment
import Catalogue
import Places
import Provenance
import Quantities
import Rasters
import Stacks

/// A pass in two UTM zones: each zone's pictures go from their own lattice straight to the stack's grid, so that they are
/// resampled once, and are pasted there.
extension StackAssembly {
  /// The scene's pictures lattice by lattice; `nil` where there is one.
  func zones(of scene: Scene) -> [Scene]? {
    let zones = PassMosaic.lattices(of: scene)
    return zones.count > 1 ? zones : nil
  }

  /// What alignment looks at.
  /// - Throws: `tooLarge` as `storeZones`; where none of the zones has pixels of the grid.
  func plane(ofZones zones: [Scene]) throws -> AlignmentPlane {
    guard planeFactor == 1 else { throw Self.tooLarge(zones[0]) }
    var planes: [AlignmentPlane] = []
    for zone in zones where try placing.warp(zone, onto: lattice).needed != nil {
      let (warp, read) = try read(zone)
      planes.append(warp.plane(read.raster, window: read.window))
    }
    guard var result = planes.first else { return AlignmentPlane(of: grid) }
    for plane in planes.dropFirst() { result = result.completed(by: plane) }
    return result
  }

  /// The scene warped zone by zone, and kept.
  func storeZones(
    _ zones: [Scene], of scene: Scene, _ alignment: FittedTransform, _ record: StepRecord
  ) throws -> Prepared {
    guard planeFactor == 1 else { throw Self.tooLarge(scene) }
    try checkContent(scene)
    let transform = onGround(alignment)
    var warped: [WarpedScene] = []
    var effective: [Metres?] = []
    for zone in zones {
      let warp = try placing.warp(zone, onto: lattice)
      guard let window = warp.folding(transform).needed else { continue }
      let planes = try planes(zone, window)
      effective.append(finest(planes.raster, of: zone))
      warped.append(
        warp.warp(
          planes.raster, window: planes.window, transform: transform, saturatedAt: upperLimit(planes.raster, of: zone),
          quality: planes.quality))
    }
    guard let merged = WarpedScene(pasting: warped) else {
      return excluded(Exclusion(.offPicture, "The picture does not cover the site."), record)
    }
    return store(merged, alignment, effective.first ?? nil, record)
  }

  private static func tooLarge(_ scene: Scene) -> MonitoringError {
    MonitoringError(
      .outsideAllScenes, at: scene.id,
      "Its pictures lie in two UTM zones, which are joined on grids of up to 9 million pixels only.",
      mend: "Split the site, or give pictures in one CRS.")
  }
}

extension CaseStackBuilder {
  func zones(_ scene: Scene) -> [Scene] { PassMosaic.lattices(of: scene) }
}

extension AlignmentPlane {
  /// A plane without any pixel.
  fileprivate init(of grid: Grid) {
    self.init(
      columns: grid.columns, rows: grid.rows, samples: Array(repeating: 0, count: grid.pixelCount),
      valid: Array(repeating: false, count: grid.pixelCount))
  }

  /// With the pixels that only `other` has.
  fileprivate func completed(by other: AlignmentPlane) -> AlignmentPlane {
    var (samples, valid) = (samples, valid)
    for pixel in valid.indices where !valid[pixel] && other.valid[pixel] {
      samples[pixel] = other.samples[pixel]
      valid[pixel] = true
    }
    return AlignmentPlane(columns: columns, rows: rows, samples: samples, valid: valid)
  }
}
