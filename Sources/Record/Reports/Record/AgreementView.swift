import Evidence
import Places
import Quantities

/// How far two analysts agree, and what that does to the intervals.
struct AgreementView {
  struct Row {
    let agreedThing: String
    let agreedShare: String
    let agreedFirst: String
    let agreedSecond: String
  }

  struct Effect {
    let effectThing: String
    let effectWords: String
    let effectReview: String
    let isEffectSettled: Bool
  }

  let agreementTitle: String
  let agreementSentences: [String]
  let agreedRows: [Row]
  let hasAgreedRows: Bool
  let agreedFirstName: String
  let agreedSecondName: String
  let agreedRest: String?
  let agreementEffects: [Effect]

  private static let mostRows = 40

  init(_ agreement: AnalystAgreement, _ features: [ReportFeature]) {
    let byID = Dictionary(features.map { ($0.feature.id, $0) }, uniquingKeysWith: { first, _ in first })
    agreementTitle = "\(agreement.first) and \(agreement.second)".asOneLine
    agreementSentences = agreement.sentences
    agreedFirstName = "Area by \(agreement.first)".asOneLine
    agreedSecondName = "Area by \(agreement.second)".asOneLine
    let outlines = agreement.outlines.sorted { a, b in
      let numbers = (byID[a.key]?.number ?? .max, byID[b.key]?.number ?? .max)
      return numbers.0 != numbers.1 ? numbers.0 < numbers.1 : a.key < b.key
    }
    agreedRows = outlines.prefix(Self.mostRows).map { id, outline in
      Row(
        agreedThing: Self.name(id, byID), agreedShare: NumberText.share(outline.ratio),
        agreedFirst: Self.area(outline.firstArea), agreedSecond: Self.area(outline.secondArea))
    }
    hasAgreedRows = !agreedRows.isEmpty
    agreedRest =
      outlines.count > Self.mostRows ? "and \(PlainWords.count(outlines.count - Self.mostRows, "more thing"))" : nil
    let scatter = agreement.areaScatter
    agreementEffects = outlines.prefix(Self.mostRows).compactMap { id, _ in
      guard let scatter, let item = byID[id], let area = item.feature.area.estimate else { return nil }
      let isSettled = item.feature.status == .accepted && item.feature.mark != nil
      return Effect(
        effectThing: PlainWords.sentenceStart(Self.name(id, byID)) + ".",
        effectWords: scatter.sentence(for: ClaimedEstimate(area)),
        effectReview: PlainWords.sentenceStart(PlainWords.status(item.feature.status)) + ".",
        isEffectSettled: isSettled)
    }
  }

  private static func name(_ id: String, _ byID: [String: ReportFeature]) -> String {
    guard let item = byID[id] else { return id.asOneLine.shortened(to: 60) }
    return "feature \(item.number), \(FeatureClaims.name(item.feature))"
  }

  private static func area(_ squareMetres: Double) -> String {
    // Three digits: an outline drawn by hand has no more.
    let exponent = NumberText.exponent(value: squareMetres, low: squareMetres, high: squareMetres)
    return NumberText.rounded(squareMetres, toPowerOfTen: squareMetres >= 100 ? max(0, exponent) : exponent) + " m²"
  }
}
