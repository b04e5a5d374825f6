import Alignment
import CaseStore
import Changes
import Foundation
import Geodesy
import Kernels
import Mensuration
import Places
import Provenance
import Quantities
import Rasters
import Reports
import Stacks
import Tracking

/// Everything the report shows, gathered from a case's stack and features.
struct ReportAssembly {
  let store: CaseStore
  let stack: CaseStack
  let features: [Feature]
  let observations: [Observation]
  let outlines: [String: [PixelPoint]]
  let lookAt: [String: (before: Int?, after: Int?)]
  let detection: ChangeDetection?
  let threads: Int
  let now: Timestamp

  /// Features with chips of their own; the rest stand in the table.
  static let chipsAtMost = 60

  func html(truth: String?) throws -> String {
    let sites = try store.sites()
    let named = sites.filter { $0.role == .site }.map(\.name)
    let content = ReportContent(
      title: named.count == 1 ? named[0] : "\(named.count) sites",
      caseName: URL(fileURLWithPath: store.folder.path).lastPathComponent,
      siteNames: named, created: now.day, software: software, period: period, scenes: scenes,
      features: reportFeatures(),
      map: try map(sites), areaSeries: areaSeries, budget: stack.budgetTerms, method: method, limits: limits,
      truthComparison: try truth.map { try TruthComparison(file: $0).rows(features) }, credits: credits)
    return try HTMLReport.render(content)
  }

  private var series: StackSeries { stack.series }
  private var gsd: Double { stack.grid.geotransform.columnEasting }

  private var software: [ReportSoftware] {
    [
      ReportSoftware(name: "Telltale", version: Program.version),
      ReportSoftware(name: "GDAL", version: RasterRuntime.version),
    ]
  }

  private var period: (first: Timestamp, last: Timestamp)? {
    guard let first = series.dates.first, let last = series.dates.last else { return nil }
    return (first, last)
  }

  private var scenes: [ReportScene] {
    stack.rows.map { row in
      ReportScene(
        id: row.scene?.id ?? row.fileName, label: row.fileName, date: row.scene?.date,
        sensor: row.scene?.sensor ?? "unknown",
        pixels: row.scene.map { "\($0.product.quantity.words); \($0.product.definition.evidence.words)" } ?? "",
        gsd: row.scene?.gsd, effectiveGSD: row.coarserGSD,
        clearFraction: row.exclusion == nil ? row.clearFraction : nil,
        shift: row.alignment.map { ReportShift(rows: $0.shiftRows, columns: $0.shiftColumns) },
        ce90: row.alignment.map { Metres($0.ce90Metres) }, exclusion: row.exclusion,
        isReference: row.scene?.contentHash == stack.reference.contentHash)
    }
  }

  private var credits: [String] {
    var lines: Set<String> = []
    for row in stack.rows where row.exclusion == nil {
      if let credit = row.scene?.credit { lines.insert(row.scene?.licence.map { "\(credit) (\($0))" } ?? credit) }
    }
    return lines.sorted()
  }

  // MARK: - Pictures

  private var pictures: Pictures {
    Pictures(
      series: series, scenes: Dictionary(scenes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
      credits: Dictionary(
        stack.rows.compactMap { row in row.scene.flatMap { scene in scene.credit.map { (scene.id, $0) } } },
        uniquingKeysWith: { first, _ in first }), gsd: gsd)
  }

  private func reportFeatures() -> [ReportFeature] {
    let pictures = pictures
    let byFeature = Dictionary(grouping: observations, by: \.feature)
    return Parallel.map(features.count, threads: threads) { index in
      let feature = features[index]
      let look = lookAt[feature.id]
      let ring = outlines[feature.id]
      let hasChips = index < Self.chipsAtMost
      let twin = feature.change == .removed ? look?.before : look?.after
      func chip(_ scene: Int?) -> ReportChip? {
        guard hasChips, let scene, let ring else { return nil }
        return pictures.chip(scene, outline: ring, stretchedAs: twin)
      }
      return ReportFeature(
        feature: feature, number: index + 1, before: chip(look?.before), after: chip(look?.after),
        observations: (byFeature[feature.id] ?? []).sorted { ($0.date, $0.scene) < ($1.date, $1.scene) })
    }
  }

  private func map(_ sites: [Site]) throws -> ReportMap? {
    let sitePixels = stack.inSite.indices.filter { stack.inSite[$0] }
    guard !sitePixels.isEmpty else { return nil }
    let window = Composite.window(around: sitePixels, grid: stack.grid, margin: 24)
    let step = max(1, sitePixels.count / 3_000)
    let sampled = stride(from: 0, to: sitePixels.count, by: step).map { sitePixels[$0] }
    let latest = series.dates.indices.suffix(12).reversed()
    guard
      let scene = latest.first(where: { series.clearShare(of: $0, pixels: sampled) > 0.98 })
        ?? series.dates.indices.max(by: {
          series.clearShare(of: $0, pixels: sampled) < series.clearShare(of: $1, pixels: sampled)
        }),
      let (image, factor) = pictures.map(scene, window: window)
    else { return nil }
    func points(_ ring: [PixelPoint]) -> [ReportPoint] {
      ring.map {
        ReportPoint(column: ($0.column - Double(window.column)) * factor, row: ($0.row - Double(window.row)) * factor)
      }
    }
    let pixels = SitePixels(grid: stack.grid)
    let numbered = features.enumerated().compactMap { index, feature -> ReportMap.Outline? in
      guard feature.change != nil, let ring = outlines[feature.id] else { return nil }
      return ReportMap.Outline(number: index + 1, kind: feature.kind, points: points(ring))
    }
    let id = series.sceneIDs[scene]
    return ReportMap(
      image: image, outlines: numbered,
      siteOutlines: try sites.filter { $0.role == .site }.flatMap(\.polygons)
        .map { points(try pixels.ring($0.exterior)) },
      references: features.filter { $0.change == nil }.compactMap { feature in
        outlines[feature.id].map { ReportMap.Reference(name: feature.name ?? feature.id, points: points($0)) }
      }, metresPerPixel: gsd / factor, date: series.dates[scene], credit: pictures.credits[id])
  }

  // MARK: - Series and words

  /// Roofs that stand on each date, added up: low counts what surely stands, high what may.
  private var areaSeries: [AreaSeries] {
    let built = features.filter { $0.kind == .building && $0.change == .built && $0.status != .rejected }
    guard !built.isEmpty else { return [] }
    let points = series.dates.map { date -> AreaSeries.Point in
      var low = 0.0
      var value = 0.0
      var high = 0.0
      for feature in built {
        guard let area = feature.area.estimate else { continue }
        if let stands = feature.bracket.notAfter, stands <= date {
          low += area.low.magnitude
          value += area.value.magnitude
        }
        if feature.bracket.notBefore.map({ $0 < date }) ?? true { high += area.high.magnitude }
      }
      return AreaSeries.Point(
        date: date, low: SquareMetres(low), value: SquareMetres(value), high: SquareMetres(max(high, value)))
    }
    return [AreaSeries(name: "Area of new buildings", points: points)]
  }

  private var method: [ReportSection] {
    let transform = stack.grid.geotransform
    let grid = ReportSection(
      heading: "Grid and reference",
      rows: [
        .init(name: "Coordinate reference system", value: stack.grid.crs.definition),
        .init(name: "Pixel", value: "\(JSONValue.fixed(transform.columnEasting, places: 3)) m"),
        .init(name: "Size", value: "\(stack.grid.columns) × \(stack.grid.rows) pixels"),
        .init(name: "Reference scene", value: stack.reference.id),
      ],
      paragraphs: [
        "Every scene is shifted onto the reference by the phase of many tiles, resampled once, "
          + "brought to the stack's median brightness on pixels that do not change, "
          + "and masked where it departs from the site's own history as cloud, haze or shadow do."
      ])
    return [grid, section("Stack", Settings.stack), section("Change and measures", Settings.change(detection))]
      + [remarks].compactMap { $0 }
  }

  private func section(_ heading: String, _ settings: JSONValue) -> ReportSection {
    ReportSection(
      heading: heading,
      rows: (settings.members ?? []).map { .init(name: $0.key, value: $0.value.stringValue ?? $0.value.compactText) })
  }

  private var remarks: ReportSection? {
    let rows = stack.rows.flatMap { row in
      (row.scene?.remarks ?? []).map { ReportSection.Row(name: row.fileName, value: $0) }
    }
    return rows.isEmpty ? nil : ReportSection(heading: "Remarks on scenes", rows: rows)
  }

  private var limits: [String] {
    var lines: [String] = []
    lines.append(sizeLimit)
    let least = 2 * StepDetector.persistence
    if detection == nil {
      lines.append(
        "Change could not be tested: the ground was seen on fewer than \(least) clear dates. "
          + "That nothing is listed does not mean that nothing happened.")
    } else {
      let sitePixels = stack.inSite.indices.filter { stack.inSite[$0] }
      let untested = series.seenCounts(sitePixels, threads: threads).count { $0 < least }
      let share = Double(untested) / Double(max(sitePixels.count, 1))
      if share > 0 {
        lines.append(
          "\(JSONValue.fixed(100 * share, places: 1)) % of the site was seen clearly "
            + "on fewer than \(least) dates and could not be tested.")
      }
      lines.append(
        "A change counts once it was seen on \(StepDetector.persistence) clear dates in a row; "
          + "what came after \(series.dates[max(0, series.count - StepDetector.persistence)].day) "
          + "cannot be confirmed yet, and what happened before "
          + "\(series.dates[min(series.count - 1, StepDetector.persistence - 1)].day) "
          + "has too little past to depart from.")
    }
    let days = series.dates.count(where: \.isDayOnly)
    if days > 0 {
      lines.append(
        "Of \(days) of \(series.count) scenes the day alone is known: where shadows fell on them was reckoned for "
          + "half past ten by the sun, when most satellites cross.")
    }
    lines.append(
      "Sides of a thing that lie in shadow or beside a neighbour of its own brightness may be drawn too far out or in; "
        + "intervals allow for it in part.")
    return lines
  }

  private var sizeLimit: String {
    let pixel = stack.gsd.magnitude
    let smallest = Int(max(Double(ChangeRegions.minimumPixels), ThingFinder.smallestThing))
    let text =
      "Things narrower than \(JSONValue.fixed(AreaMeasure.minimumWidthInPixels * pixel, places: 0)) m "
      + "(\(Int(AreaMeasure.minimumWidthInPixels)) pixels) are not measured, and changes of fewer than "
      + "\(smallest) pixels (\(JSONValue.fixed(Double(smallest) * pixel * pixel, places: 0)) m²) are not reported."
    guard stack.coarseness > 1 else { return text }
    let effective = pixel * stack.coarseness
    return text + " Most pictures look enlarged: they show no more than pixels of "
      + "\(JSONValue.fixed(effective, places: 0)) m would. Take what is narrower than "
      + "\(JSONValue.fixed(AreaMeasure.minimumWidthInPixels * effective, places: 0)) m for a hint."
  }
}
