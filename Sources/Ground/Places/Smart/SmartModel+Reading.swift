import Foundation
import Geodesy
import Provenance
import Quantities
import Vectors

extension SmartModel {
  /// Reads a region or a site model.
  /// - Throws: `PlacesError`: those of `BoundedJSON`; `notSmart` for what the format does not allow; `duplicateID`;
  ///   `invalidOutline`, `wrongGeometry`, `outOfRange`, `notGeoJSON` for outlines. Heights of points are dropped.
  package static func read(_ path: String) throws(PlacesError) -> SmartModel {
    try SmartModel(BoundedJSON.read(path), name: URL(fileURLWithPath: path).lastPathComponent)
  }

  /// Whether a document calls itself a SMART model: features of the format's types and with its keys, and none with a role
  /// of ours.
  static func isModel(_ document: JSONValue) -> Bool {
    let features = document["features"]?.arrayValue ?? []
    let keys = ["region_id", "site_id", "observation_date"]
    return features.contains { feature in
      let properties = feature["properties"] ?? .null
      return properties["type"]?.stringValue.flatMap(SmartFeature.Kind.init(rawValue:)) != nil
        && keys.contains { properties[$0] != nil }
    }
      && features.allSatisfy { $0["properties"]?["role"] == nil }
  }

  /// - Parameter name: what the document is called in errors.
  package init(_ document: JSONValue, name: String) throws(PlacesError) {
    guard document["type"]?.stringValue == "FeatureCollection", let list = document["features"]?.arrayValue else {
      throw PlacesError(
        .notSmart, at: name, "This is no FeatureCollection.", mend: "Give a SMART region model or site model.")
    }
    var features: [SmartFeature] = []
    for (index, feature) in list.enumerated() {
      features.append(try SmartFeature(feature, place: "\(name), feature \(index + 1)"))
    }
    let kinds = Set(features.map(\.kind))
    if kinds.isSubset(of: [.region, .siteSummary]) {
      try self.init(regionOf: features, name: name)
    } else if kinds.isSubset(of: [.site, .observation]) {
      try self.init(siteOf: features, name: name)
    } else {
      throw PlacesError(
        .notSmart, at: name, "The file mixes features of region models and of site models.",
        mend: "A region model has “region” and “site_summary”, a site model “site” and “observation”: split the file.")
    }
  }

  private static func only(
    _ kind: SmartFeature.Kind, _ word: String, in features: [SmartFeature], _ name: String, mend: String
  ) throws(PlacesError) -> SmartFeature {
    let own = features.filter { $0.kind == kind }
    guard let first = own.first, own.count == 1 else {
      throw PlacesError(
        .notSmart, at: name,
        own.isEmpty ? "The model has no feature of type “\(word)”." : "The model has \(own.count) \(word)s.", mend: mend
      )
    }
    return first
  }

  private init(regionOf features: [SmartFeature], name: String) throws(PlacesError) {
    let region = try Self.only(
      .region, "region", in: features, name, mend: "A region model has one region, and the site summaries in it.")
    let id = try region.id(
      "region_id", SmartFeature.isRegion, "two letters, _R, _C or _S and three digits, such as AE_R001")
    var sites: [SmartModelSite] = []
    for feature in features where feature.kind == .siteSummary {
      let site = try feature.site(of: id, observations: [])
      if sites.contains(where: { $0.id == site.id }) {
        throw PlacesError(
          .duplicateID, at: feature.place, "The site “\(site.id)” is in the model already.",
          mend: "Give each site a number of its own.")
      }
      sites.append(site)
    }
    self.init(form: .region, region: id, ground: try region.polygons(), dates: try region.dates(), sites: sites)
  }

  private init(siteOf features: [SmartFeature], name: String) throws(PlacesError) {
    let site = try Self.only(
      .site, "site", in: features, name, mend: "A site model has one site, and its observations.")
    var observations: [SmartModelSite.Observation] = []
    for feature in features where feature.kind == .observation { observations.append(try feature.observation()) }
    observations.sort {
      ($0.date?.secondsSince1970 ?? .min, $0.source ?? "") < ($1.date?.secondsSince1970 ?? .min, $1.source ?? "")
    }
    let region = try site.text("region_id")
    self.init(
      form: .site, region: region, ground: [], dates: try site.dates(),
      sites: [try site.site(of: region, observations: observations)])
  }
}
