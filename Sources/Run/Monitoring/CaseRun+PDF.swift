import CaseStore
import Documents
import Foundation
import Provenance
import Quantities
import Reports

extension CaseRun {
  /// The case's report as PDF at `path`, printed from the very page that was published.
  /// - Throws: `MonitoringError.unknown` where the page is missing or is not the one that the ledger vouches for;
  ///   `DocumentError` as `PDFPrinter`.
  func exportPDF(to path: String, by printer: PDFPrinter = PDFPrinter()) throws {
    let name = URL(fileURLWithPath: store.folder.path).lastPathComponent
    let (page, moment) = try vouchedPage()
    let folder = FileManager.default.temporaryDirectory.path + "/telltale-page-" + UUID().uuidString
    let copy = folder + "/report.html"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      try Data(PrintedPage.page(page, caseName: name, created: moment.day).utf8)
        .write(to: URL(fileURLWithPath: copy))
    } catch {
      throw MonitoringError(writing: "The page to print", to: folder, error)
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try printer.print(copy, to: path)
  }

  /// The published page and when it was made.
  /// - Throws: `MonitoringError.unknown` where the page is missing or is not the one that the ledger vouches for.
  func vouchedPage() throws -> (page: String, at: Timestamp) {
    let name = URL(fileURLWithPath: store.folder.path).lastPathComponent
    let place = store.folder.reports + "/latest/report.html"
    guard let data = FileManager.default.contents(atPath: place) else {
      throw MonitoringError(
        .unknown, at: name, "The case's report is not there any more.", mend: "Make it again: telltale report CASE.")
    }
    let page = String(decoding: data, as: UTF8.self)
    // A page that was edited may ask for things that the program's own never does.
    guard let read = ReportRoot.read(page),
      let entry = try store.ledger().entries.last(where: { $0.hash == read.root && $0.act == Self.reportAct }),
      entry.output == ContentHash(of: read.hashed)
    else {
      throw MonitoringError(
        .unknown, at: name, "report.html is not the page that the case's ledger vouches for.",
        mend: "Make it again: telltale report CASE.")
    }
    return (page, entry.at)
  }
}
