import Evidence
import Quantities

/// One assessment as the report prints it: likelihoods, confidence apart from them, the matrix, what would turn it.
struct AssessedView {
  struct Row {
    let assessedFinding: String
    let assessedFits: [String]
    let assessedApart: String
  }

  let assessedID: String
  let assessedTitle: String
  let assessedSentences: [String]
  let assessedColumns: [String]
  let assessedRows: [Row]
  let assessedRemarks: [String]

  init(_ judged: ReportRecord.Judged) {
    let judgement = judged.judgement
    assessedID = judgement.assessment.id
    assessedTitle = "\(judgement.assessment.id): \(judgement.assessment.question)"
    assessedSentences = judgement.sentences + [judgement.confidenceSentence].compactMap { $0 }
    assessedColumns = judged.matrix.hypotheses.map(\.id)
    assessedRows = judged.matrix.rows.map { row in
      Row(
        assessedFinding: row.finding, assessedFits: row.fits.map(\.mark),
        assessedApart: row.diagnosticity.map { NumberText.fixed($0, decimals: $0 < 10 ? 1 : 0) } ?? "wholly")
    }
    assessedRemarks =
      ["By \(judgement.assessment.author) on \(judgement.assessment.at.day)."] + judgement.remarks
      + judged.sensitivity.map(\.sentence)
  }
}

/// One source as the report lists it.
struct SourceView {
  let sourceID: String
  let sourceTitle: String
  let sourceWords: String
  let sourceQuotes: [String]
  let sourceHash: String

  init(_ source: Source) {
    sourceID = source.id
    sourceTitle = source.title
    let parts = [
      source.kind == .groundReport ? "report from the ground" : source.kind.rawValue, source.publisher,
      source.author.map { "by \($0)" }, source.published?.day,
      source.language.map { "language: \($0)" }, source.url, "captured on \(source.capturedAt.day)",
      source.quotes.isEmpty ? nil : "quotes \(PlainWords.list(source.quotes))",
    ]
    sourceWords = parts.compactMap { $0 }.joined(separator: " · ")
    sourceQuotes = source.quotations.map { quotation in
      let page = quotation.page.map { ", page \($0)" } ?? ""
      return "“\(quotation.text)” (character \(NumberText.count(quotation.offset))\(page))"
    }
    sourceHash = source.hash.hexadecimal
  }
}
