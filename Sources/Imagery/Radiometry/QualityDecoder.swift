import Catalogue
import Places
import Rasters

/// A provider's mask turned into the contract's reasons.
package enum QualityDecoder {
  /// One code a pixel, as `QualityPlane.codes`; where the mask itself is absent the pixel is `offPicture`.
  package static func codes(_ raster: Raster, _ rule: QualityRule) -> [UInt8] {
    let count = raster.columns * raster.rows
    let absent = Visibility.offPicture.code
    var codes = [UInt8](repeating: 0, count: count)
    for pixel in 0..<count {
      codes[pixel] = raster.validity.flags[pixel] ? code(raster, pixel, count, rule.form) : absent
    }
    return codes
  }

  private static func code(_ raster: Raster, _ pixel: Int, _ count: Int, _ form: QualityRule.Form) -> UInt8 {
    // Masks hold small whole numbers: 16 bits are exact in a Float.
    func number(_ band: Int) -> Int { Int(raster.samples[band * count + pixel]) }
    let reason: Visibility? =
      switch form {
      case .classes(let classes): classes[number(0)]
      case .bits(let bits): bits.first { number(0) & $0.mask != 0 }?.reason
      case .flags(let flags): flags.first { number($0.band) >= $0.least }?.reason
      }
    return (reason ?? .seen).code
  }
}
