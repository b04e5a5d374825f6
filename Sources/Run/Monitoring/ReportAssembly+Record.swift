import CaseStore
import Evidence
import Foundation
import Places
import Provenance
import Quantities
import Reports

/// What the report prints of persons' claims, and how it hangs together.
extension ReportAssembly {
  func record(_ sites: [Site]) throws -> ReportRecord {
    let (findings, sources) = (try store.findings(), try store.sources())
    var record = ReportRecord(
      findings: findings, sources: sources,
      assessments: try CaseRun.judgements(of: store).map { .init($0.judgement, $0.sensitivity, $0.matrix) })
    record.corroborations = corroborations(findings, sources)
    record.timeline = try timeline(sites)
    record.agreements = try CaseRun.agreements(of: store)
    record.forecasts = try CaseRun.forecasts(of: store)
    record.capacities = try CaseRun.capacities(of: store)
    record.changes = changes(findings)
    record.now = now
    return record
  }

  // MARK: - What findings rest on

  private func corroborations(_ findings: [Finding], _ sources: [Source]) -> [CorroborationOf] {
    let scenes = Dictionary(
      stacks.rows.compactMap { row in row.scene.map { ($0.id, $0) } }, uniquingKeysWith: { first, _ in first })
    let byID = Dictionary(features.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let known = Dictionary(sources.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let others = Dictionary(findings.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    func look(_ id: String, _ isFor: Bool = true) -> SceneLook {
      let sensor = scenes[id]?.sensor
      return SceneLook(id, date: scenes[id]?.date, sensor: sensor == "unknown" ? nil : sensor, isFor: isFor)
    }
    func looks(_ support: Finding.Support) -> [SceneLook] {
      switch support.kind {
      case .feature:
        let feature = byID[support.id]
        return (feature?.scenesFor ?? []).map { look($0) } + (feature?.scenesAgainst ?? []).map { look($0, false) }
      case .place:
        let zone = observability.zones.first { $0.id == support.id }
        return (zone?.days ?? []).filter { $0.visibility == .seen }.map { look($0.scene) }
      case .scene: return [look(support.id)]
      case .source, .finding: return []
      }
    }
    return findings.map { CorroborationOf($0, sources: known, findings: others, looks: looks) }
  }

  // MARK: - Sites

  /// Changes that each event is told of: the rest stands in the list of features.
  private static let eventsAtMost = 12

  /// `nil` unless there are several sites, one of which is related to another.
  private func timeline(_ sites: [Site]) throws -> SiteTimeline? {
    let own = sites.filter { $0.role == .site }
    let relations = own.flatMap { site in
      site.relations.compactMap { relation in
        SiteRelation.Kind(rawValue: relation.kind.rawValue).map {
          SiteRelation(from: site.id, $0, to: relation.to)
        }
      }
    }
    guard own.count > 1, !relations.isEmpty else { return nil }
    return SiteTimeline(try own.flatMap(events), relations: relations)
  }

  /// When a site began to build, as far as the pictures tell, and its strongest changes.
  private func events(at site: Site) throws -> [SiteEvent] {
    let inside = features.filter { feature in
      feature.change != nil && feature.status != .rejected && feature.parent == nil
        && feature.outline.contains { outline in
          outline.exterior.contains { point in site.polygons.contains { $0.contains(point) } }
        }
    }
    func event(_ feature: Feature, _ what: String, isBeginning: Bool) throws -> SiteEvent {
      try SiteEvent(
        site: site.id, name: site.name, what: what, bracket: feature.bracket, isBeginning: isBeginning,
        origins: ["features/\(feature.id)/notBefore", "features/\(feature.id)/notAfter"])
    }
    let begun = inside.filter { ($0.change == .built || $0.change == .cleared) && $0.bracket.notAfter != nil }
      .min { middle($0.bracket) < middle($1.bracket) }
    let others = inside.filter { $0.id != begun?.id }.prefix(Self.eventsAtMost)
    return try [begun].compactMap { $0 }.map { try event($0, "began to build", isBeginning: true) }
      + others.map { try event($0, Self.what($0), isBeginning: false) }
  }

  /// So that it can follow a site's name.
  private static func what(_ feature: Feature) -> String {
    let kind = feature.kind == .unknown ? "something" : PlainWords.kind(feature.kind)
    return switch feature.change {
    case .built: "had \(kind) built"
    case .removed: "lost \(kind)"
    case .altered: "had \(kind) altered"
    case .cleared, nil: "had ground cleared"
    }
  }

  private func middle(_ bracket: Bracket) -> Double {
    let last = bracket.notAfter?.daysSince1970 ?? .infinity
    return ((bracket.notBefore?.daysSince1970 ?? last) + last) / 2
  }

  // MARK: - The last report

  /// `nil` of a first report, and of one whose features cannot be read any more.
  private func changes(_ findings: [Finding]) -> ReportChanges? {
    let file = store.folder.reports + "/latest/features.geojson"
    guard let since = try? store.ledger().entries.last(where: { $0.act == CaseRun.reportAct })?.at,
      let data = FileManager.default.contents(atPath: file),
      let before = try? ReportChanges.features(in: data, at: "features.geojson")
    else { return nil }
    return ReportChanges(
      since: since, features: (before, features),
      findings: (FindingState.states(of: findings, at: since), findings.map(FindingState.init)))
  }
}
