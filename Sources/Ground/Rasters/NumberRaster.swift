/// Samples in memory as numbers of up to 16 bits without sign: band, row, column, row-major.
package struct NumberRaster: Sendable, Equatable {
  package let columns: Int
  package let rows: Int
  package let bandCount: Int
  /// `samples[(band * rows + row) * columns + column]`; 0 where the pixel is absent.
  package let samples: [UInt16]
  /// 0 where a pixel is absent; empty where none is.
  package let validity: [UInt8]
}
