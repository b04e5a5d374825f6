import Geodesy
import Places
import Provenance
import Quantities
import Rasters

/// Where a picture lies and how large its pixels are on the ground.
struct ScenePosition {
  let grid: Grid
  let gsd: Metres
  let remarks: [String]
  /// How well the picture lies where a person placed it; `nil` where the file itself says where it lies.
  var accuracy: PositionAccuracy?
  /// What places the pixels where `grid` only comes close.
  var rationalPolynomials: RationalPolynomialModel?

  /// The given control points where there are some, else the file's own georeference, or its rational polynomials where
  /// it has none.
  /// - Parameter geometry: what the metadata claim: of a picture on a map at one height the polynomials count more than
  ///   the map; of an orthorectified one they do not count at all.
  /// - Returns: else a fault with the code `noCRS` whose words name the mend.
  static func find(
    header: RasterHeader, given: GivenPosition?, geometry: ProductGeometry? = nil
  ) -> Result<ScenePosition, SceneFault> {
    let points = given?.points(columns: header.columns, rows: header.rows) ?? []
    guard points.isEmpty else { return fitted(points, header) }
    guard let grid = header.grid else {
      if let model = header.rationalPolynomials {
        if let geometry, geometry.level == .orthorectified { return .failure(applied(geometry)) }
        if let fault = geometry?.tileFault(header) { return .failure(fault) }
        return approximated(model, header)
      }
      let missing = header.crs == nil ? "no coordinate reference system" : "no geotransform"
      return .failure(
        SceneFault(
          .noCRS,
          "The file has \(missing), so its place on the ground is not known. "
            + "Give its corners, clockwise from top left: "
            + #"telltale add CASE FILE --corners "lon,lat lon,lat lon,lat lon,lat""#
            + (given?.date.map { " --date \($0.day)." } ?? ".")))
    }
    if let geometry, geometry.level == .constantHeight, let model = header.rationalPolynomials,
      geometry.isWhole(header)
    {
      return approximated(model, header)
    }
    return measured(grid, remarks: geometry?.remarks(header) ?? [])
  }

  static func fitted(_ points: [GroundControlPoint], _ header: RasterHeader) -> Result<
    ScenePosition, SceneFault
  > {
    do {
      let fit = try AffineFit(points)
      var remarks: [String] = []
      if let own = header.crs {
        remarks.append("The given position replaces the file's own (\(own.definition.prefix(40))).")
      }
      let grid = Grid(columns: header.columns, rows: header.rows, geotransform: fit.geotransform, crs: fit.crs)
      return measured(grid, remarks: remarks).map { position in
        let pixels = JSONValue.fixed(fit.rmse.magnitude / position.gsd.magnitude, places: 2)
        let remark =
          "The position was fitted to \(points.count) given points; "
          + "\(JSONValue.fixed(fit.rmse.magnitude, places: 2)) m (\(pixels) pixels) remain, root mean square."
        return ScenePosition(
          grid: grid, gsd: position.gsd, remarks: position.remarks + [remark],
          accuracy: PositionAccuracy(
            ce90: fit.ce90,
            source: "\(points.count) points given by hand, taken to be right themselves"
              + (fit.ce90 == nil ? "; so few leave nothing to check them by" : "")))
      }
    } catch {
      return .failure(SceneFault(.noCRS, "\(error.reason) \(error.mend)"))
    }
  }

  static func measured(_ grid: Grid, remarks: [String]) -> Result<ScenePosition, SceneFault> {
    let centre = PixelPoint(column: Double(grid.columns) / 2, row: Double(grid.rows) / 2)
    do {
      let size = try Geodesics.groundPixelSize(
        at: grid.geotransform.map(centre),
        nextColumn: grid.geotransform.map(PixelPoint(column: centre.column + 1, row: centre.row)),
        nextRow: grid.geotransform.map(PixelPoint(column: centre.column, row: centre.row + 1)), in: grid.crs)
      guard size.column.magnitude > 0, size.row.magnitude > 0 else {
        return .failure(SceneFault(.noCRS, "The file's pixels have no size on the ground. \(mend)"))
      }
      return .success(ScenePosition(grid: grid, gsd: size.mean, remarks: remarks + elongation(size)))
    } catch {
      return .failure(
        SceneFault(.noCRS, "The file's georeference cannot be used: \(error.place): \(error.reason) \(mend)"))
    }
  }

  private static let mend = #"Give its corners: telltale add CASE FILE --corners "lon,lat lon,lat lon,lat lon,lat"."#

  /// Corners that begin at the wrong one stretch the pixels of every picture that is not square.
  private static func elongation(_ size: GroundPixelSize) -> [String] {
    let (column, row) = (size.column.magnitude, size.row.magnitude)
    guard max(column, row) > 1.5 * min(column, row) else { return [] }
    return [
      "Pixels are \(JSONValue.fixed(column, places: 2)) m wide "
        + "and \(JSONValue.fixed(row, places: 2)) m high on the ground; a wrong georeference looks like this."
    ]
  }
}
