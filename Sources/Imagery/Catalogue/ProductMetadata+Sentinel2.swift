import Foundation
import Quantities

extension ProductMetadata {
  /// `MTD_MSIL1C.xml` or `MTD_MSIL2A.xml` of a SAFE folder.
  ///
  /// Offsets are taken where they are listed, whatever the date or the processing baseline; a product file without the
  /// list is of a format that has no offset.
  /// - Source: [ESA2021].
  static func sentinel2Product(_ xml: XMLTree) -> ProductMetadata {
    var result = ProductMetadata()
    let isSurface = xml.first("BOA_QUANTIFICATION_VALUE") != nil
    result.level = isSurface ? "L2A" : xml.first("QUANTIFICATION_VALUE") != nil ? "L1C" : nil
    result.acquired = xml.text("DATATAKE_SENSING_START") ?? xml.text("PRODUCT_START_TIME")
    result.platform = xml.text("SPACECRAFT_NAME")
    result.orbit = SceneOrbit(
      direction: xml.text("SENSING_ORBIT_DIRECTION")?.lowercased(),
      track: xml.text("SENSING_ORBIT_NUMBER").flatMap(Int.init))
    let scale = xml.number(isSurface ? "BOA_QUANTIFICATION_VALUE" : "QUANTIFICATION_VALUE")
    guard let scale, scale > 0 else {
      result.remarks.append("The product's metadata give no quantification value, so its pixels stay plain numbers.")
      return result
    }
    let listed = xml.all(isSurface ? "BOA_ADD_OFFSET" : "RADIO_ADD_OFFSET")
    var offsets: [Int: Double] = [:]
    for node in listed {
      guard let band = node.attributes["band_id"].flatMap(Int.init), let offset = node.number else { continue }
      if let other = offsets[band], other != offset {
        result.contradictions.append(
          "The product's metadata list two offsets for band \(band), \(other) and \(offset).")
      }
      offsets[band] = offset
    }
    for (id, band) in SensorTable.sentinel2Bands.enumerated() {
      // A list that leaves a band out says nothing of it.
      guard listed.isEmpty || offsets[id] != nil else { continue }
      result.conversions[band.name] = .linear(scale: 1 / scale, offset: (offsets[id] ?? 0) / scale)
    }
    return result
  }

  /// `MTD_TL.xml` of a granule: mean angles of the sun and of the view, the latter over all bands.
  static func sentinel2Tile(_ xml: XMLTree) -> ProductMetadata {
    var result = ProductMetadata()
    result.acquired = xml.text("SENSING_TIME")
    let sun = xml.first("Mean_Sun_Angle")
    result.angles.sunElevation = sun?.child("ZENITH_ANGLE")?.number.flatMap { .degrees(90 - $0, in: -90...90) }
    result.angles.sunAzimuth = .degrees(sun?.child("AZIMUTH_ANGLE")?.number, in: 0...360)
    let views = xml.all("Mean_Viewing_Incidence_Angle")
    let zeniths = views.compactMap { $0.child("ZENITH_ANGLE")?.number }
    if !zeniths.isEmpty {
      result.angles.incidenceAngle = .degrees(zeniths.reduce(0, +) / Double(zeniths.count), in: 0...90)
    }
    let azimuths = views.compactMap { $0.child("AZIMUTH_ANGLE")?.number }.map { $0 * .pi / 180 }
    if !azimuths.isEmpty {
      // The mean of directions: of 359° and 1° it is 0°, not 180°.
      let angle = atan2(azimuths.reduce(0) { $0 + sin($1) }, azimuths.reduce(0) { $0 + cos($1) })
      result.angles.viewAzimuth = Radians(angle < 0 ? angle + 2 * .pi : angle)
    }
    return result
  }
}
