/// A part of the method page.
struct MethodView {
  let methodHeading: String
  let methodRows: [ReportSection.Row]
  let hasMethodRows: Bool
  let methodParagraphs: [String]

  init(_ section: ReportSection) {
    methodHeading = section.heading
    methodRows = section.rows
    hasMethodRows = !section.rows.isEmpty
    methodParagraphs = section.paragraphs
  }
}
