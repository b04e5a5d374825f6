import Places
import Quantities

/// All scenes through time: the chart and the table.
struct ScenesView {
  struct Row {
    /// Of the scene in the report's list.
    let sceneIndex: Int
    let sceneDate: String
    let sceneLabel: String
    let sceneSensor: String
    let scenePixels: String
    let sceneGSD: String
    let sceneClear: String
    let sceneShift: String
    let sceneCE90: String
    let sceneUse: String
    let sceneWhy: String
    let isOut: Bool
  }

  let timeline: Markup?
  let undatedWords: String?
  let sceneRows: [Row]
  let hasScenes: Bool

  init(_ scenes: [ReportScene]) {
    // By date, those without one last; equal dates keep the caller's order.
    let ordered = scenes.enumerated().sorted {
      let left = $0.element.date?.secondsSince1970 ?? .max
      let right = $1.element.date?.secondsSince1970 ?? .max
      return left != right ? left < right : $0.offset < $1.offset
    }
    timeline = Self.chart(ordered.map(\.element))?.markup(label: "Dates of all scenes: used, or kept out and why")
    let undated = scenes.count { $0.date == nil }
    let words = PlainWords.count(undated, "scene without a date stands", "scenes without a date stand")
    undatedWords = undated == 0 ? nil : "\(words) in the table only."
    sceneRows = ordered.map { Row($0.element, index: $0.offset) }
    hasScenes = !scenes.isEmpty
  }

  private static func chart(_ scenes: [ReportScene]) -> LaneChart? {
    let dates = scenes.compactMap(\.date)
    guard let first = dates.min(), let last = dates.max() else { return nil }
    var lanes: [LaneChart.Lane] = []
    let used = scenes.filter { $0.exclusion == nil }.compactMap(\.date)
    if !used.isEmpty { lanes.append(.init(label: "used", style: "s-used", dates: used)) }
    for code in ExclusionCode.allCases {
      let dates = scenes.filter { $0.exclusion?.code == code }.compactMap(\.date)
      if !dates.isEmpty {
        lanes.append(.init(label: PlainWords.reason(code), style: "r-\(code.rawValue)", dates: dates))
      }
    }
    return LaneChart(lanes: lanes, first: first, last: last)
  }
}

extension ScenesView.Row {
  init(_ scene: ReportScene, index: Int) {
    sceneIndex = index
    sceneDate = scene.date?.day ?? "none"
    sceneLabel = scene.label
    sceneSensor = scene.sensor
    scenePixels = scene.pixels
    sceneGSD =
      (scene.gsd.map(NumberText.metres) ?? "")
      + (scene.effectiveGSD.map { ", as fine as \(NumberText.metres($0))" } ?? "")
    sceneClear = scene.clearFraction.map(NumberText.share) ?? ""
    sceneShift =
      scene.shift.map {
        "\(NumberText.fixed($0.rows, decimals: 2)), \(NumberText.fixed($0.columns, decimals: 2))"
      } ?? ""
    sceneCE90 = scene.ce90.map(NumberText.metres) ?? ""
    isOut = scene.exclusion != nil
    if let exclusion = scene.exclusion {
      sceneUse = PlainWords.reason(exclusion.code)
      sceneWhy = exclusion.reason.isEmpty ? "" : ": \(exclusion.reason)"
    } else {
      sceneUse = scene.isReference ? "used, reference" : "used"
      sceneWhy = ""
    }
  }
}
