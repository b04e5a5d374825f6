import Foundation

/// Why a file could not be read or written, in the system's own words.
package struct FileFault: Sendable, Equatable {
  /// The system's reason, such as "No space left on device".
  package let words: String
  /// Whether the disk, or what this user may fill of it, is full.
  package let isFull: Bool

  package init(_ error: any Error) {
    let codes = Self.codes(error)
    isFull = codes.contains { [ENOSPC, EDQUOT, EFBIG].contains($0) } || Self.isOutOfSpace(error)
    // Foundation's words ("The operation could not be completed") name neither the fault nor its place.
    words = codes.last.map { unsafe String(cString: strerror($0)) } ?? error.localizedDescription
  }

  /// System codes of the error and of those beneath it, the deepest last.
  private static func codes(_ error: any Error) -> [Int32] {
    if let error = error as? POSIXError { return [error.code.rawValue] }
    let bridged = error as NSError
    let own = bridged.domain == NSPOSIXErrorDomain ? [Int32(truncatingIfNeeded: bridged.code)] : []
    let beneath = unsafe bridged.userInfo[NSUnderlyingErrorKey] as? any Error
    return own + (beneath.map(codes) ?? [])
  }

  private static func isOutOfSpace(_ error: any Error) -> Bool {
    (error as? CocoaError)?.code == .fileWriteOutOfSpace
  }
}
