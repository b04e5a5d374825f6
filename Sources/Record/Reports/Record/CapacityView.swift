import Evidence
import Places
import Quantities

/// What could be made on the floor that was measured, if it is used as somebody assumes.
struct CapacityView {
  let capacityProduct: String
  let capacityWords: String
  let capacityOrigin: String
  let capacityReview: String
  let isCapacitySettled: Bool

  init(_ stated: StatedCapacity, _ features: [String: ReportFeature]) {
    capacityProduct = PlainWords.sentenceStart(stated.range.product.asOneLine)
    capacityWords = stated.range.sentence
    let origin: String
    if let id = stated.feature, let item = features[id] {
      origin = "The floor area is that of feature \(item.number), \(FeatureClaims.name(item.feature))."
      isCapacitySettled = item.feature.status == .accepted && item.feature.mark != nil
      capacityReview = PlainWords.sentenceStart(PlainWords.status(item.feature.status)) + "."
    } else if let id = stated.feature {
      origin = "The floor area is that of feature \(id.shortened(to: 60)), which is not in this report."
      isCapacitySettled = false
      capacityReview = "Not reviewed here."
    } else {
      origin = "The floor area was given: \(stated.range.floorArea.method)."
      isCapacitySettled = false
      capacityReview = "Not measured here."
    }
    capacityOrigin = "\(origin) Assumed by \(stated.by) on \(stated.at.day).".asOneLine
  }
}
