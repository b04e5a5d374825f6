/// How one sample is stored in a file. In memory a sample is always a `Float`.
package enum SampleType: String, Sendable, CaseIterable {
  case uint8, int8, uint16, int16, uint32, int32, float32, float64

  package var byteCount: Int {
    switch self {
    case .uint8, .int8: 1
    case .uint16, .int16: 2
    case .uint32, .int32, .float32: 4
    case .float64: 8
    }
  }

  package var isFloat: Bool { self == .float32 || self == .float64 }

  /// The least and the greatest value that the type can hold.
  package var range: ClosedRange<Double> {
    switch self {
    case .uint8: 0...255
    case .int8: -128...127
    case .uint16: 0...65_535
    case .int16: -32_768...32_767
    case .uint32: 0...4_294_967_295
    case .int32: -2_147_483_648...2_147_483_647
    case .float32: -Double(Float.greatestFiniteMagnitude)...Double(Float.greatestFiniteMagnitude)
    case .float64: -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
    }
  }

  /// True where a `Float` cannot tell neighbouring values of the type apart, so that absent pixels are judged before
  /// samples are narrowed.
  var exceedsFloat: Bool { self == .uint32 || self == .int32 || self == .float64 }
}
