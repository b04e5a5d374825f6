import Geodesy

/// Polygons as well-known binary, the form in which they go to the library and come back.
enum WellKnownBinary {
  /// A MultiPolygon, little-endian, rings closed; of no polygon an empty one.
  static func multiPolygon(_ polygons: [GeoPolygon]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(9 + polygons.reduce(0) { $0 + 13 + 16 * ($1.exterior.count + 1) })
    append(header: 6, count: polygons.count, to: &bytes)
    for polygon in polygons {
      append(header: 3, count: polygon.rings.count, to: &bytes)
      for ring in polygon.rings {
        append(UInt32(ring.count + 1), to: &bytes)
        for point in ring { append(point, to: &bytes) }
        if let first = ring.first { append(first, to: &bytes) }
      }
    }
    return bytes
  }

  /// The polygons of a Polygon, a MultiPolygon or a collection; its points and lines, where shapes merely touch, are
  /// left out. `nil` where the bytes are cut short or hold another geometry.
  static func polygons(from bytes: [UInt8]) -> [GeoPolygon]? {
    var reader = Reader(bytes: bytes)
    return reader.polygons()
  }

  private static func append(header type: UInt32, count: Int, to bytes: inout [UInt8]) {
    bytes.append(1)
    append(type, to: &bytes)
    append(UInt32(count), to: &bytes)
  }

  private static func append(_ point: GeoPoint, to bytes: inout [UInt8]) {
    append(point.longitude.bitPattern, to: &bytes)
    append(point.latitude.bitPattern, to: &bytes)
  }

  private static func append<Number: FixedWidthInteger>(_ number: Number, to bytes: inout [UInt8]) {
    var rest = number
    for _ in 0..<Number.bitWidth / 8 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }
}

extension WellKnownBinary {
  private struct Reader {
    let bytes: [UInt8]
    var position = 0

    mutating func polygons() -> [GeoPolygon]? {
      guard position < bytes.count, bytes[position] == 1 else { return nil }
      position += 1
      guard let type = number(UInt32.self) else { return nil }
      switch type {
      case 1: return skip(16) ? [] : nil
      case 2:
        guard let count = number(UInt32.self) else { return nil }
        return skip(16 * Int(count)) ? [] : nil
      case 3: return polygon()
      case 4...7:
        guard let count = number(UInt32.self) else { return nil }
        var all: [GeoPolygon] = []
        for _ in 0..<count {
          guard let part = polygons() else { return nil }
          all += part
        }
        return all
      default: return nil
      }
    }

    /// One polygon, or none where it is empty.
    private mutating func polygon() -> [GeoPolygon]? {
      guard let count = number(UInt32.self) else { return nil }
      var rings: [[GeoPoint]] = []
      for _ in 0..<count {
        guard let ring = ring() else { return nil }
        rings.append(ring)
      }
      guard let exterior = rings.first, !exterior.isEmpty else { return [] }
      return [GeoPolygon(exterior: exterior, holes: Array(rings.dropFirst()))]
    }

    private mutating func ring() -> [GeoPoint]? {
      guard let count = number(UInt32.self), position + 16 * Int(count) <= bytes.count else { return nil }
      var points: [GeoPoint] = []
      points.reserveCapacity(Int(count))
      for _ in 0..<count {
        guard let longitude = number(UInt64.self), let latitude = number(UInt64.self) else { return nil }
        points.append(GeoPoint(longitude: Double(bitPattern: longitude), latitude: Double(bitPattern: latitude)))
      }
      if points.count > 1, points.first == points.last { points.removeLast() }
      return points
    }

    private mutating func number<Number: FixedWidthInteger>(_ type: Number.Type) -> Number? {
      let width = Number.bitWidth / 8
      guard position + width <= bytes.count else { return nil }
      var value: Number = 0
      for index in (position..<position + width).reversed() { value = value << 8 | Number(bytes[index]) }
      position += width
      return value
    }

    private mutating func skip(_ count: Int) -> Bool {
      position += count
      return position <= bytes.count
    }
  }
}
