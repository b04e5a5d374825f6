import Catalogue

/// Where the bands of a stack lie by which snow is told from cloud.
package struct SnowBands: Sendable, Hashable {
  /// Near 0.55 μm.
  let green: Int
  /// Near 0.85 μm.
  let nearInfrared: Int
  /// Near 1.6 μm.
  let shortwaveInfrared: Int

  package init(green: Int, nearInfrared: Int, shortwaveInfrared: Int) {
    self.green = green
    self.nearInfrared = nearInfrared
    self.shortwaveInfrared = shortwaveInfrared
  }

  /// `nil` where a band is missing, or where the numbers are no reflectances: then nothing tells snow from cloud.
  /// - Parameter names: common names of STAC's extension `eo`, in the order of the stack's bands.
  package init?(names: [String]?, quantity: PixelQuantity) {
    guard quantity == .topOfAtmosphere || quantity == .surfaceReflectance, let names,
      let green = names.firstIndex(of: "green"), let shortwave = names.firstIndex(of: "swir16"),
      let near = names.firstIndex(of: "nir08") ?? names.firstIndex(of: "nir")
    else { return nil }
    self.init(green: green, nearInfrared: near, shortwaveInfrared: shortwave)
  }
}
