import CaseStore
import Changes
import Geodesy
import Mensuration
import Places
import Quantities
import Rasters
import Stacks
import Tracking

/// The activity of a case: along the site's lines, in its zones, and the pace of its works, from the stack that shows most.
struct ActivityAssembly {
  let stacks: CaseStacks
  let analysis: CaseAnalysis
  let sites: [Site]
  /// As the case holds them, marks of analysts included.
  let features: [Feature]
  /// Scenes of no use to the stack, with the reason under which lines and zones count them as not seeing.
  let unseen: [FeatureAssembly.Unseen]
  let temperatures: TemperatureReading
  let threads: Int

  private var stack: CaseStack { stacks.finest }
  private var series: StackSeries { stack.series }
  /// The pixel that limits count by.
  private var gsd: Double { stack.limiting.size.magnitude }

  /// - Throws: `GeodesyError` where the grid's CRS cannot be reached.
  func activity() throws -> Activity {
    let covers = NewCovers(stacks: stacks, analysis: analysis, features: features, grid: stack.grid)
    let lines = try sites.filter { $0.role == .line }.map { site in
      with(unseen, in: try LineMeasure(site, gsd: gsd, covers: covers.all, threads: threads).activity(series))
    }
    let zones = sites.filter { $0.role == .zone }
    let looked = zones.isEmpty ? sites.filter { $0.role == .site } : zones
    let warmths = try temperatures.temperatures(of: looked, in: sites)
    return Activity(
      lines: lines,
      zones: try looked.enumerated().map { index, site in
        var activity = with(unseen, in: try zone(site, covers))
        activity.temperature = warmths?[index]
        return activity
      },
      pace: (sites.filter { $0.role == .site } + zones).map(pace), totals: totals)
  }

  // MARK: - Zones

  private func zone(_ site: Site, _ covers: NewCovers) throws -> ZoneActivity {
    let mask = try SitePixels(grid: stack.grid).mask(site.polygons)
    let pixels = mask.indices.filter { mask[$0] }
    // A hall that goes up in the site is a part of it, not what keeps it from sight.
    let covered = site.role == .zone ? covers.over(pixels) : []
    return ZoneMeasure(site, gsd: gsd, threads: threads).activity(series, pixels: pixels, covered: covered)
  }

  // MARK: - Pace

  private func pace(_ site: Site) -> Pace {
    let dates = series.dates
    let isLone = site.role == .site && sites.count { $0.role == .site } == 1
    let inside = features.filter { feature in
      guard let point = feature.outline.first.map(Self.middle) else { return false }
      return isLone || site.polygons.contains { $0.contains(point) }
    }
    // What came after this date cannot be confirmed yet.
    let last = dates[max(0, dates.count - StepDetector.persistence)]
    return PaceMeasure(id: site.id, name: site.name, first: dates[0], last: last).pace(inside)
  }

  private static func middle(_ polygon: GeoPolygon) -> GeoPoint {
    let count = Double(max(1, polygon.exterior.count))
    return GeoPoint(
      longitude: polygon.exterior.reduce(0) { $0 + $1.longitude } / count,
      latitude: polygon.exterior.reduce(0) { $0 + $1.latitude } / count)
  }

  // MARK: - Sums

  /// Of roofs alone: ground that was cleared lies within other ground that was, and would count twice.
  private var totals: [AreaTotal] {
    let changed = features.filter { $0.status != .rejected && $0.kind.isRoofed && $0.change != nil }
    return FeatureKind.allCases.flatMap { kind in
      ChangeKind.allCases.compactMap { change -> AreaTotal? in
        let alike = changed.filter { $0.kind == kind && $0.change == change }
        let parts = alike.compactMap(part)
        guard parts.count > 1, let sum = AreaSum.estimate(parts) else { return nil }
        return AreaTotal(kind: kind, change: change, count: alike.count, measured: parts.count, area: sum)
      }
    }
  }

  private func part(_ feature: Feature) -> AreaSum.Part? {
    guard case .estimate(let area) = feature.area, let outline = analysis.result.drawn[feature.id] else { return nil }
    let home = stacks.all[analysis.homes[feature.id] ?? 0]
    return AreaSum.Part(outline, area: area.value, registration: home.budget.registrationDeviationInPixels)
  }

  // MARK: - Scenes kept out

  private func with(_ unseen: [FeatureAssembly.Unseen], in line: LineActivity) -> LineActivity {
    guard line.refused == nil else { return line }
    let others = unseen.map {
      LineActivity.Day(
        scene: $0.scene, date: $0.date, occupied: .notObservable($0.reason), stretches: [], clearShare: 0)
    }
    return LineActivity(
      id: line.id, name: line.name, kind: line.kind, length: line.length,
      days: (line.days + others).sorted { ($0.date, $0.scene) < ($1.date, $1.scene) }, notes: line.notes,
      ownLook: line.ownLook, undetermined: line.undetermined)
  }

  private func with(_ unseen: [FeatureAssembly.Unseen], in zone: ZoneActivity) -> ZoneActivity {
    guard zone.refused == nil else { return zone }
    let others = unseen.map {
      ZoneActivity.Day(
        scene: $0.scene, date: $0.date, index: .notObservable($0.reason), busierThan: nil, clearShare: 0)
    }
    return ZoneActivity(
      id: zone.id, name: zone.name, role: zone.role,
      days: (zone.days + others).sorted { ($0.date, $0.scene) < ($1.date, $1.scene) }, notes: zone.notes,
      countRefused: zone.countRefused)
  }
}
