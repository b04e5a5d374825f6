import Foundation

/// ONNX Runtime's shared library, which tests of detectors need and nothing else does.
package enum OnnxRuntimeLibrary {
  /// `TELLTALE_ONNXRUNTIME` from the environment, else what `make detectors` has put beside the sources; `nil` for neither.
  package static let path: String? = {
    let given = ProcessInfo.processInfo.environment["TELLTALE_ONNXRUNTIME"] ?? ""
    if !given.isEmpty { return given }
    let checkout = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = checkout.appendingPathComponent(".build-detectors").path
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.filter { $0.hasPrefix("libonnxruntime.") }.min().map { folder + "/" + $0 }
  }()

  package static let isPresent = path != nil && TelltaleExecutable.isPresent
  package static let skipReason =
    "skipped: no ONNX Runtime: run `make detectors`, or set TELLTALE_ONNXRUNTIME to its shared library"
}
