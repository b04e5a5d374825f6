import Geodesy
import Places
import Quantities
import Rasters

/// The one metric grid of a site's stack: UTM of the site, square pixels, north up.
package enum StackGrid {
  /// Ground around the site that registration and null statistics use: 500 m, or 64 pixels where that is more.
  package static let marginInMetres = 500.0
  package static let marginInPixels = 64.0
  /// More pixels than this are refused: a site is a plant, not a province. A picture of 10 000 × 10 000 pixels fits.
  package static let maximumPixels = 110_000_000
  /// Of these as many as change is looked for in: it holds several numbers of each.
  package static let mostWatchedPixels = 36_000_000

  /// The grid over the sites' common box plus the margin, its corner on a whole multiple of the pixel.
  ///
  /// It depends on the site and the GSD alone, not on the pictures at hand, so that a case grown scene by scene has the
  /// same grid as one made at once.
  /// - Throws: `tooLarge` over `maximumPixels`; `projection` where PROJ cannot project the site.
  package static func make(sites: [Site], gsd: Metres) throws(StackError) -> Grid {
    let points = sites.flatMap(\.polygons).flatMap(\.exterior)
    precondition(!points.isEmpty, "a stack needs a site with a polygon")
    // A site on both sides of the 180° meridian lies around it, not around Greenwich.
    let isSplit = (points.map(\.longitude).max() ?? 0) - (points.map(\.longitude).min() ?? 0) > 180
    let longitudes = points.map { isSplit && $0.longitude < 0 ? $0.longitude + 360 : $0.longitude }
    let latitudes = points.map(\.latitude)
    let middle = (longitude: middle(longitudes), latitude: middle(latitudes))
    let crs = CRS.utm(
      at: GeoPoint(
        longitude: middle.longitude > 180 ? middle.longitude - 360 : middle.longitude, latitude: middle.latitude))
    let projected: [MapPoint]
    do {
      projected = try CoordinateTransform(from: .wgs84, to: crs).apply(
        points.map { MapPoint(easting: $0.longitude, northing: $0.latitude) })
    } catch {
      throw StackError(
        .projection, at: crs.definition, "The site cannot be projected: \(error).",
        mend: "Check that the site's coordinates are longitude and latitude in degrees.")
    }
    let size = gsd.magnitude
    let margin = max(marginInMetres, marginInPixels * size)
    let west = ((projected.map(\.easting).reduce(.infinity, min) - margin) / size).rounded(.down)
    let east = ((projected.map(\.easting).reduce(-.infinity, max) + margin) / size).rounded(.up)
    let south = ((projected.map(\.northing).reduce(.infinity, min) - margin) / size).rounded(.down)
    let north = ((projected.map(\.northing).reduce(-.infinity, max) + margin) / size).rounded(.up)
    guard (east - west) * (north - south) <= Double(maximumPixels) else {
      throw StackError(
        .tooLarge, at: sites[0].name,
        "The site and its margin need \(Int(east - west)) × \(Int(north - south)) pixels of \(size) m.",
        mend: "Split the site into smaller polygons, or give coarser imagery.")
    }
    return Grid(
      columns: Int(east - west), rows: Int(north - south),
      geotransform: Geotransform([west * size, size, 0, north * size, 0, -size]), crs: crs)
  }

  /// Refuses a grid that change is not looked for on, although its scenes can be prepared.
  /// - Throws: `tooLarge` over `mostPixels`.
  package static func check(_ grid: Grid, of sites: [Site], for mostPixels: Int) throws(StackError) {
    guard grid.pixelCount > mostPixels else { return }
    throw StackError(
      .tooLarge, at: sites.first?.name ?? "site",
      "The site and its margin need \(grid.columns) × \(grid.rows) pixels of \(grid.geotransform.columnEasting) m, "
        + "\(grid.pixelCount / 1_000_000) million; change is looked for in at most \(mostPixels / 1_000_000) million.",
      mend: "Split the site into smaller polygons, or give coarser imagery; telltale prepare takes larger sites.")
  }

  private static func middle(_ values: [Double]) -> Double {
    ((values.min() ?? 0) + (values.max() ?? 0)) / 2
  }
}
