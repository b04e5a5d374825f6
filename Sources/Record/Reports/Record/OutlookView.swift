import Evidence

/// Capacity, forecasts and the agreement of analysts: what persons add to the findings.
struct OutlookView {
  let capacities: [CapacityView]
  let hasCapacities: Bool
  let forecast: ForecastView?
  let agreements: [AgreementView]
  let hasAgreements: Bool

  init(_ record: ReportRecord, _ features: [ReportFeature]) {
    let byID = Dictionary(features.map { ($0.feature.id, $0) }, uniquingKeysWith: { first, _ in first })
    capacities = record.capacities.map { CapacityView($0, byID) }
    hasCapacities = !capacities.isEmpty
    forecast = ForecastView(record.forecasts, at: record.now)
    agreements = record.agreements.map { AgreementView($0, features) }
    hasAgreements = !agreements.isEmpty
  }
}
