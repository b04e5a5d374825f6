import Geodesy
import Provenance
import Quantities
import Rasters

extension SceneBuilder {
  /// The grid that comes closest to where `header`'s rational polynomials place the picture at their middle height;
  /// `nil` where it has none, or they do not reach all of it.
  package static func approximateGrid(_ header: RasterHeader) -> Grid? {
    header.rationalPolynomials.flatMap { try? ScenePosition.approximated($0, header).get().grid }
  }

  /// How the remark begins that tells how a picture was placed which is not orthorectified.
  package static let notOrthorectified = ScenePosition.notOrthorectified
}

extension ScenePosition {
  fileprivate static let notOrthorectified = "The picture is not orthorectified;"

  /// The affine transform that comes closest to a rational polynomial model at its middle height: where the picture is
  /// looked for, and how large its pixels are. The pixels themselves are placed by the model.
  static func approximated(
    _ model: RationalPolynomialModel, _ header: RasterHeader
  ) -> Result<ScenePosition, SceneFault> {
    let shares = [0, 0.25, 0.5, 0.75, 1]
    let points = shares.flatMap { down in
      shares.compactMap { across -> GroundControlPoint? in
        let pixel = PixelPoint(column: across * Double(header.columns), row: down * Double(header.rows))
        return model.place(of: pixel, height: model.middleHeight).map { GroundControlPoint(pixel: pixel, place: $0) }
      }
    }
    guard points.count == shares.count * shares.count else {
      return .failure(
        SceneFault(
          .noCRS,
          "The file's rational polynomials do not reach all of its pixels. Copy or download the picture and its "
            + "coefficients again."))
    }
    do {
      let fit = try AffineFit(points)
      let grid = Grid(columns: header.columns, rows: header.rows, geotransform: fit.geotransform, crs: fit.crs)
      let remark =
        "\(notOrthorectified) it is placed by its rational polynomials, at "
        + "\(JSONValue.fixed(model.middleHeight.magnitude, places: 0)) m above the ellipsoid where no height is given."
      return measured(grid, remarks: [remark]).map { position in
        var position = position
        position.rationalPolynomials = model
        return position
      }
    } catch {
      return .failure(SceneFault(.noCRS, "\(error.reason) \(error.mend)"))
    }
  }
}
