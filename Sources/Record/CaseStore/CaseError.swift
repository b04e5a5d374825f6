import Evidence
import Foundation
import GRDB
import Provenance

/// What went wrong with a case folder: a code to switch on, the place, the reason and the mend.
package struct CaseError: Error, Sendable, Equatable, CustomStringConvertible {
  package enum Code: String, Sendable {
    /// No folder stands there, or it holds no `case.gpkg`, or that file is not one of Telltale's.
    case notACase
    /// A case was to be made where one is.
    case exists
    /// The folder is the case of other sites.
    case anotherCase
    /// The folder is no case and holds other files.
    case notEmpty
    /// A file stands where the folder should be.
    case notAFolder
    case notWritable
    /// Written by a newer Telltale.
    case newerVersion
    /// `case.gpkg` cannot be read as what was written.
    case damaged
    /// Another process is writing.
    case inUse
    case diskFull
    /// A write failed for another reason than a full disk.
    case writeFailed
    case unknownFeature
    /// A mark or a ledger entry without a name, or with an absolute path in it.
    case refused
  }

  package let code: Code
  package let place: String
  package let reason: String
  package let mend: String
  /// Messages of the library beneath, as they came.
  package let cause: String?

  package init(_ code: Code, at place: String, _ reason: String, mend: String, cause: String? = nil) {
    self.code = code
    self.place = place
    self.reason = reason
    self.mend = mend
    self.cause = cause
  }

  package var description: String {
    "\(place): \(reason) \(mend)" + (cause.map { " (\($0))" } ?? "")
  }
}

extension CaseError {
  /// The error as a `CaseError`, whatever was thrown beneath.
  init(_ error: any Error, at place: String) {
    switch error {
    case let error as CaseError: self = error
    case let error as LedgerError: self.init(.refused, at: error.place, error.reason, mend: error.mend)
    case let error as DatabaseError: self.init(database: error, at: place)
    case let error as CocoaError: self.init(file: error, at: place)
    default:
      self.init(
        .writeFailed, at: place, "The case could not be written.", mend: "Look at the cause and run again.",
        cause: "\(error)")
    }
  }

  /// Whether `error` came from the store and what it stands on, and not from the body of a caller's commit.
  static func isOwn(_ error: any Error) -> Bool {
    error is CaseError || error is LedgerError || error is DatabaseError
  }

  private init(database error: DatabaseError, at place: String) {
    // The message only: GRDB's description also prints the statement.
    let cause = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL: self = .diskFull(at: place, cause: cause)
    case .SQLITE_NOTADB, .SQLITE_CORRUPT, .SQLITE_SCHEMA, .SQLITE_ERROR, .SQLITE_MISMATCH:
      self = .damaged(at: place, cause: cause)
    case .SQLITE_BUSY, .SQLITE_LOCKED: self = .inUse(at: place, cause: cause)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH, .SQLITE_CANTOPEN: self = .notWritable(at: place, cause: cause)
    default:
      self.init(
        .writeFailed, at: place, "The case could not be written; what was there before is whole.",
        mend: "Check the disk and run again.", cause: cause)
    }
  }

  private init(file error: CocoaError, at place: String) {
    let fault = FileFault(error)
    let cause = fault.words
    switch error.code {
    case _ where fault.isFull: self = .diskFull(at: place, cause: cause)
    case .fileWriteNoPermission, .fileWriteVolumeReadOnly: self = .notWritable(at: place, cause: cause)
    default:
      self.init(
        .writeFailed, at: place, "The file could not be written.", mend: "Check the disk and run again.", cause: cause)
    }
  }

  static func diskFull(at place: String, cause: String?) -> CaseError {
    CaseError(
      .diskFull, at: place, "The disk is full; the case is as it was before this run.",
      mend: "Free some space and run again.", cause: cause)
  }

  static func damaged(at place: String, cause: String?) -> CaseError {
    CaseError(
      .damaged, at: place, "The file is damaged and was left as it is.",
      mend: "Put a copy back, or start a new case from the same imagery.", cause: cause)
  }

  static func inUse(at place: String, cause: String?) -> CaseError {
    CaseError(
      .inUse, at: place, "Another program is writing to this case.", mend: "Wait until it has ended, or end it.",
      cause: cause)
  }

  /// The mend of a case that stands there is another than that of one to be made.
  /// - Parameter place: the folder of the case, or its GeoPackage.
  static func notWritable(at place: String, cause: String?) -> CaseError {
    let geoPackage = place.hasSuffix("/case.gpkg") ? place : CaseFolder(place).geoPackage
    let stands = FileManager.default.fileExists(atPath: geoPackage)
    return CaseError(
      .notWritable, at: place, "The case may not be written here.",
      mend: stands
        ? "Permit writing there, or copy the case to a folder that you may write to and use the copy."
        : "Choose a folder that you may write to.", cause: cause)
  }
}
