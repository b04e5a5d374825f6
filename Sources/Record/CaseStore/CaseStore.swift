import Foundation
import GRDB

/// A case folder and its GeoPackage. One store at a time may write; all that one commit writes is kept, or none of it.
package final class CaseStore: Sendable {
  package let folder: CaseFolder
  /// Whether this store may write.
  package let isWritable: Bool
  let queue: DatabaseQueue
  private let lock: CaseLock?

  package var path: String { folder.path }

  init(_ folder: CaseFolder, queue: DatabaseQueue, lock: CaseLock?) {
    self.folder = folder
    self.queue = queue
    self.lock = lock
    isWritable = lock != nil
  }

  /// Runs `body` and commits what it wrote. Where it throws, or the process is killed at any moment, the case is as it
  /// was before. The store's own methods must not be called inside; the transaction has the same ones.
  /// - Throws: what `body` throws; `CaseError` for all that fails beneath: `diskFull`, `writeFailed`, `inUse`,
  ///   `damaged`, and `notWritable` for a store opened for reading.
  @discardableResult
  package func commit<Result>(_ body: (inout CaseTransaction) throws -> Result) throws -> Result {
    guard isWritable else {
      throw CaseError(
        .notWritable, at: path, "The case was opened for reading only.", mend: "Open it for writing.")
    }
    do {
      return try queue.write { database in
        var transaction = CaseTransaction(database, in: folder)
        let result = try body(&transaction)
        try transaction.vouch()
        // Before the commit: a place too many does no harm, a scene without its place would.
        if !transaction.newLocations.isEmpty {
          var locations = try ImageryLocations(in: folder)
          try locations.add(transaction.newLocations)
        }
        return result
      }
    } catch let error where CaseError.isOwn(error) {
      throw CaseError(error, at: folder.geoPackage)
    }
  }

  /// Runs `body` on the last committed state.
  func reading<Result>(_ body: (CaseTransaction) throws -> Result) throws(CaseError) -> Result {
    do {
      return try queue.read { database in try body(CaseTransaction(database, in: folder)) }
    } catch { throw CaseError(error, at: folder.geoPackage) }
  }

  /// `commit` for callers that throw nothing of their own.
  func writing(_ body: (inout CaseTransaction) throws -> Void) throws(CaseError) {
    do { try commit(body) } catch { throw CaseError(error, at: folder.geoPackage) }
  }
}
