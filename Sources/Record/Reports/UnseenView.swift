import Places
import Quantities

/// What could not be seen: the limits in words, and how often each reason kept something from sight.
struct UnseenView {
  struct Count {
    let unseenReason: String
    let unseenScenes: String
    let unseenLooks: String
  }

  let limits: [String]
  let hasLimits: Bool
  let unseenCounts: [Count]
  let hasUnseenCounts: Bool

  init(_ content: ReportContent, _ list: FindingList) {
    limits = content.limits
    hasLimits = !limits.isEmpty
    let scenes = PlainWords.counts(content.scenes.compactMap { $0.exclusion.map { PlainWords.reason($0.code) } })
    let looks = PlainWords.counts(
      (list.changes + list.standing).flatMap { $0.feature.notObservable.map { PlainWords.reason($0.reason) } })
    let sceneCount = Dictionary(uniqueKeysWithValues: scenes.map { ($0.word, $0.count) })
    let lookCount = Dictionary(uniqueKeysWithValues: looks.map { ($0.word, $0.count) })
    let order = ExclusionCode.allCases.map { PlainWords.reason($0) }
    unseenCounts = ([PlainWords.reason(Visibility.seen)] + order).compactMap { word in
      guard sceneCount[word] != nil || lookCount[word] != nil else { return nil }
      return Count(
        unseenReason: word, unseenScenes: NumberText.count(sceneCount[word] ?? 0),
        unseenLooks: NumberText.count(lookCount[word] ?? 0))
    }
    hasUnseenCounts = !unseenCounts.isEmpty
  }
}
