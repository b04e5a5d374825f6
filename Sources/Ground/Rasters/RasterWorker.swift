import CGDAL
import Foundation
import Provenance

/// The process that opens files of unknown origin, so that what they break is only itself.
package enum RasterWorker {
  /// Answers the requests of a `RasterReader` on standard input until it closes.
  ///
  /// Nothing else may have been read from standard input or written to standard output before.
  package static func run() -> Never {
    let channel = WorkerChannel()
    RasterRuntime.prepare()
    GDALSetCacheMax64(64 << 20)
    warmUp()
    WorkerLimits.setForLife()
    var session = WorkerSession(channel: channel)
    while let message = channel.receive() {
      guard let request = try? WorkerRequest(message: message), session.answer(request) else { break }
    }
    // Without the C library's clean-up: it would run destructors over whatever a hostile file has left behind.
    _exit(0)
  }

  /// Lets PROJ open its database before the first clock runs.
  private static func warmUp() {
    guard let system = unsafe OSRNewSpatialReference(nil) else { return }
    defer { unsafe OSRRelease(system) }
    _ = LibraryMessages.catching { _ in unsafe OSRImportFromEPSG(system, 32_640) }
  }
}
