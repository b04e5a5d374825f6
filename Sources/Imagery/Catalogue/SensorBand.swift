import Quantities

/// One band as its provider describes it.
package struct SensorBand: Sendable, Hashable {
  /// The provider's name: `B02`, `SR_B4`, `VV`.
  package let name: String
  /// The common name of STAC's extension `eo` (`blue`, `nir`, `swir16`); `nil` where it has none.
  package let commonName: String?
  /// Centre, in nanometres; `nil` for radar and where the provider names none.
  package let centreInNanometres: Double?
  /// Of the detector, whatever the file's pixels are.
  package let nativeGSD: Metres
  /// What the band measures where that is not what the sensor's other bands do.
  package let quantity: PixelQuantity?

  init(
    _ name: String, _ commonName: String?, _ centreInNanometres: Double?, gsd: Double, quantity: PixelQuantity? = nil
  ) {
    self.name = name
    self.commonName = commonName
    self.centreInNanometres = centreInNanometres
    nativeGSD = Metres(gsd)
    self.quantity = quantity
  }
}
