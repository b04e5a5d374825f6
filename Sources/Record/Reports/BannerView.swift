import Quantities

/// Whether people have looked at the machine's output, said at the top and on every printed page.
struct BannerView {
  static let warning = "Machine output: candidate, not reviewed"

  let isUnreviewed: Bool
  let bannerTitle: String
  let bannerDetail: String

  /// The warning goes only when each feature was accepted or rejected by somebody with a name.
  init(_ features: [ReportFeature]) {
    let reviewed = features.count { $0.feature.status != .candidate && $0.feature.mark != nil }
    let accepted = features.count { $0.feature.status == .accepted }
    isUnreviewed = features.isEmpty || reviewed < features.count
    if !isUnreviewed {
      bannerTitle = "Reviewed by people"
      bannerDetail =
        "Every feature was judged by a named person: \(NumberText.count(accepted)) accepted, "
        + "\(NumberText.count(features.count - accepted)) rejected."
      return
    }
    bannerTitle = Self.warning
    let all = PlainWords.count(features.count, "feature")
    bannerDetail =
      if features.isEmpty {
        "A program compared the pictures; no person has checked the result."
      } else if reviewed == 0 {
        "A program found \(all) in the pictures; no person has marked "
          + (features.count == 1 ? "it." : "any of them. Findings that people claim bear their own status.")
      } else {
        "A program found \(all) in the pictures; \(NumberText.count(reviewed)) "
          + (reviewed == 1 ? "was" : "were") + " judged by a named person, the others by nobody."
      }
  }
}
