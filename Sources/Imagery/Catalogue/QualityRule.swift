import Places

/// What the numbers of a provider's mask say, as the contract's reasons.
package struct QualityRule: Sendable, Hashable {
  /// How a pixel's numbers are looked up.
  package enum Form: Sendable, Hashable {
    /// One band of classes; numbers that are not listed are `seen`.
    case classes([Int: Visibility])
    /// One band of bits; the first of the list that is set counts.
    case bits([Bit])
    /// Several bands of flags (1: set), by position from 0; the first of the list that is set counts.
    case flags([Flag])
  }

  package struct Bit: Sendable, Hashable {
    package let mask: Int
    package let reason: Visibility
  }

  package struct Flag: Sendable, Hashable {
    package let band: Int
    /// Least number that counts as set.
    package let least: Int
    package let reason: Visibility
  }

  package let id: String
  /// What the file is called in sentences.
  package let words: String
  package let form: Form
  /// Bands that the file must have at least.
  package let bandCount: Int
  /// Whether the provider delivers it on the picture's own pixels, so that another size means another picture.
  package let sharesGrid: Bool
}

extension QualityRule {
  package static let all = [sceneClassification, qaPixel, usableData2, usableData1, operaMask]

  package static func named(_ id: String) -> QualityRule? { all.first { $0.id == id } }

  /// Sentinel-2's scene classification.
  /// - Source: [ESA2021], scene classification classes. 2 (dark), 4–6 (vegetation, soil, water), 7 (unclassified)
  ///   are ground that was seen; 10 is thin cirrus, which the ground shines through.
  package static let sceneClassification = QualityRule(
    id: "s2-scl", words: "Sentinel-2's scene classification",
    form: .classes([
      0: .offPicture, 1: .saturated, 3: .cloudShadow, 8: .cloud, 9: .cloud, 10: .haze, 11: .snow,
    ]), bandCount: 1, sharesGrid: false)

  /// Landsat's pixel quality: bit 0 fill, 1 dilated cloud, 2 cirrus, 3 cloud, 4 cloud shadow, 5 snow.
  /// - Source: [USGS2024], table of QA_PIXEL. Dilated cloud is cloud's rim, and counted as cloud.
  package static let qaPixel = QualityRule(
    id: "landsat-qa-pixel", words: "Landsat's pixel quality",
    form: .bits([
      Bit(mask: 1 << 0, reason: .offPicture), Bit(mask: 1 << 3, reason: .cloud), Bit(mask: 1 << 1, reason: .cloud),
      Bit(mask: 1 << 4, reason: .cloudShadow), Bit(mask: 1 << 2, reason: .haze), Bit(mask: 1 << 5, reason: .snow),
    ]), bandCount: 1, sharesGrid: true)

  /// Planet's usable data mask: 1 clear, 2 snow, 3 shadow, 4 light haze, 5 heavy haze, 6 cloud, 7 confidence, 8 UDM1.
  ///
  /// Bit 0 of band 8 (outside the picture) makes the number odd, and the other bits concern single bands: only a pixel
  /// with no flag at all in bands 1 to 6 lies outside. Light and heavy haze are one reason.
  /// - Source: [Planet2023].
  package static let usableData2 = QualityRule(
    id: "planet-udm2", words: "Planet's mask of usable pixels (UDM2)",
    form: .flags([
      Flag(band: 5, least: 1, reason: .cloud), Flag(band: 2, least: 1, reason: .cloudShadow),
      Flag(band: 1, least: 1, reason: .snow), Flag(band: 4, least: 1, reason: .haze),
      Flag(band: 3, least: 1, reason: .haze), Flag(band: 0, least: 1, reason: .seen),
      // What bears no flag of the first six: outside the picture.
      Flag(band: 0, least: 0, reason: .offPicture),
    ]), bandCount: 8, sharesGrid: true)

  /// Planet's first mask: bit 0 outside the picture, bit 1 cloud; bits 2 to 6 tell of bands that are suspect.
  /// - Source: [Planet2023].
  package static let usableData1 = QualityRule(
    id: "planet-udm", words: "Planet's mask of usable pixels (UDM)",
    form: .bits([
      Bit(mask: 1 << 0, reason: .offPicture), Bit(mask: 1 << 1, reason: .cloud),
      Bit(mask: 0b111_1100, reason: .saturated),
    ]), bandCount: 1, sharesGrid: true)

  /// OPERA's layover and shadow: 0 valid, 1 shadow, 2 layover, 3 both, 255 fill.
  /// - Source: [OPERA2023].
  package static let operaMask = QualityRule(
    id: "opera-mask", words: "OPERA's mask of layover and shadow",
    form: .classes([1: .terrainShadow, 2: .terrainShadow, 3: .terrainShadow, 255: .offPicture]), bandCount: 1,
    sharesGrid: true)
}
