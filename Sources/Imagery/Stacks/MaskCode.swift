import Places

/// One byte for the reasons a pixel can have inside a stack.
enum MaskCode {
  static let seen: UInt8 = 0
  static let offPicture: UInt8 = 1
  static let cloud: UInt8 = 2
  static let cloudShadow: UInt8 = 3
  static let haze: UInt8 = 4
  static let saturated: UInt8 = 5
  static let snow: UInt8 = 6
  static let terrainShadow: UInt8 = 7

  static func visibility(_ code: UInt8) -> Visibility {
    switch code {
    case seen: .seen
    case cloud: .cloud
    case cloudShadow: .cloudShadow
    case haze: .haze
    case saturated: .saturated
    case snow: .snow
    case terrainShadow: .terrainShadow
    default: .offPicture
    }
  }

  /// What a provider said of a pixel: `WarpedScene.Status` is this much more than the code. `nil` where it said nothing.
  static let providerBase: UInt8 = 16

  static func provider(_ status: UInt8) -> UInt8? {
    (providerBase + cloud...providerBase + terrainShadow).contains(status) ? status - providerBase : nil
  }
}
