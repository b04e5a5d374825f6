import CGDAL
import Geodesy

/// A geometry in the library's memory, owned alone. OGR gives every call a GEOS context of its own, so that geometries
/// of different owners can be worked on at the same time.
@safe struct LibraryGeometry: ~Copyable {
  enum Operation { case union, intersection, difference }

  private let handle: OGRGeometryH

  /// `nil` where the library does not take the bytes.
  private init?(_ polygons: [GeoPolygon]) {
    var made: OGRGeometryH?
    let bytes = WellKnownBinary.multiPolygon(polygons)
    let status = unsafe bytes.withUnsafeBytes {
      unsafe OGR_G_CreateFromWkb($0.baseAddress, nil, &made, Int32(clamping: $0.count))
    }
    guard status == OGRERR_NONE, let made = unsafe made else { return nil }
    unsafe handle = made
  }

  private init(owning handle: OGRGeometryH) { unsafe self.handle = handle }

  deinit { unsafe OGR_G_DestroyGeometry(handle) }

  private var bytes: [UInt8]? {
    let count = Int(unsafe OGR_G_WkbSize(handle))
    var isWritten = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, used in
      guard let start = buffer.baseAddress else { return }
      isWritten = unsafe OGR_G_ExportToWkb(handle, wkbNDR, start) == OGRERR_NONE
      used = isWritten ? count : 0
    }
    return isWritten ? bytes : nil
  }

  private borrowing func combined(_ operation: Operation, _ other: borrowing LibraryGeometry) -> LibraryGeometry? {
    let made =
      switch operation {
      case .union: unsafe OGR_G_UnionCascaded(handle)
      case .intersection: unsafe OGR_G_Intersection(handle, other.handle)
      case .difference: unsafe OGR_G_Difference(handle, other.handle)
      }
    guard let made = unsafe made else { return nil }
    return unsafe LibraryGeometry(owning: made)
  }
}

extension LibraryGeometry {
  /// Well-known binary of the result; without it the library's words. Of a union only `first` counts.
  static func result(
    of operation: Operation, _ first: [GeoPolygon], _ second: [GeoPolygon]
  ) -> (bytes: [UInt8]?, message: String?) {
    silently {
      guard let one = LibraryGeometry(first), let other = LibraryGeometry(second),
        let made = one.combined(operation, other)
      else { return (nil, unsafe CPLGetLastErrorMsg().map { unsafe String(cString: $0) }) }
      return (made.bytes, nil)
    }
  }

  /// `nil` where the library does not take an outline.
  static func meet(_ first: [GeoPolygon], _ second: [GeoPolygon]) -> Bool? {
    silently {
      guard let one = LibraryGeometry(first), let other = LibraryGeometry(second) else { return nil }
      return unsafe OGR_G_Intersects(one.handle, other.handle) != 0
    }
  }

  /// The stack of handlers belongs to the thread: `body` is synchronous and stays on it.
  private static func silently<Result>(_ body: () -> Result) -> Result {
    unsafe CPLPushErrorHandler(CPLQuietErrorHandler)
    defer { CPLPopErrorHandler() }
    CPLErrorReset()
    return body()
  }
}
