import Geodesy
import Provenance
import Vectors

/// Where something lies, as a STAC item tells it: a geometry, and the box that holds it.
struct STACPlace {
  /// `null` of what has no outline.
  let geometry: JSONValue
  /// West, south, east, north; west is the larger where the box crosses the 180° meridian. `nil` without an outline.
  let box: JSONValue?

  /// - Parameter name: what the outline is of, for errors.
  /// - Throws: `ReportError.unsupportedPlace` for corners that are no place on the ground, as of pictures without
  ///   coordinates.
  init(_ polygons: [GeoPolygon], of name: String) throws(ReportError) {
    let polygons = polygons.filter { $0.exterior.count >= 3 }.map { polygon in
      GeoPolygon(exterior: polygon.exterior, holes: polygon.holes.filter { $0.count >= 3 })
    }
    let points = polygons.flatMap { $0.rings.flatMap { $0 } }
    if let point = points.first(where: { !Self.isOnGround($0) }) {
      throw ReportError(
        .unsupportedPlace, at: "STAC, \(STACText.line(name))",
        "A corner lies at longitude \(point.longitude), latitude \(point.latitude): that is no place on the ground.",
        mend: "Give the pictures coordinates first, or use --format csv.")
    }
    guard !points.isEmpty else {
      geometry = .null
      box = nil
      return
    }
    geometry = GeoJSON.geometry(of: polygons)
    let (west, east) = Self.span(points.map(\.longitude))
    let latitudes = points.map(\.latitude)
    box = .array(
      [west, latitudes.min() ?? 0, east, latitudes.max() ?? 0].map { .decimal($0, places: GeoJSON.places) })
  }

  /// The members of an item: no box without a geometry.
  var members: [JSONValue.Member] {
    [.init("geometry", geometry)] + (box.map { [.init("bbox", $0)] } ?? [])
  }

  private static func isOnGround(_ point: GeoPoint) -> Bool {
    abs(point.longitude) <= 180 && abs(point.latitude) <= 90
  }

  /// The shorter of the two ways round the globe that hold all longitudes.
  private static func span(_ longitudes: [Double]) -> (west: Double, east: Double) {
    let (west, east) = (longitudes.min() ?? 0, longitudes.max() ?? 0)
    guard east - west > 180 else { return (west, east) }
    let turned = longitudes.map { $0 < 0 ? $0 + 360 : $0 }
    let (from, to) = (turned.min() ?? 0, turned.max() ?? 0)
    return to - from < east - west ? (from, to - 360) : (west, east)
  }
}
