import Foundation
import Geodesy

/// Geometries as GeoPackage blobs: a header with the envelope, then well-known binary; little-endian, WGS 84.
/// Rings keep their order and direction, so that an outline read back is the outline written.
enum GeoPackageGeometry {
  private enum Code: UInt32 {
    case point = 1
    case lineString, polygon, multiPoint, multiLineString, multiPolygon
  }

  static func blob(of polygons: [GeoPolygon]) -> Data {
    var writer = Writer(envelopeOf: polygons.flatMap { $0.exterior })
    writer.start(Code.multiPolygon.rawValue, count: polygons.count)
    for polygon in polygons {
      writer.start(Code.polygon.rawValue, count: 1 + polygon.holes.count)
      for ring in [polygon.exterior] + polygon.holes { writer.append(ring + ring.prefix(1)) }
    }
    return Data(writer.bytes)
  }

  static func blob(ofLines lines: [[GeoPoint]]) -> Data {
    var writer = Writer(envelopeOf: lines.flatMap { $0 })
    writer.start(Code.multiLineString.rawValue, count: lines.count)
    for line in lines {
      writer.start(Code.lineString.rawValue)
      writer.append(line)
    }
    return Data(writer.bytes)
  }

  static func blob(of point: GeoPoint) -> Data {
    var writer = Writer(envelopeOf: [point])
    writer.start(Code.point.rawValue)
    writer.append(point)
    return Data(writer.bytes)
  }

  /// `nil` where the blob is not a MultiPolygon as `blob(of:)` writes it.
  static func polygons(from blob: Data) -> [GeoPolygon]? {
    guard var reader = Reader(blob), let count = reader.start(Code.multiPolygon.rawValue) else { return nil }
    var polygons: [GeoPolygon] = []
    for _ in 0..<count {
      guard let ringCount = reader.start(Code.polygon.rawValue), ringCount >= 1 else { return nil }
      var rings: [[GeoPoint]] = []
      for _ in 0..<ringCount {
        guard let closed = reader.points() else { return nil }
        rings.append(closed.dropLast())
      }
      polygons.append(GeoPolygon(exterior: rings[0], holes: Array(rings.dropFirst())))
    }
    return reader.isAtEnd ? polygons : nil
  }

  /// What the header says; `nil` where there is none.
  static func isEmpty(_ blob: Data) -> Bool? { Reader(blob)?.isEmpty }

  /// The header's box, or a point's own; `nil` for empty geometries.
  static func envelope(_ blob: Data) -> Envelope? {
    guard var reader = Reader(blob) else { return nil }
    if let envelope = reader.envelope { return envelope }
    return reader.open(Code.point.rawValue) ? reader.point().flatMap { Envelope(of: [$0]) } : nil
  }

  /// `nil` where the blob is not a MultiLineString as `blob(ofLines:)` writes it.
  static func lines(from blob: Data) -> [[GeoPoint]]? {
    guard var reader = Reader(blob), let count = reader.start(Code.multiLineString.rawValue) else { return nil }
    var lines: [[GeoPoint]] = []
    for _ in 0..<count {
      guard reader.open(Code.lineString.rawValue), let points = reader.points() else { return nil }
      lines.append(points)
    }
    return reader.isAtEnd ? lines : nil
  }
}
