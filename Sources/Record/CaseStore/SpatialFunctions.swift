import Foundation
import GRDB

/// The functions that the triggers of an R-tree call: a GIS adds such an index when its user asks for one, and without
/// these every later write would fail.
enum SpatialFunctions {
  static let all: [DatabaseFunction] = [
    DatabaseFunction("ST_IsEmpty", argumentCount: 1, pure: true) { arguments in
      Data.fromDatabaseValue(arguments[0]).flatMap(GeoPackageGeometry.isEmpty)
    },
    side("ST_MinX", \.west), side("ST_MaxX", \.east), side("ST_MinY", \.south), side("ST_MaxY", \.north),
  ]

  private static func side(_ name: String, _ path: any KeyPath<Envelope, Double> & Sendable) -> DatabaseFunction {
    DatabaseFunction(name, argumentCount: 1, pure: true) { arguments in
      Data.fromDatabaseValue(arguments[0]).flatMap(GeoPackageGeometry.envelope)?[keyPath: path]
    }
  }
}
