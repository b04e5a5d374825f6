import Quantities

/// Measured beside true, with the count of intervals that hold the truth.
struct TruthView {
  struct Row {
    let truthWhat: String
    let truthMeasured: String
    let truthTrue: String
    let truthVerdict: String
    let isMissed: Bool
  }

  let truthRows: [Row]
  let truthWords: String

  init(_ rows: [TruthRow]) {
    truthRows = rows.map {
      Row(
        truthWhat: $0.what, truthMeasured: $0.measured, truthTrue: $0.truth,
        truthVerdict: $0.isInside ? "inside" : "outside", isMissed: !$0.isInside)
    }
    let inside = rows.count(where: \.isInside)
    truthWords =
      rows.isEmpty
      ? "The truth of this case is known, but nothing was compared with it."
      : "The truth of this case is known: \(NumberText.count(inside)) of "
        + "\(PlainWords.count(rows.count, "printed interval holds it.", "printed intervals hold it."))"
  }
}
