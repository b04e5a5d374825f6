/// Some whole rows of a result, as they are handed on while a file is read.
struct RasterBlock {
  /// First row, in rows of the result.
  let row: Int
  let rows: Int
  let columns: Int
  let bandCount: Int
  /// `samples[(band * rows + row) * columns + column]`; 0 where the pixel is absent.
  var samples: [Float]
  /// 1 valid, 0 absent; one for each pixel.
  var validity: [UInt8]
}
