import Evidence
import Places
import Provenance
import Quantities

/// `report.json`: everything that the page shows but its pictures, unrounded, so that each number of the page can be found
/// again. The page's elements name their place in it (`data-from`).
package enum ReportDocument {
  package static let name = "report.json"

  package static func json(_ content: ReportContent) -> JSONValue {
    let list = FindingList(content.features)
    return .object([
      // Of every interval, unless it says another.
      .init("level", .number(0.9)), .init("summary", summary(content, list)),
      .init("scenes", .array(content.scenes.map(scene))),
      .init(
        "features",
        // By their numbers on the page.
        .object(content.features.map { .init(String($0.number), feature($0, list)) })),
      .init("map", content.map.map(map) ?? .null), .init("series", .array(content.areaSeries.map(series))),
      .init("budget", .array(content.budget.map(budget))), .init("method", .array(content.method.map(section))),
      .init("limits", strings(content.limits)), .init("unseen", unseen(content, list)),
      .init("software", .array(content.software.map { ["name": .string($0.name), "version": .string($0.version)] })),
      .init(
        "truth",
        .array(
          (content.truthComparison ?? []).map {
            ["what": .string($0.what), "measured": .string($0.measured), "true": .string($0.truth)]
          })),
      .init("credits", strings(content.credits)), .init("record", content.record.map { record($0, list) } ?? .null),
    ])
  }

  private static func summary(_ content: ReportContent, _ list: FindingList) -> JSONValue {
    let used = content.scenes.count { $0.exclusion == nil }
    return [
      "title": .string(content.title), "case": .string(content.caseName), "sites": strings(content.siteNames),
      "created": .string(content.created), "edition": JSONValue(content.edition),
      "first": JSONValue(content.period?.first.description), "last": JSONValue(content.period?.last.description),
      "used": .integer(used), "keptOut": .integer(content.scenes.count - used),
      "changes": .integer(list.changes.count), "standing": .integer(list.standing.count),
      "rejected": .integer(list.rejected.count), "beyondHeadline": .integer(list.beyondHeadline),
      "headline": .integer(list.changes.count - list.beyondHeadline),
    ]
  }

  private static func scene(_ scene: ReportScene) -> JSONValue {
    [
      "id": .string(scene.id), "file": .string(scene.label), "date": JSONValue(scene.date?.description),
      "sensor": .string(scene.sensor), "pixels": .string(scene.pixels), "gsd": number(scene.gsd?.magnitude),
      "effectiveGSD": number(scene.effectiveGSD?.magnitude), "clear": number(scene.clearFraction),
      "shift": scene.shift.map { ["rows": .number($0.rows), "columns": .number($0.columns)] } ?? .null,
      "ce90": number(scene.ce90?.magnitude),
      "excluded": scene.exclusion.map { ["code": .string($0.code.rawValue), "reason": .string($0.reason)] } ?? .null,
      "isReference": .bool(scene.isReference),
    ]
  }

  private static func feature(_ item: ReportFeature, _ list: FindingList) -> JSONValue {
    [
      "id": .string(item.feature.id), "number": .integer(item.number),
      "parent": item.feature.parent.flatMap { list.numberOfID[$0] }.map { .integer($0) } ?? .null,
      "parts": .array((list.childNumbers[item.feature.id] ?? []).map { .integer($0) }),
      "likeness": JSONValue(item.likeness),
      "properties": FeatureJSON.properties(of: item.feature), "before": item.before.map(chip) ?? .null,
      "after": item.after.map(chip) ?? .null,
      "observations": .array(
        item.observations.map {
          [
            "scene": .string($0.scene), "date": .string($0.date.description), "state": .string($0.state.rawValue),
            "seen": .string($0.visibility.rawValue), "progress": number($0.progress),
          ]
        }),
    ]
  }

  private static func chip(_ chip: ReportChip) -> JSONValue {
    [
      "scene": .string(chip.sceneID), "date": .string(chip.date.description), "sensor": .string(chip.sensor),
      "note": strings(chip.note.parts), "gsd": number(chip.gsd?.magnitude),
      "width": number(chip.metresPerPixel.map { $0 * Double(chip.picture.columns) }),
    ]
  }

  private static func map(_ map: ReportMap) -> JSONValue {
    [
      "date": JSONValue(map.date?.description), "note": strings(map.note.parts),
      "width": number(map.metresPerPixel.map { $0 * Double(map.picture.columns) }),
      "numbers": .array(map.outlines.map { .integer($0.number) }), "numberedAtMost": .integer(FindingList.cardLimit),
    ]
  }

  private static func series(_ series: AreaSeries) -> JSONValue {
    [
      "name": .string(series.name),
      "points": .array(
        series.points.map {
          [
            "date": .string($0.date.description), "low": .number($0.low.magnitude),
            "value": .number($0.value.magnitude),
            "high": .number($0.high.magnitude),
          ]
        }),
    ]
  }

  private static func budget(_ term: BudgetTerm) -> JSONValue {
    [
      "term": .string(term.term), "size": .string(term.size), "effect": .string(term.effect),
      "source": .string(term.source),
    ]
  }

  private static func section(_ section: ReportSection) -> JSONValue {
    [
      "heading": .string(section.heading),
      "rows": .array(section.rows.map { ["name": .string($0.name), "value": .string($0.value)] }),
      "paragraphs": strings(section.paragraphs),
    ]
  }

  /// How often each reason kept a scene out, and a look at a feature from being one.
  private static func unseen(_ content: ReportContent, _ list: FindingList) -> JSONValue {
    .array(
      UnseenView(content, list).unseenCounts.map {
        ["reason": .string($0.unseenReason), "scenes": .string($0.unseenScenes), "looks": .string($0.unseenLooks)]
      })
  }

  private static func record(_ record: ReportRecord, _ list: FindingList) -> JSONValue {
    func byID<Item>(_ items: [Item], _ id: (Item) -> String, _ json: (Item) -> JSONValue) -> JSONValue {
      .object(items.map { .init(id($0), json($0)) })
    }
    return [
      "findings": byID(record.findings, \.id) { finding($0, list) }, "sources": byID(record.sources, \.id, \.json),
      "assessments": byID(record.assessments, { $0.judgement.assessment.id }, assessment),
      "corroborations": byID(record.corroborations, \.finding) { one in
        .object(
          (one.json.members ?? []) + [
            .init("headline", .string(one.headline)), .init("sentence", .string(one.graph.sentence)),
            .init("remarks", strings(one.remarks)),
            // Pictures of each sensor.
            .init(
              "looks",
              .array(
                one.looks.values.sorted { $0.scene < $1.scene }.map {
                  ["scene": .string($0.scene), "date": JSONValue($0.date?.day), "kind": JSONValue($0.sensor)]
                })),
          ])
      },
      "timeline": record.timeline?.json ?? .null, "changes": record.changes?.json ?? .null,
      "forecasts": .array(record.forecasts.map(\.json)),
      "capacity": .array(
        record.capacities.map { one in
          .object(
            (one.json.members ?? []) + [
              .init("featureNumber", one.feature.flatMap { list.numberOfID[$0] }.map { .integer($0) } ?? .null)
            ])
        }),
      "agreement": .array(
        record.agreements.map { one in
          .object((one.json.members ?? []) + [.init("sentences", strings(one.sentences))])
        }),
    ]
  }

  private static func finding(_ finding: Finding, _ list: FindingList) -> JSONValue {
    .object(
      (finding.json.members ?? []) + [
        // Of the features that it names, on the page.
        .init(
          "featureNumbers",
          .array(finding.support.compactMap { list.numberOfID[$0.id] }.map { .integer($0) })),
        .init("likelihoodWords", JSONValue(finding.likelihoodSentence)),
        .init("confidenceWords", JSONValue(finding.confidenceSentence)),
        .init("statusWords", .string(finding.statusSentence)),
      ])
  }

  private static func assessment(_ judged: ReportRecord.Judged) -> JSONValue {
    let judgement = judged.judgement
    return [
      "assessment": judgement.assessment.json, "judgement": judgement.json, "matrix": judged.matrix.json,
      "sensitivity": .array(judged.sensitivity.map(\.json)),
      "sentences": strings(
        judgement.sentences + [judgement.confidenceSentence].compactMap { $0 } + judgement.remarks
          + judged.sensitivity.map(\.sentence)),
    ]
  }

  static func strings(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
  static func number(_ value: Double?) -> JSONValue { value.map { .number($0) } ?? .null }
}
