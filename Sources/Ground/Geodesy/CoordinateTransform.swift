import CPROJ

/// The way from one CRS to another, through PROJ.
///
/// Axis order is always (east, north): for geographic systems (longitude, latitude) in the unit of the CRS, which is
/// the degree in all but a few historic ones. Not `Sendable`, since a PROJ context serves one thread at a time: a task
/// makes its own, outside its loops (making one costs about a millisecond).
@safe package final class CoordinateTransform {
  package let source: CRS
  package let target: CRS
  private let context: ProjectionContext
  private let operation: OpaquePointer

  /// - Throws: `unknownCRS` where a definition cannot be read, `noTransform` where PROJ knows no way.
  package init(from source: CRS, to target: CRS) throws(GeodesyError) {
    guard let context = ProjectionContext() else {
      throw GeodesyError(
        .noTransform, at: "PROJ", "No PROJ context could be made.", mend: "Free some memory and try again.")
    }
    let sourceSystem = try unsafe CoordinateTransform.system(source, in: context)
    defer { unsafe proj_destroy(sourceSystem) }
    let targetSystem = try unsafe CoordinateTransform.system(target, in: context)
    defer { unsafe proj_destroy(targetSystem) }
    guard let raw = unsafe proj_create_crs_to_crs_from_pj(context.handle, sourceSystem, targetSystem, nil, nil) else {
      throw CoordinateTransform.noWay(from: source, to: target, context.takeMessages())
    }
    defer { unsafe proj_destroy(raw) }
    // Authorities define EPSG:4326 as (latitude, longitude); rasters and GeoJSON hold (longitude, latitude).
    guard let normalised = unsafe proj_normalize_for_visualization(context.handle, raw) else {
      throw CoordinateTransform.noWay(from: source, to: target, context.takeMessages())
    }
    self.source = source
    self.target = target
    self.context = context
    unsafe operation = normalised
  }

  deinit { unsafe proj_destroy(operation) }

  /// The points in the target CRS, in the same order.
  /// - Throws: `outsideDomain` on the first point that has no place there or is not finite; then none is returned.
  package func apply(_ points: [MapPoint]) throws(GeodesyError) -> [MapPoint] {
    var eastings = points.map(\.easting)
    var northings = points.map(\.northing)
    for point in points where !(point.easting.isFinite && point.northing.isFinite) { throw outside(point) }
    transform(&eastings, &northings)
    var results: [MapPoint] = []
    results.reserveCapacity(points.count)
    for index in points.indices {
      guard eastings[index].isFinite, northings[index].isFinite else { throw outside(points[index]) }
      results.append(MapPoint(easting: eastings[index], northing: northings[index]))
    }
    return results
  }

  package func apply(_ point: MapPoint) throws(GeodesyError) -> MapPoint { try apply([point])[0] }

  /// The points in the target CRS; the source must be `CRS.wgs84`.
  package func apply(_ points: [GeoPoint]) throws(GeodesyError) -> [MapPoint] {
    precondition(source == .wgs84, "a transform from \(source.definition) was given WGS 84 points")
    return try apply(points.map { MapPoint(easting: $0.longitude, northing: $0.latitude) })
  }

  package func apply(_ point: GeoPoint) throws(GeodesyError) -> MapPoint { try apply([point])[0] }

  /// The points on WGS 84, with longitudes in −180 … 180; the target must be `CRS.wgs84`.
  /// - Throws: `outsideDomain` also where the result is no place on the Earth, as for metres said to be degrees.
  package func geoPoints(_ points: [MapPoint]) throws(GeodesyError) -> [GeoPoint] {
    precondition(target == .wgs84, "a transform to \(target.definition) was asked for WGS 84 points")
    var places: [GeoPoint] = []
    places.reserveCapacity(points.count)
    for (point, place) in zip(points, try apply(points)) {
      // Global rasters count longitudes from 0 to 360.
      guard abs(place.northing) <= 90, abs(place.easting) <= 360 else { throw outside(point) }
      let turns = place.easting > 180 ? 1.0 : place.easting < -180 ? -1.0 : 0
      places.append(GeoPoint(longitude: place.easting - turns * 360, latitude: place.northing))
    }
    return places
  }

  package func geoPoint(_ point: MapPoint) throws(GeodesyError) -> GeoPoint { try geoPoints([point])[0] }
}

extension CoordinateTransform {
  private func transform(_ eastings: inout [Double], _ northings: inout [Double]) {
    let count = eastings.count
    let stride = MemoryLayout<Double>.stride
    unsafe eastings.withUnsafeMutableBufferPointer { east in
      unsafe northings.withUnsafeMutableBufferPointer { north in
        // The count of successes that it returns is not needed: a failed point becomes infinite.
        _ = unsafe proj_trans_generic(
          operation, PJ_FWD, east.baseAddress, stride, count, north.baseAddress, stride, count, nil, 0, 0, nil, 0, 0)
      }
    }
  }

  private func outside(_ point: MapPoint) -> GeodesyError {
    let number = unsafe proj_errno(operation)
    let text = unsafe number == 0 ? nil : proj_context_errno_string(context.handle, number)
    let said = unsafe text.map { unsafe String(cString: $0) }
    return GeodesyError(
      .outsideDomain, at: "\(source.shortName) (\(point.easting), \(point.northing))",
      "The point has no place in \(target.shortName).",
      mend: "Check that the coordinates belong to the CRS that they are said to be in.",
      cause: context.takeMessages() ?? said)
  }

  private static func system(_ crs: CRS, in context: ProjectionContext) throws(GeodesyError) -> OpaquePointer {
    guard let system = unsafe proj_create(context.handle, crs.definition) else {
      throw unknown(crs, context.takeMessages())
    }
    guard unsafe proj_is_crs(system) != 0 else {
      unsafe proj_destroy(system)
      throw unknown(crs, "it names something else than a CRS")
    }
    return unsafe system
  }

  private static func unknown(_ crs: CRS, _ cause: String?) -> GeodesyError {
    GeodesyError(
      .unknownCRS, at: crs.shortName, "This is no coordinate reference system that PROJ knows.",
      mend: "Name it by its authority's code, such as EPSG:32640, or by valid WKT.", cause: cause)
  }

  private static func noWay(from source: CRS, to target: CRS, _ cause: String?) -> GeodesyError {
    GeodesyError(
      .noTransform, at: "\(source.shortName) to \(target.shortName)", "PROJ knows no transform between the two.",
      mend: "Give the picture a CRS that is tied to the Earth, such as its UTM zone.", cause: cause)
  }
}

extension CRS {
  /// The definition where it is short, else the name quoted in its WKT.
  var shortName: String {
    guard definition.count > 40 else { return definition }
    let parts = definition.split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count > 2 && !parts[1].isEmpty ? String(parts[1].prefix(60)) : String(definition.prefix(40)) + "…"
  }
}
