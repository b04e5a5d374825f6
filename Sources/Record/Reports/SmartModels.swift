import Geodesy
import Places
import Provenance
import Quantities
import Vectors

/// Features as site and region models of the IARPA SMART programme: works, and buildings that belong to none, with the
/// phase of every date that saw them.
///
/// What the format cannot say is left to `cache`: the interval of each phase's beginning, the id and the review of the
/// feature. A phase that no date shows has no observation.
package struct SmartModels {
  /// A file's name without its folder, and what it holds.
  package typealias File = (name: String, json: JSONValue)

  let region: SmartRegionName
  /// Of each scene the satellite as the format names them; others are none.
  let sensors: [String: String]

  package static let version = "2.0.0"
  package static let originator = "telltale"

  /// - Parameter sensors: by scene id, as the catalogue names them.
  package init(region: SmartRegionName, sensors: [String: String]) {
    self.region = region
    self.sensors = sensors.compactMapValues(Self.sensor)
  }

  /// Site models in the order of `features`, and the region model that lists them.
  /// - Parameters:
  ///   - ground: the site's polygons; the region is the box around them.
  ///   - dates: first and last of the scenes that were used.
  /// - Throws: `GeodesyError` for a place without a grid name; `ReportError` beyond the zones of UTM.
  package func files(
    _ features: [Feature], observations: [Observation], ground: [GeoPolygon],
    dates: (first: Timestamp, last: Timestamp)?
  ) throws -> (sites: [File], region: File) {
    let chosen = features.filter(Self.isSite)
    let byFeature = Dictionary(grouping: observations, by: \.feature)
    let sites = try chosen.enumerated().map { index, feature in
      try SmartSite(
        feature, name: region.site(index), region: region, observations: byFeature[feature.id] ?? [], sensors: sensors)
    }
    return (
      sites.map { ("\($0.name).geojson", $0.model) },
      ("\(region.file).geojson", try regionModel(sites, ground, dates))
    )
  }

  /// Works, and what was built outside all works; not what a person rejected.
  package static func isSite(_ feature: Feature) -> Bool {
    guard feature.change != nil, feature.status != .rejected, !feature.life.isEmpty, !feature.outline.isEmpty else {
      return false
    }
    return feature.kind == .works || (feature.parent == nil && feature.change == .built)
  }

  private func regionModel(
    _ sites: [SmartSite], _ ground: [GeoPolygon], _ dates: (first: Timestamp, last: Timestamp)?
  ) throws -> JSONValue {
    let points = ground.flatMap(\.exterior) + sites.flatMap(\.polygon.exterior)
    let (longitudes, latitudes) = (points.map(\.longitude), points.map(\.latitude))
    let (west, east) = (longitudes.min() ?? 0, longitudes.max() ?? 0)
    let (south, north) = (latitudes.min() ?? 0, latitudes.max() ?? 0)
    let box = GeoPolygon(
      exterior: [(west, south), (east, south), (east, north), (west, north)].map {
        GeoPoint(longitude: $0.0, latitude: $0.1)
      })
    let region: JSONValue = [
      "type": "Feature",
      "properties": [
        "type": "region", "region_id": .string(self.region.id), "version": .string(Self.version),
        "mgrs": .string(try Self.square(of: box)), "model_content": sites.isEmpty ? "empty" : "proposed",
        "start_date": JSONValue(dates?.first.day), "end_date": JSONValue(dates?.last.day),
        "originator": .string(Self.originator), "comments": .null,
      ],
      "geometry": GeoJSON.geometry(of: [box]),
    ]
    return ["type": "FeatureCollection", "features": .array([region] + sites.map(\.summary))]
  }

  /// - Throws: `ReportError.unsupportedPlace` near the poles.
  static func square(of polygon: GeoPolygon) throws -> String {
    let centre = Rings.centroid(polygon.exterior) ?? polygon.exterior.first ?? GeoPoint(longitude: 0, latitude: 0)
    guard let square = try MGRS.square(of: centre) else {
      throw ReportError(
        .unsupportedPlace, at: "SMART models",
        "Squares of the Military Grid are named between 80° S and 84° N only; the site lies at latitude "
          + "\(JSONValue.fixed(centre.latitude, places: 2)).",
        mend: "Use --format geojson.")
    }
    return square
  }

  private static func sensor(_ name: String) -> String? {
    let name = name.lowercased()
    if name.contains("sentinel-2") { return "Sentinel-2" }
    if name.contains("landsat 8") || name.contains("landsat-8") { return "Landsat 8" }
    if name.contains("planetscope") || name.contains("skysat") { return "Planet" }
    return name.contains("worldview") ? "WorldView" : nil
  }
}
