import Foundation
import Places
import Provenance

/// The files of a published report, each whole or absent; the summary comes last.
struct ReportFiles {
  let folder: String

  /// - Throws: `MonitoringError.writeFailed`; files written before stay whole.
  func write(
    html: String, features: [Feature], activity: Activity, observability: Observability, summary: RunSummary
  ) throws {
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try AtomicFile.write(Data(html.utf8), to: folder + "/report.html")
      try AtomicFile.write(Data(FeatureJSON.collection(features).prettyText.utf8), to: folder + "/features.geojson")
      try AtomicFile.write(
        Data(ActivityJSON.document(activity).prettyText.utf8), to: folder + "/activity.json")
      try AtomicFile.write(
        Data(
          ObservabilityJSON.document(observability, building: ObservabilityAssembly.building).prettyText.utf8),
        to: folder + "/observability.json")
      try AtomicFile.write(Data(summary.json.prettyText.utf8), to: folder + "/summary.json")
    } catch {
      throw MonitoringError(
        writing: "The report", to: folder, error, then: "run the same command again; nothing has to be computed anew")
    }
  }
}
