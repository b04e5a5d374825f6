import Catalogue
import Foundation

/// Stored numbers to physical values.
enum PixelConversion {
  /// Pixels whose number is the one that stands for "no pixel".
  static func markAbsent(_ plane: [Float], _ noData: Float, _ flags: inout [Bool]) {
    for pixel in plane.indices where plane[pixel] == noData { flags[pixel] = false }
  }

  /// Backscatter is stacked in decibels: speckle and weather multiply power, and so add to its logarithm, with the same
  /// spread on bright and on dark ground. A power or amplitude that is not positive has no logarithm and is absent.
  static func convert(_ plane: inout [Float], _ conversion: BandConversion, _ flags: inout [Bool]) {
    switch conversion {
    case .asStored: return
    case .linear(let scale, let offset):
      let (scale, offset) = (Float(scale), Float(offset))
      for pixel in plane.indices { plane[pixel] = scale * plane[pixel] + offset }
    case .decibelsOfPower: decibels(&plane, 10, &flags)
    case .decibelsOfAmplitude: decibels(&plane, 20, &flags)
    }
  }

  private static func decibels(_ plane: inout [Float], _ factor: Float, _ flags: inout [Bool]) {
    for pixel in plane.indices {
      if plane[pixel] > 0, plane[pixel].isFinite {
        plane[pixel] = factor * log10(plane[pixel])
      } else {
        plane[pixel] = 0
        flags[pixel] = false
      }
    }
  }
}
