import Foundation
import Geodesy
import Orthorectification
import Quantities
import Rasters
import Stacks

/// Where B lies on A's pixels: by their geotransforms, or, for one that is not orthorectified, by its rational polynomials
/// over the heights that were given.
struct PairPlacing {
  private let reference: PairPicture
  private let moving: PairPicture
  private let ofReference: Orthorectification?
  private let ofMoving: Orthorectification?

  /// - Throws: `MonitoringError.badHeights`.
  init(_ reference: PairPicture, _ moving: PairPicture, heights: HeightChoice?, reader: RasterReader) throws {
    self.reference = reference
    self.moving = moving
    let models = [reference, moving].map { $0.header.grid == nil ? $0.header.rationalPolynomials : nil }
    var ground: GroundHeights?
    if models.contains(where: { $0 != nil }) {
      switch heights {
      case .stated(let height): ground = .constant(height)
      case .model(let path): ground = .model(try ScenePlacing.model(path, around: reference.grid, reader: reader))
      case .own, nil: break
      }
    }
    ofReference = models[0].map { Orthorectification($0, heights: ground) }
    ofMoving = models[1].map { Orthorectification($0, heights: ground) }
  }

  /// `window` of B, averaged in blocks, onto A's whole grid, averaged in blocks of `frameFactor` × `frameFactor`.
  /// - Throws: `StackError.projection`; `OrthorectificationError` where polynomials or heights do not reach.
  func warp(
    _ window: Window, reducing factor: Int, onto lattice: GridLattice, reducing frameFactor: Int, slack: Int
  ) throws -> SceneWarp {
    let source = moving.grid.cut(window, reducing: factor)
    guard ofReference != nil || ofMoving != nil else {
      return try SceneWarp(from: source, onto: lattice, slack: slack)
    }
    return try SceneWarp(from: source, onto: lattice, slack: slack) { places in
      let ground = try self.ground(places, lattice.grid, frameFactor)
      return try pixels(ground).map { $0.cut(window, reducing: factor) }
    }
  }

  /// What A shows where its grid says that `places` lie.
  private func ground(_ places: [GeoPoint], _ frame: Grid, _ factor: Int) throws -> [GeoPoint] {
    guard let ofReference else { return places }
    let frames = try CoordinateTransform(from: .wgs84, to: frame.crs).apply(places).map(frame.geotransform.pixel)
    return try zip(places, frames).map { place, point in
      let pixel = PixelPoint(column: point.column * Double(factor), row: point.row * Double(factor))
      guard let shown = try ofReference.place(of: pixel) else {
        throw OrthorectificationError(
          .outsideModel, at: "\(place.longitude), \(place.latitude)",
          "The rational polynomials of \(reference.name) have no value at this place.",
          mend: "Check that the coefficients belong to the picture.")
      }
      return shown
    }
  }

  private func pixels(_ places: [GeoPoint]) throws -> [PixelPoint] {
    if let ofMoving { return try ofMoving.pixels(of: places) }
    return try CoordinateTransform(from: .wgs84, to: moving.grid.crs).apply(places)
      .map(moving.grid.geotransform.pixel)
  }
}
