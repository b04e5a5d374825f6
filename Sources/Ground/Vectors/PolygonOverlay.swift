import Geodesy

/// Overlay of whole polygons, with their outlines as the result, by GEOS through GDAL's OGR.
///
/// Longitudes and latitudes are a plane's. Every ring must be simple, as `RingValidity` checks; polygons of one list may
/// overlap only where that is said. Results have no direction of rings; where shapes merely touch they are empty.
package enum PolygonOverlay {
  /// What any of the polygons covers; they may overlap. Empty of none.
  /// - Throws: `notOverlaid` where the library gives up.
  package static func union(of polygons: [GeoPolygon]) throws(VectorError) -> [GeoPolygon] {
    if polygons.isEmpty { return [] }
    if polygons.count == 1 { return polygons }
    return try result(of: .union, polygons, [])
  }

  /// What both lists cover, each without overlaps in itself.
  /// - Throws: `notOverlaid` where the library gives up.
  package static func intersection(
    of first: [GeoPolygon], and second: [GeoPolygon]
  ) throws(VectorError) -> [GeoPolygon] {
    if first.isEmpty || second.isEmpty { return [] }
    return try result(of: .intersection, first, second)
  }

  /// What the first list covers and the second does not, each without overlaps in itself.
  /// - Throws: `notOverlaid` where the library gives up.
  package static func difference(
    of first: [GeoPolygon], less second: [GeoPolygon]
  ) throws(VectorError) -> [GeoPolygon] {
    if first.isEmpty || second.isEmpty { return first }
    return try result(of: .difference, first, second)
  }

  /// Whether the lists have a point in common, be it on an edge.
  /// - Throws: `notOverlaid` where the library gives up.
  package static func meet(_ first: [GeoPolygon], _ second: [GeoPolygon]) throws(VectorError) -> Bool {
    if first.isEmpty || second.isEmpty { return false }
    guard let meet = LibraryGeometry.meet(first, second) else { throw failure(nil) }
    return meet
  }

  private static func result(
    of operation: LibraryGeometry.Operation, _ first: [GeoPolygon], _ second: [GeoPolygon]
  ) throws(VectorError) -> [GeoPolygon] {
    let outcome = LibraryGeometry.result(of: operation, first, second)
    guard let bytes = outcome.bytes, let polygons = WellKnownBinary.polygons(from: bytes) else {
      throw failure(outcome.message)
    }
    return polygons
  }

  private static func failure(_ message: String?) -> VectorError {
    VectorError(
      .notOverlaid, at: "overlay", "The outlines cannot be laid over each other.",
      mend: "Draw them again with fewer corners, none closer than a centimetre to another.", cause: message)
  }
}
