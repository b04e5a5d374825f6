import Rasters

extension ScenePosition {
  /// Polynomials of a picture that was orthorectified are of the picture before.
  static func applied(_ geometry: ProductGeometry) -> SceneFault {
    SceneFault(
      .noCRS,
      "Its metadata say that it is orthorectified (\(geometry.name)), so its rational polynomials are not applied once "
        + "more; but the file has no geotransform. Copy or download the picture again.")
  }
}

extension ProductGeometry {
  /// Whether the file is the whole picture that the metadata describe.
  func isWhole(_ header: RasterHeader) -> Bool {
    (columns ?? header.columns) == header.columns && (rows ?? header.rows) == header.rows
  }

  /// Polynomials count the pixels of the whole picture.
  func tileFault(_ header: RasterHeader) -> SceneFault? {
    guard !isWhole(header), let columns, let rows else { return nil }
    return SceneFault(
      .noCRS,
      "The file has \(header.columns) × \(header.rows) pixels and its metadata are of a picture of \(columns) × \(rows), "
        + "whose pixels the rational polynomials count. Join the tiles into one GeoTIFF with the coefficients beside it."
    )
  }

  /// What a reader should know of a picture that is placed by its geotransform.
  func remarks(_ header: RasterHeader) -> [String] {
    switch level {
    case .orthorectified: []
    case .sensor:
      [
        "Its metadata are of a picture before it was brought onto a map (\(name)); it has a geotransform and is taken to "
          + "have been orthorectified since."
      ]
    case .constantHeight:
      header.rationalPolynomials == nil
        ? [
          "It lies on a map at one height (\(name)) and has no rational polynomials to take off the relief; ground "
            + "higher or lower than that is displaced."
        ]
        : [
          "Its metadata are of a picture of another size, so its rational polynomials are not applied; it is placed by its "
            + "geotransform."
        ]
    case .coarselyCorrected:
      [
        "Its relief was taken off by the provider with a coarse elevation model (\(name)); what is left cannot be taken "
          + "off with rational polynomials."
      ]
    }
  }
}
