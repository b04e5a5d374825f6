import Evidence
import Foundation
import Places
import Quantities

extension Redactor {
  /// A report's content as the edition tells it: other names, days without hours, no outline on the ground, nothing of
  /// what is hidden, no captured source.
  /// - Parameter edition: what this edition leaves out, in words.
  package func content(_ content: ReportContent, edition: String) -> ReportContent {
    var told = content
    told.title = "Redacted edition"
    told.caseName = "redacted edition"
    told.siteNames = []
    told.edition = edition
    told.period = content.period.map { ($0.first.withoutHour, $0.last.withoutHour) }
    told.scenes = content.scenes.map(scene)
    let kept = content.features.filter { item in
      !hidden.contains(item.feature.id) && item.feature.parent.map { !hidden.contains($0) } ?? true
    }
    // A gap in the numbers would tell how much is hidden; where nothing is, they stay those of the map.
    told.features = kept.enumerated().map { index, item in
      feature(item, number: hidden.isEmpty ? item.number : index + 1)
    }
    // The overview shows all ground, hidden or not.
    told.map = hidden.isEmpty ? content.map.map(map) : nil
    told.areaSeries = hidden.isEmpty ? content.areaSeries.map(series) : []
    told.activity = content.activity.flatMap(activity)
    told.observability = content.observability.flatMap(observability)
    told.limits = content.limits.map(text)
    told.truthComparison = nil
    told.record = content.record.map(record)
    return told
  }

  private func scene(_ scene: ReportScene) -> ReportScene {
    ReportScene(
      id: alias(scene.id), label: alias(scene.label), date: scene.date?.withoutHour, sensor: scene.sensor,
      pixels: scene.pixels, gsd: rounded(scene.gsd), effectiveGSD: rounded(scene.effectiveGSD),
      clearFraction: scene.clearFraction.map { ($0 * 20).rounded() / 20 },
      exclusion: scene.exclusion.map { Exclusion($0.code, text($0.reason)) }, isReference: scene.isReference)
  }

  /// To two digits: the exact size of a pixel on the ground tells where on its map grid it lies.
  private func rounded(_ size: Metres?) -> Metres? {
    size.map { size in
      guard size.magnitude > 0 else { return size }
      let unit = pow(10, log10(size.magnitude).rounded(.down) - 1)
      return Metres((size.magnitude / unit).rounded() * unit)
    }
  }

  private func feature(_ item: ReportFeature, number: Int) -> ReportFeature {
    let showsChips = !chipless.contains(item.feature.id)
    // Not how alike both pictures are: the sun's height on a day tells how far north the place lies.
    return ReportFeature(
      feature: feature(item.feature), number: number, before: showsChips ? item.before.map(chip) : nil,
      after: showsChips ? item.after.map(chip) : nil, observations: item.observations.map(observation))
  }

  private func chip(_ chip: ReportChip) -> ReportChip {
    ReportChip(
      picture: chip.picture, date: chip.date.withoutHour, sensor: chip.sensor, note: chip.note.withoutFileNames,
      sceneID: alias(chip.sceneID), gsd: rounded(chip.gsd), outline: chip.outline.map { $0.map(wholePixels) },
      metresPerPixel: chip.metresPerPixel,
      isNorthUp: chip.isNorthUp)
  }

  /// A finer outline beside the measured size would tell the scale of the map grid.
  private func wholePixels(_ point: ReportPoint) -> ReportPoint {
    ReportPoint(column: point.column.rounded(), row: point.row.rounded())
  }

  private func map(_ map: ReportMap) -> ReportMap {
    ReportMap(
      picture: map.picture,
      outlines: map.outlines.map {
        .init(number: $0.number, kind: $0.kind, points: $0.points.map(wholePixels))
      }, siteOutlines: [],
      references: map.references.map { .init(name: text($0.name), points: $0.points.map(wholePixels)) },
      metresPerPixel: map.metresPerPixel, date: map.date?.withoutHour, note: map.note.withoutFileNames,
      isNorthUp: map.isNorthUp)
  }

  private func series(_ series: AreaSeries) -> AreaSeries {
    AreaSeries(
      name: text(series.name),
      points: series.points.map {
        AreaSeries.Point(date: $0.date.withoutHour, low: $0.low, value: $0.value, high: $0.high)
      })
  }

  // MARK: - Record

  /// What is claimed without what speaks of something hidden; sources are left out whole, since whoever finds one of them
  /// has the place.
  private func record(_ record: ReportRecord) -> ReportRecord {
    var told = record
    told.findings = findings(record.findings)
    told.sources = []
    // A judgement may speak of what is hidden, or weigh a finding that is not told.
    if !hidden.isEmpty { told.assessments = [] }
    // Scenes and sources one by one, other sites, and what stood in the last report are told in no edition.
    told.corroborations = []
    told.timeline = nil
    told.agreements = []
    told.changes = nil
    // Their words may speak of what is hidden.
    told.forecasts = hidden.isEmpty ? record.forecasts.compactMap { Forecast(json: json($0.json)) } : []
    told.capacities = hidden.isEmpty ? record.capacities.compactMap { StatedCapacity(json: json($0.json)) } : []
    return told
  }

  /// The findings that are told.
  package func findings(_ findings: [Finding]) -> [Finding] {
    var untold: Set<String> = []
    var isGrowing = true
    while isGrowing {
      isGrowing = false
      for finding in findings where !untold.contains(finding.id) && speaks(finding, ofHiddenOr: untold) {
        untold.insert(finding.id)
        isGrowing = true
      }
    }
    let told = findings.filter { !untold.contains($0.id) }
    guard !untold.isEmpty else { return told.compactMap { Finding(json: json($0.json)) } }
    // A gap in their numbers would tell how many are not told.
    var numbered = self
    for (index, finding) in told.enumerated() { numbered.aliases[finding.id] = "F\(index + 1)" }
    return told.compactMap { Finding(json: numbered.json($0.json)) }
  }

  private func speaks(_ finding: Finding, ofHiddenOr untold: Set<String>) -> Bool {
    let claim = finding.claim
    let ids = [claim.subject.id, claim.object?.id, claim.zone].compactMap { $0 } + finding.support.map(\.id)
    return ids.contains { hidden.contains($0) || untold.contains($0) }
  }
}
