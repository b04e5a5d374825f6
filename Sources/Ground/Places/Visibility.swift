/// Whether a pixel or a feature could be seen on a date, or the one reason why not. The contract's list, in its order.
package enum Visibility: String, Sendable, CaseIterable {
  case seen, cloud, cloudShadow, haze, snow, saturated, terrainShadow, offPicture, readFailed, misaligned
  case tooCoarse, occluded

  /// Position in the list.
  package var code: UInt8 { UInt8(Visibility.allCases.firstIndex(of: self) ?? 0) }
}

/// Why a whole file or scene was left out: a reason for "not seen", or one of the five that concern the file.
package enum ExclusionCode: String, Sendable, CaseIterable {
  case cloud, cloudShadow, haze, snow, saturated, terrainShadow, offPicture, readFailed, misaligned
  case tooCoarse, occluded
  case noDate, noCRS, duplicate, unsupported, tooLarge
}

/// A file or scene that was left out, and why, in words.
package struct Exclusion: Sendable, Hashable {
  package let code: ExclusionCode
  package let reason: String
  package init(_ code: ExclusionCode, _ reason: String) {
    self.code = code
    self.reason = reason
  }
}
