import Geodesy

/// What a picture file says about itself; no pixel has been read for it.
package struct RasterHeader: Sendable, Equatable {
  /// GDAL's short name of the format, as in `PictureFormat`: `GTiff`, `JP2OpenJPEG`.
  package let driver: String
  package let columns: Int
  package let rows: Int
  /// Colour and data bands, without the alpha band. A palette counts as its three colours.
  package let bandCount: Int
  package let sampleType: SampleType
  /// `nil` where the file has none, or one that cannot be inverted; GDAL's identity default counts as none.
  package let geotransform: Geotransform?
  /// `EPSG:n` where GDAL knows the code, else WKT; `nil` for none and for local frames.
  package let crs: CRS?
  /// One for each band that is counted.
  package let noData: [Double?]
  /// Position of the alpha band in the file, from 0.
  package let alphaBand: Int?
  /// GDAL's names of what the counted bands show: `Red`, `Gray`, `Undefined` …
  package let colours: [String]
  /// GDAL's default and `IMAGE_STRUCTURE` domains, and `ACQUISITIONDATETIME` of its `IMAGERY` domain.
  package let metadata: [String: String]
  /// Where the picture lies when it was not orthorectified: RPC00B of a NITF, the GeoTIFF tag, or a file `NAME.RPB` or
  /// `NAME_RPC.TXT` beside it.
  package let rationalPolynomials: RationalPolynomialModel?

  package init(
    driver: String, columns: Int, rows: Int, bandCount: Int, sampleType: SampleType, geotransform: Geotransform?,
    crs: CRS?, noData: [Double?], alphaBand: Int?, colours: [String], metadata: [String: String],
    rationalPolynomials: RationalPolynomialModel? = nil
  ) {
    self.driver = driver
    self.columns = columns
    self.rows = rows
    self.bandCount = bandCount
    self.sampleType = sampleType
    self.geotransform = geotransform
    self.crs = crs
    self.noData = noData
    self.alphaBand = alphaBand
    self.colours = colours
    self.metadata = metadata
    self.rationalPolynomials = rationalPolynomials
  }

  /// The file's grid; `nil` unless it has both a geotransform and a CRS.
  package var grid: Grid? {
    guard let geotransform, let crs else { return nil }
    return Grid(columns: columns, rows: rows, geotransform: geotransform, crs: crs)
  }
}
