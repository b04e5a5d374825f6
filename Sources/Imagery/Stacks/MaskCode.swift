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

  /// What a provider's mask says of a pixel; `nil` where it says nothing, or what is no reason of a pixel.
  static func provider(_ status: UInt8) -> UInt8? { WarpedScene.Status.reason(status).flatMap(code) }

  /// The code of a reason that hides single pixels.
  static func code(_ reason: Visibility) -> UInt8? {
    switch reason {
    case .cloud: cloud
    case .cloudShadow: cloudShadow
    case .haze: haze
    case .saturated: saturated
    case .snow: snow
    case .terrainShadow: terrainShadow
    default: nil
    }
  }
}
