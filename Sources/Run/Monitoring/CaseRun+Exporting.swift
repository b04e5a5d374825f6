import Bundles
import CaseStore
import Evidence
import Foundation
import Geodesy
import Places
import Provenance
import Rasters
import Reports

extension CaseRun {
  /// The forms that a case's features are handed on in.
  package enum ExportFormat: String, Sendable, CaseIterable {
    /// One file: the features as the report has them.
    case geojson
    /// A folder: `site_models/*.geojson` and `region_models/*.geojson` of the IARPA SMART programme.
    case smart
    /// One file: a table for spreadsheets.
    case csv
    /// One file: outlines with times, for Google Earth.
    case kml
    /// One file: the case's GeoPackage as it is now, without what was deleted from it.
    case gpkg
    /// One file: the report as it is printed.
    case pdf
    /// A folder: a SpatioTemporal Asset Catalog of the features and the pictures that they rest on, with the report.
    case stac
    /// A folder that a stranger can verify and compute again: see `bundle(to:key:withImagery:)`.
    case bundle
  }

  /// What was written.
  package struct Exported: Sendable {
    /// Features, or sites, that are in it.
    package let count: Int
    /// Of things that were left out, why: none is lost without a word.
    package let leftOut: [String]
  }

  /// The case's features at `path`; its pictures stay closed.
  /// - Parameter region: for `smart`; where `nil`, the one that the case's site is named after, as one that was made from a
  ///   region model is.
  /// - Throws: `MonitoringError.unknown` for a case without a report, `.writeFailed`; whole files only.
  package func export(_ format: ExportFormat, to path: String, region: SmartRegionName? = nil) throws -> Exported {
    let features = try store.features()
    guard try store.setting("published") != nil else {
      throw MonitoringError(
        .unknown, at: store.folder.path, "Nothing was looked for in this case yet, so there is nothing to export.",
        mend: "Run watch or report on it first.")
    }
    let place = try OutputPlace(path, outside: store.folder)
    if let beginnings = format.beginnings { try place.requireFree(orBeginningWith: beginnings) }
    let named = try store.sites().filter { $0.role == .site }.compactMap { SmartRegionName($0.id) }
    let region = region ?? (named.count == 1 ? named[0] : .none)
    let exported: Exported
    switch format {
    case .geojson:
      try write([(path, FeatureJSON.collection(features))])
      exported = Exported(count: features.count, leftOut: [])
    case .csv: exported = try write(FeatureCSV.text(features), features.count, to: path)
    case .kml:
      let names = try store.sites().filter { $0.role == .site }.map(\.name)
      exported = try write(
        FeatureKML.text(features, title: PlainWords.list(names)), features.count, to: path)
    case .gpkg: exported = try exportGeoPackage(features.count, to: path)
    case .pdf:
      try exportPDF(to: path)
      exported = Exported(count: features.count, leftOut: [])
    case .smart: exported = try exportSmart(features, to: path, region)
    case .stac: exported = try exportCatalog(features, to: path)
    case .bundle: return Exported(count: try bundle(to: path).files, leftOut: [])
    }
    let record = StepRecord(
      "export", version: 1, inputs: [ContentHash(of: FeatureJSON.collection(features))],
      settings: ["format": .string(format.rawValue), "region": .string(region.id)])
    try store.commit { try $0.append([LedgerAct(record, by: Program.name, at: options.now)]) }
    return exported
  }

  private func write(_ text: String, _ count: Int, to path: String) throws -> Exported {
    do { try AtomicFile.write(Data(text.utf8), to: path) } catch {
      throw MonitoringError(writing: "The export", to: path, error)
    }
    return Exported(count: count, leftOut: [])
  }

  private func exportGeoPackage(_ count: Int, to path: String) throws -> Exported {
    let temporary = AtomicFile.temporaryPath(for: path)
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    try store.copyDatabase(to: temporary)
    do { try AtomicFile.replace(path, with: temporary) } catch {
      throw MonitoringError(writing: "The export", to: path, error)
    }
    return Exported(count: count, leftOut: [])
  }

  private func exportCatalog(_ features: [Feature], to path: String) throws -> Exported {
    let writer = try BundleWriter(at: path)
    defer { writer.clean() }
    let ledger = try store.ledger().entries
    let report = ledger.last { $0.act == Self.reportAct }
    var assets: [STACAsset] = []
    for (name, title, type) in [
      ("report.html", "The report", "text/html"), ("features.geojson", "All features", "application/geo+json"),
    ] {
      let file = store.folder.reports + "/latest/" + name
      try writer.copy(file, to: STACAsset.folder + "/" + name)
      let size = try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int ?? 0
      assets.append(
        STACAsset(
          name: name, title: title, mediaType: type, roles: name == "report.html" ? ["overview"] : ["data"],
          hash: try ContentHash(ofFileAt: file), bytes: size))
    }
    let catalog = FeatureSTAC(
      sites: try store.sites().filter { $0.role == .site }, features: features,
      scenes: try store.scenes().filter { $0.exclusion == nil }.compactMap(\.scene).map { scene in
        STACScene(
          id: scene.id, date: scene.date, sensor: scene.sensor, gsd: scene.gsd, licence: scene.licence,
          credit: scene.credit, hash: scene.contentHash)
      }, program: ReportSoftware(name: "Telltale", version: Program.version),
      libraries: [ReportSoftware(name: "GDAL", version: RasterRuntime.version)],
      settings: ledger.last { $0.act == "change" }?.settings ?? .null, created: report?.at ?? options.now,
      assets: assets)
    var count = 0
    try catalog.each { name, json in
      count += 1
      try writer.write(json.prettyText, to: name)
    }
    try writer.place()
    return Exported(count: features.count, leftOut: [])
  }

  private func exportSmart(_ features: [Feature], to path: String, _ region: SmartRegionName) throws -> Exported {
    let scenes = try store.scenes().compactMap { row in row.exclusion == nil ? row.scene : nil }
    let models = SmartModels(
      region: region, sensors: Dictionary(scenes.map { ($0.id, $0.sensor) }, uniquingKeysWith: { first, _ in first }))
    let dates = scenes.map(\.date).sorted()
    let files = try models.files(
      features, observations: try store.observations(),
      ground: try store.sites().filter { $0.role == .site }.flatMap(\.polygons),
      dates: dates.first.flatMap { first in dates.last.map { (first, $0) } })
    // Models of an earlier export would be read with these.
    let folder = path + "/site_models"
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where name.hasPrefix(region.id + "_") && !files.sites.contains(where: { $0.name == name }) {
      try? FileManager.default.removeItem(atPath: folder + "/" + name)
    }
    try write(
      files.sites.map { (folder + "/" + $0.name, $0.json) }
        + [(path + "/region_models/" + files.region.name, files.region.json)])
    let others = features.filter { $0.change != nil && !SmartModels.isSite($0) }
    let (parts, rest) = (others.count { $0.parent != nil }, others.count { $0.parent == nil })
    var leftOut: [String] = []
    if parts > 0 { leftOut.append("\(parts) that belong to works, which are sites as a whole") }
    if rest > 0 { leftOut.append("\(rest) that are neither works nor built, or were rejected, or have no life told") }
    return Exported(count: files.sites.count, leftOut: leftOut)
  }

  private func write(_ files: [(path: String, json: JSONValue)]) throws {
    for file in files {
      do {
        try FileManager.default.createDirectory(
          at: URL(fileURLWithPath: file.path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try AtomicFile.write(Data(file.json.prettyText.utf8), to: file.path)
      } catch {
        throw MonitoringError(writing: "The export", to: file.path, error)
      }
    }
  }
}

extension CaseRun.ExportFormat {
  /// What a file of that form begins with, so that an earlier export may be written over; `nil` of folders.
  fileprivate var beginnings: [String]? {
    switch self {
    case .geojson: ["{\n  \"type\": \"FeatureCollection\"", "{\"type\":\"FeatureCollection\""]
    case .csv: ["id,name,kind"]
    case .kml: ["<?xml"]
    case .gpkg: ["SQLite format 3"]
    case .pdf: ["%PDF-"]
    case .smart, .stac, .bundle: nil
    }
  }
}
