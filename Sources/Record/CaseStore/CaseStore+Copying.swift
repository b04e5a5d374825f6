import Foundation
import GRDB

extension CaseStore {
  /// The GeoPackage as it is now, in one file without what was deleted from it.
  /// - Throws: `diskFull`, `writeFailed`.
  package func copyDatabase(to path: String) throws(CaseError) {
    do {
      try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    } catch { throw CaseError(error, at: folder.geoPackage) }
  }
}
