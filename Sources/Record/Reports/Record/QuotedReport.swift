import Evidence
import Foundation

/// A report that somebody quotes: its claims, read from its page.
package struct QuotedReport {
  package let claims: [QuotableClaim]
  package let places: [String]

  /// Pages are a few megabytes; more than this is none.
  private static let largest = 256 << 20

  /// - Parameter path: a page, or the folder of a bundle or a case.
  /// - Throws: `unreadable` where there is no page, or it holds no claims.
  package init(_ path: String) throws(ReportError) {
    let candidates = [path, path + "/report.html", path + "/reports/latest/report.html"]
    let files = candidates.compactMap { candidate -> (String, Int)? in
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: candidate),
        attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? Int
      else { return nil }
      return (candidate, size)
    }
    guard let (file, size) = files.first, size <= Self.largest,
      let data = FileManager.default.contents(atPath: file)
    else {
      throw ReportError(
        .unreadable, at: path, "There is no report that can be read.",
        mend: "Name a report.html, or the folder of a case or bundle.")
    }
    guard let read = QuotableText.read(String(decoding: data, as: UTF8.self)) else {
      throw ReportError(
        .unreadable, at: file, "The page holds no claims to check against.",
        mend: "Name a report that this version wrote: telltale report CASE.")
    }
    claims = read.claims
    places = read.places
  }
}
