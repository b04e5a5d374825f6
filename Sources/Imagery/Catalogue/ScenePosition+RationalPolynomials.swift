import Geodesy
import Provenance
import Quantities
import Rasters

extension ScenePosition {
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
        "The picture is not orthorectified; it is placed by its rational polynomials, at "
        + "\(JSONValue.fixed(model.middleHeight.magnitude, places: 0)) m above the ellipsoid where no height is given."
      return measured(grid, remarks: [remark])
    } catch {
      return .failure(SceneFault(.noCRS, "\(error.reason) \(error.mend)"))
    }
  }
}
