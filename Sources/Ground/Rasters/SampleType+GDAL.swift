import CGDAL

extension SampleType {
  /// GDAL 3.7's type for signed bytes, by number, since the headers of 3.6 do not name it.
  static let gdalInt8 = GDALDataType(rawValue: 14)

  /// The type under which GDAL stores samples. Signed bytes are plain bytes before 3.7; `RasterWriter` says so to it.
  var gdalType: GDALDataType {
    switch self {
    case .uint8: GDT_Byte
    case .int8: Self.hasSignedBytes ? Self.gdalInt8 : GDT_Byte
    case .uint16: GDT_UInt16
    case .int16: GDT_Int16
    case .uint32: GDT_UInt32
    case .int32: GDT_Int32
    case .float32: GDT_Float32
    case .float64: GDT_Float64
    }
  }

  static let hasSignedBytes = RasterRuntime.versionNumber >= 3_070_000
}
