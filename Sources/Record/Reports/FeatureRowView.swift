import Places
import Quantities

/// A feature as one row of the table of those that have no card.
struct FeatureRowView {
  let rowMark: String
  let rowWhat: String
  let rowDates: String
  let rowArea: String
  let rowReview: String
  let rowID: String

  init(_ item: ReportFeature, _ list: FindingList) {
    let feature = item.feature
    rowMark = String(item.number)
    let parent = feature.parent.flatMap { list.numberOfID[$0] }.map { " (part of works \($0))" } ?? ""
    rowWhat = "\(PlainWords.kind(feature.kind)), \(PlainWords.change(feature.change))\(parent)"
    let first = feature.bracket.notBefore?.day ?? "open"
    rowDates = feature.change == nil ? "" : "\(first) to \(feature.bracket.notAfter?.day ?? "open")"
    switch feature.area {
    case .estimate(let area): rowArea = area.words()
    case .refused(let reason): rowArea = "not given: \(reason)"
    }
    rowReview = PlainWords.status(feature.status)
    rowID = feature.id
  }
}
