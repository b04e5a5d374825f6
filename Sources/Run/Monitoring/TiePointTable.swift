import Alignment
import Foundation
import Provenance

/// Tie points as a table for other programs.
package enum TiePointTable {
  static let header = "column,row,columns,rows,sigmaColumns,sigmaRows"

  /// One line a tie point: its place on the reference's grid, its displacement and the deviations of that, in pixels of
  /// the reference.
  static func text(_ points: [TiePoint]) -> String {
    let lines = points.map { point in
      [
        point.place.column, point.place.row, point.displacement.columns, point.displacement.rows,
        point.columnVariance.squareRoot(), point.rowVariance.squareRoot(),
      ].map { JSONValue.fixed($0, places: 4) }.joined(separator: ",")
    }
    return ([header] + lines).joined(separator: "\n") + "\n"
  }

  /// - Throws: `MonitoringError.writeFailed`; what was at `path` before is then still there.
  package static func write(_ points: [TiePoint], to path: String) throws {
    do {
      try AtomicFile.write(Data(text(points).utf8), to: path)
    } catch {
      throw MonitoringError(writing: "The tie points", to: path, error)
    }
  }
}
