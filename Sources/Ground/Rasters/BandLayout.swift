/// Which bands of an open file hold what, and how absent pixels are marked there.
struct BandLayout: Sendable {
  /// Where pixels say that they are absent, besides by their value.
  enum Opacity: Sendable, Equatable {
    case none
    /// Number of the alpha band, from 1. Absent: under `leastVisible`.
    case alpha(Int32, leastVisible: Float)
    /// A mask kept inside the file. Absent: 0.
    case mask
  }

  struct Colour: Sendable {
    let red: Float
    let green: Float
    let blue: Float
    let isVisible: Bool
  }

  /// Numbers, from 1, of the bands that are read.
  let numbers: [Int32]
  /// As stored in the file; one for each of `numbers`.
  let noData: [Double?]
  let sampleType: SampleType
  let opacity: Opacity
  /// Where it is there, the one band read is expanded to three.
  let palette: [Colour]?
  /// Rows of the file's blocks: reading in multiples of them decodes each block once.
  let blockRows: Int

  /// Bands of the result.
  var bandCount: Int { palette == nil ? numbers.count : 3 }
}
