import Foundation
import Geodesy
import Provenance
import Vectors

/// Reader of `SITE.geojson`, as the contract describes it.
package enum SiteFile {
  /// Everything that the file describes, in the file's order; at least one entry has the role `site`.
  ///
  /// A lone geometry or Feature is a site. Missing ids come from the name, else from the role: `site-1`, `zone-2`. What
  /// names no owner belongs to the file's only site, else to the one site that its first point lies in. A SMART region
  /// model is its region with a zone for each site summary, a SMART site model its site.
  /// - Throws: every code of `PlacesError`; the file's name and the feature's number stand in `place`.
  package static func read(_ path: String) throws(PlacesError) -> [Site] {
    let name = URL(fileURLWithPath: path).lastPathComponent
    return try sites(in: BoundedJSON.read(path), name: name)
  }

  /// - Parameter name: what the document is called in errors.
  package static func sites(in document: JSONValue, name: String) throws(PlacesError) -> [Site] {
    if SmartModel.isModel(document) { return try SmartModel(document, name: name).watched }
    var drafts: [SiteDraft] = []
    for (index, feature) in try features(of: document, name: name).enumerated() {
      drafts.append(try SiteDraft(feature, index: index, fileName: name))
    }
    guard drafts.contains(where: { $0.role == .site }) else {
      let reason = drafts.isEmpty ? "The file holds no feature." : "None of the features has the role “site”."
      throw PlacesError(.noSite, at: name, reason, mend: "Give at least one polygon to watch, with the role “site”.")
    }
    let ids = try SiteIdentifiers.assign(to: drafts, name: name)
    return try SiteReferences.resolve(drafts, ids: ids)
  }

  private static func features(of document: JSONValue, name: String) throws(PlacesError) -> [JSONValue] {
    switch document["type"]?.stringValue {
    case "FeatureCollection":
      guard let list = document["features"]?.arrayValue else {
        throw PlacesError(
          .notGeoJSON, at: name, "The FeatureCollection has no list of features.",
          mend: "Save the file as RFC 7946 GeoJSON.")
      }
      return list
    case "Feature": return [document]
    case "Polygon", "MultiPolygon": return [["type": "Feature", "properties": [:], "geometry": document]]
    case "Topology":
      throw PlacesError(.notGeoJSON, at: name, "This is TopoJSON.", mend: "Save the file as GeoJSON.")
    case let type?:
      throw PlacesError(
        .notGeoJSON, at: name, "The file's type is “\(type)”.",
        mend: "Give a Polygon, a Feature or a FeatureCollection.")
    case nil:
      throw PlacesError(
        .notGeoJSON, at: name, "This is JSON, but not GeoJSON: it has no “type”.",
        mend: "Give a Polygon, a Feature or a FeatureCollection.")
    }
  }
}
