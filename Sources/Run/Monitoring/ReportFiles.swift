import Evidence
import Foundation
import Places
import Provenance
import Reports

/// The files of a published report, each whole or absent; the summary comes last.
struct ReportFiles {
  /// Beside the page, by name.
  let documents: [(name: String, text: String)]

  init(
    features: [Feature], activity: Activity, observability: Observability, findings: [Finding], summary: RunSummary,
    content: ReportContent
  ) {
    documents = [
      ("features.geojson", FeatureJSON.collection(features).prettyText),
      ("activity.json", ActivityJSON.document(activity).prettyText),
      (
        "observability.json",
        ObservabilityJSON.document(observability, building: ObservabilityAssembly.building).prettyText
      ),
      ("findings.json", JSONValue.object([.init("findings", .array(findings.map(\.json)))]).prettyText),
      (ReportDocument.name, ReportDocument.json(content).prettyText),
      ("summary.json", summary.json.prettyText),
    ]
  }

  /// - Throws: `MonitoringError.writeFailed`; files written before stay whole.
  func write(page: String, to folder: String) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try AtomicFile.write(Data(page.utf8), to: folder + "/report.html")
      for document in documents { try AtomicFile.write(Data(document.text.utf8), to: folder + "/" + document.name) }
    } catch {
      throw MonitoringError(
        writing: "The report", to: folder, error, then: "run the same command again; nothing has to be computed anew")
    }
  }
}
