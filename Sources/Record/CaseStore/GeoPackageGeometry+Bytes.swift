import Foundation
import Geodesy

extension GeoPackageGeometry {
  struct Writer {
    var bytes: [UInt8] = []

    /// GeoPackage 1.3, clause 2.1.3: magic, version 0, flags, SRS id, envelope (west, east, south, north).
    init(envelopeOf points: [GeoPoint]) {
      let isEmpty = points.isEmpty
      bytes = [0x47, 0x50, 0, isEmpty ? 0b0001_0001 : 0b0000_0011]
      append(UInt32(4326))
      guard let box = Envelope(of: points) else { return }
      for side in [box.west, box.east, box.south, box.north] { append(side.bitPattern) }
    }

    mutating func start(_ code: UInt32) {
      bytes.append(1)
      append(code)
    }

    mutating func start(_ code: UInt32, count: Int) {
      start(code)
      append(UInt32(count))
    }

    mutating func append(_ points: [GeoPoint]) {
      append(UInt32(points.count))
      for point in points { append(point) }
    }

    mutating func append(_ point: GeoPoint) {
      append(point.longitude.bitPattern)
      append(point.latitude.bitPattern)
    }

    private mutating func append(_ value: some FixedWidthInteger) {
      for shift in stride(from: 0, to: value.bitWidth, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: value >> shift))
      }
    }
  }
}

extension GeoPackageGeometry {
  struct Reader {
    private let bytes: [UInt8]
    private var position: Int
    /// What the header says.
    let isEmpty: Bool
    /// What the header says; `nil` where it has none.
    let envelope: Envelope?

    init?(_ blob: Data) {
      bytes = [UInt8](blob)
      guard bytes.count >= 8, bytes[0] == 0x47, bytes[1] == 0x50, bytes[3] & 1 == 1 else { return nil }
      let sizes = [0, 32, 48, 48, 64]
      let kind = Int(bytes[3] >> 1 & 7)
      guard kind < sizes.count, bytes.count >= 8 + sizes[kind] else { return nil }
      isEmpty = bytes[3] & 16 != 0
      let bytes = bytes
      let sides = (0..<(kind == 0 ? 0 : 4)).map { Double(bitPattern: Self.integer(bytes, at: 8 + $0 * 8, size: 8)) }
      envelope = sides.isEmpty ? nil : Envelope(west: sides[0], south: sides[2], east: sides[1], north: sides[3])
      position = 8 + sizes[kind]
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func open(_ code: UInt32) -> Bool {
      guard position < bytes.count, bytes[position] == 1 else { return false }
      position += 1
      return integer(4) == UInt64(code)
    }

    mutating func start(_ code: UInt32) -> Int? { open(code) ? integer(4).map(Int.init) : nil }

    mutating func points() -> [GeoPoint]? {
      // The count is checked against what is left before anything is reserved for it.
      guard let count = integer(4).map(Int.init), count <= (bytes.count - position) / 16 else { return nil }
      var points: [GeoPoint] = []
      points.reserveCapacity(count)
      for _ in 0..<count {
        guard let point = point() else { return nil }
        points.append(point)
      }
      return points
    }

    mutating func point() -> GeoPoint? {
      guard let longitude = integer(8), let latitude = integer(8) else { return nil }
      return GeoPoint(longitude: Double(bitPattern: longitude), latitude: Double(bitPattern: latitude))
    }

    private mutating func integer(_ size: Int) -> UInt64? {
      guard position + size <= bytes.count else { return nil }
      defer { position += size }
      return Self.integer(bytes, at: position, size: size)
    }

    private static func integer(_ bytes: [UInt8], at start: Int, size: Int) -> UInt64 {
      (0..<size).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64($1 * 8) }
    }
  }
}
