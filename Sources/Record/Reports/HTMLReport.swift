import Mustache

/// The report of a case as one HTML file that stands alone: no network, no script, no font or picture outside it.
package enum HTMLReport {
  /// The page's text. The same content gives the same bytes.
  /// - Throws: `repeatedNumber` where two features bear one number; `unsupportedImage` where a picture is neither
  ///   PNG nor JPEG or has no pixels; `brokenTemplate` never, unless the templates were edited and do not parse.
  package static func render(_ content: ReportContent) throws(ReportError) -> String {
    try requireDistinctNumbers(content.features)
    let page = try PageView(content)
    let style = Markup(StyleSheet.text + StyleSheet.pageFoot(isUnreviewed: page.banner.isUnreviewed))
    return try template().render(Root(page: page, style: style))
  }

  private struct Root {
    let page: PageView
    let style: Markup
  }

  private static func template() throws(ReportError) -> MustacheTemplate {
    InertText.register
    do {
      return try MustacheTemplate(string: PageTemplate.text)
    } catch {
      throw ReportError(
        .brokenTemplate, at: "report template", "It does not parse.", mend: "Mend PageTemplate.swift.",
        cause: String(describing: error))
    }
  }

  private static func requireDistinctNumbers(_ features: [ReportFeature]) throws(ReportError) {
    var ids: [Int: String] = [:]
    for item in features {
      if let other = ids[item.number] {
        throw ReportError(
          .repeatedNumber, at: "feature \(item.feature.id)",
          "Its number \(item.number) is also that of feature \(other).", mend: "Number the features 1, 2, 3 …")
      }
      ids[item.number] = item.feature.id
    }
  }
}
