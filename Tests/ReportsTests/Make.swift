import Geodesy
import Places
import Quantities
import Reports

/// Short ways to the values that tests need.
func day(_ text: String) -> Timestamp { Timestamp(iso8601: text)! }

func area(_ value: Double, _ low: Double, _ high: Double) -> Measured<SquareMetres> {
  .estimate(Estimate(SquareMetres(value), low: SquareMetres(low), high: SquareMetres(high), method: "outline"))
}

func ratio(_ value: Double, _ low: Double, _ high: Double, to name: String, level: Double = 0.9) -> AreaRatio {
  AreaRatio(
    to: "id-of-\(name)", name: name,
    estimate: Estimate(Ratio(value), low: Ratio(low), high: Ratio(high), level: level, method: "shared"))
}

func bracket(_ first: String?, _ last: String?) -> Bracket {
  Bracket(notBefore: first.map(day), notAfter: last.map(day))
}

func feature(
  _ kind: FeatureKind = .building, _ change: ChangeKind? = .built, id: String = "f-1", name: String? = nil,
  between: Bracket = bracket("2021-04-03", "2021-04-19"),
  area measured: Measured<SquareMetres> = area(1240, 1130, 1350),
  ratios: [AreaRatio] = [], score: Double = 5, parent: String? = nil, status: FeatureStatus = .candidate,
  mark: Feature.Mark? = nil
) -> Feature {
  Feature(
    id: id, name: name, kind: kind, change: change, parent: parent, bracket: between, area: measured, ratios: ratios,
    score: score, status: status, mark: mark, outline: [])
}

func content(_ features: [ReportFeature], scenes: [ReportScene] = []) -> ReportContent {
  ReportContent(
    title: "Report", caseName: "a.case", siteNames: ["Site"], created: "2024-01-01", scenes: scenes,
    features: features)
}
