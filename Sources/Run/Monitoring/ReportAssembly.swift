import Alignment
import CaseStore
import Catalogue
import Foundation
import Geodesy
import Kernels
import Places
import Provenance
import Quantities
import Rasters
import Reports
import Stacks
import Tracking

/// Everything the report shows, gathered from a case's stacks and features.
struct ReportAssembly {
  let store: CaseStore
  let stacks: CaseStacks
  let features: [Feature]
  let analysis: CaseAnalysis
  let activity: Activity
  let observability: Observability
  /// On what terms pictures may be shown.
  let rules: LicenceRules
  let threads: Int
  let now: Timestamp

  /// Features with chips of their own; the rest stand in the table.
  static let chipsAtMost = 60

  func content(truth: String?) throws -> ReportContent {
    let sites = try store.sites()
    let named = sites.filter { $0.role == .site }.map(\.name)
    return ReportContent(
      title: named.count == 1 ? named[0] : "\(named.count) sites",
      caseName: URL(fileURLWithPath: store.folder.path).lastPathComponent,
      siteNames: named, created: now.day, software: software, period: period, scenes: scenes,
      features: reportFeatures(),
      map: try map(sites), areaSeries: areaSeries, activity: activity, observability: observability, budget: budget,
      method: method, limits: limits,
      truthComparison: try truth.map { try TruthComparison(file: $0).rows(features) }, credits: credits,
      record: try record(sites))
  }

  /// The stack on whose grid a feature was outlined.
  private func home(of feature: Feature) -> CaseStack { stacks.all[analysis.homes[feature.id] ?? 0] }

  private var software: [ReportSoftware] {
    [
      ReportSoftware(name: "Telltale", version: Program.version),
      ReportSoftware(name: "GDAL", version: RasterRuntime.version),
    ]
  }

  private var period: (first: Timestamp, last: Timestamp)? {
    let dates = dates
    guard let first = dates.first, let last = dates.last else { return nil }
    return (first, last)
  }

  /// Of all stacks, in order; a scene that is of two counts once.
  private var dates: [Timestamp] {
    stacks.isOne ? stacks.main.series.dates : Set(stacks.all.flatMap(\.series.dates)).sorted()
  }

  private var scenes: [ReportScene] {
    stacks.placed.map { row, stack in
      ReportScene(
        id: row.scene?.id ?? row.fileName, label: row.fileName, date: row.scene?.date,
        sensor: row.scene?.sensor ?? "unknown",
        pixels: row.scene.map { "\($0.product.quantity.words); \($0.product.definition.evidence.words)" } ?? "",
        gsd: row.scene?.gsd, effectiveGSD: row.coarserGSD,
        clearFraction: row.exclusion == nil ? row.clearFraction : nil,
        shift: row.alignment.map { ReportShift(rows: $0.shiftRows, columns: $0.shiftColumns) },
        ce90: row.alignment.map { Metres($0.ce90Metres) }, exclusion: row.exclusion,
        isReference: stack != nil && row.scene?.contentHash == stack?.reference.contentHash)
    }
  }

  private var credits: [String] {
    var lines: Set<String> = []
    for row in stacks.rows where row.exclusion == nil {
      guard let scene = row.scene else { continue }
      let terms = rules.terms(of: scene)
      let names = Set(([scene.credit] + terms.attributions).compactMap { $0 }).sorted()
      if !names.isEmpty { lines.insert("\(names.joined(separator: ", ")) (\(terms.words))") }
    }
    return lines.sorted() + originWords
  }

  /// What stands behind the bytes of the pictures that were used.
  private var originWords: [String] {
    let used = stacks.rows.filter { $0.exclusion == nil && $0.scene != nil }
    guard !used.isEmpty else { return [] }
    let verified = used.count { $0.scene?.origin.state == .verified }
    let wrong = used.filter { $0.scene?.origin.state == .contradicted }.map(\.fileName)
    let count = "\(NumberText.count(verified)) of \(PlainWords.count(used.count, "picture"))"
    return ["Origin: \(count) used agree with a checksum that came with them; the origin of the others is unverified."]
      + (wrong.isEmpty
        ? [] : ["These do not agree with the checksum that came with them: \(wrong.joined(separator: ", "))."])
  }

  // MARK: - Pictures

  private func pictures(of stack: CaseStack) -> Pictures {
    Pictures(
      series: stack.series, scenes: Dictionary(scenes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first }),
      rights: Dictionary(
        stack.rows.compactMap { row in row.scene.map { ($0.id, Pictures.Rights($0, rules)) } },
        uniquingKeysWith: { first, _ in first }), gsd: stack.grid.geotransform.columnEasting)
  }

  private func reportFeatures() -> [ReportFeature] {
    let pictures = stacks.all.map(pictures)
    let witnesses = stacks.all.map { $0.witnesses(rules) }
    let byFeature = Dictionary(grouping: analysis.result.observations, by: \.feature)
    return Parallel.map(features.count, threads: threads) { index in
      let feature = features[index]
      let look = analysis.result.lookAt[feature.id]
      let ring = analysis.result.outlines[feature.id]
      let hasChips = index < Self.chipsAtMost
      let home = analysis.homes[feature.id] ?? 0
      let twin = feature.change == .removed ? look?.before : look?.after
      func chip(_ scene: Int?) -> ReportChip? {
        guard hasChips, let scene, let ring else { return nil }
        return pictures[home].chip(scene, outline: ring, stretchedAs: twin)
      }
      let likeness = look?.before.flatMap { before in
        look?.after.map { PairLikeness(witnesses[home][before], witnesses[home][$0]).words }
      }
      return ReportFeature(
        feature: feature, number: index + 1, before: chip(look?.before), after: chip(look?.after), likeness: likeness,
        observations: (byFeature[feature.id] ?? []).sorted { ($0.date, $0.scene) < ($1.date, $1.scene) })
    }
  }

  /// The site as the finest stack shows it, under all outlines.
  private func map(_ sites: [Site]) throws -> ReportMap? {
    let (stack, pictures) = (stacks.finest, pictures(of: stacks.finest))
    let series = stack.series
    let sitePixels = stack.inSite.indices.filter { stack.inSite[$0] }
    guard !sitePixels.isEmpty else { return nil }
    let window = Composite.window(around: sitePixels, grid: stack.grid, margin: 24)
    let step = max(1, sitePixels.count / 3_000)
    let sampled = stride(from: 0, to: sitePixels.count, by: step).map { sitePixels[$0] }
    // Another day's picture is better than none.
    let open = series.dates.indices.filter { pictures.rights(of: $0).terms.isPublishable }
    let scenes = open.isEmpty ? Array(series.dates.indices) : open
    let latest = scenes.suffix(12).reversed()
    guard
      let scene = latest.first(where: { series.clearShare(of: $0, pixels: sampled) > 0.98 })
        ?? scenes.max(by: {
          series.clearShare(of: $0, pixels: sampled) < series.clearShare(of: $1, pixels: sampled)
        }),
      let (picture, factor) = pictures.map(scene, window: window)
    else { return nil }
    func points(_ ring: [PixelPoint]) -> [ReportPoint] {
      ring.map {
        ReportPoint(column: ($0.column - Double(window.column)) * factor, row: ($0.row - Double(window.row)) * factor)
      }
    }
    func outline(_ feature: Feature) -> [ReportPoint]? {
      let grid = home(of: feature).grid
      return analysis.result.outlines[feature.id].map { ring in
        points(grid == stack.grid ? ring : ring.map { grid.point($0, in: stack.grid) })
      }
    }
    let pixels = SitePixels(grid: stack.grid)
    let numbered = features.enumerated().compactMap { index, feature -> ReportMap.Outline? in
      guard feature.change != nil, let points = outline(feature) else { return nil }
      return ReportMap.Outline(number: index + 1, kind: feature.kind, points: points)
    }
    return ReportMap(
      picture: picture, outlines: numbered,
      siteOutlines: try sites.filter { $0.role == .site }.flatMap(\.polygons)
        .map { points(try pixels.ring($0.exterior)) },
      references: features.filter { $0.change == nil }.compactMap { feature in
        outline(feature).map { ReportMap.Reference(name: feature.name ?? feature.id, points: $0) }
      }, metresPerPixel: stack.grid.geotransform.columnEasting / factor, date: series.dates[scene],
      note: pictures.rights(of: scene).note)
  }

  // MARK: - Series and words

  /// Roofs that stand on each date, added up: low counts what surely stands, high what may.
  private var areaSeries: [AreaSeries] {
    let built = features.filter { $0.kind.isRoofed && $0.change == .built && $0.status != .rejected }
    guard !built.isEmpty else { return [] }
    let points = dates.map { date -> AreaSeries.Point in
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
}
