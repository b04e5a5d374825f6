import Foundation
import Places
import Provenance
import Quantities

extension ProductMetadata {
  /// `…_metadata.xml` beside a PlanetScope or RapidEye picture: coefficients to reflectance, time, angles.
  /// - Source: [Planet2023]; read from a real file.
  static func planetXML(_ xml: XMLTree) -> ProductMetadata {
    var result = ProductMetadata()
    result.acquired = xml.text("acquisitionDateTime")
    result.platform = xml.first("Platform")?.child("shortName")?.text
    result.bandCount = xml.text("numBands").flatMap(Int.init)
    result.angles = SceneAngles(
      sunElevation: .degrees(xml.number("illuminationElevationAngle"), in: -90...90),
      sunAzimuth: .degrees(xml.number("illuminationAzimuthAngle"), in: 0...360),
      offNadirAngle: .degrees(xml.number("spaceCraftViewAngle").map(abs), in: 0...90),
      incidenceAngle: .degrees(xml.number("incidenceAngle").map(abs), in: 0...90),
      viewAzimuth: .degrees(xml.number("azimuthAngle"), in: 0...360))
    result.orbit = xml.text("orbitDirection").map { SceneOrbit(direction: $0.lowercased(), track: nil) }
    for node in xml.all("bandSpecificMetadata") {
      guard let band = node.child("bandNumber")?.text.trimmingCharacters(in: .whitespaces),
        let coefficient = node.child("reflectanceCoefficient")?.number, coefficient > 0
      else { continue }
      let conversion = BandConversion.linear(scale: coefficient, offset: 0)
      if let other = result.conversions[band], other != conversion {
        result.contradictions.append("The metadata XML gives band \(band) two reflectance coefficients.")
      }
      result.conversions[band] = conversion
    }
    return result
  }

  /// Planet's item description: time, satellite, angles; `view_angle` is off nadir.
  static func planetItem(_ item: JSONValue) -> ProductMetadata {
    var result = ProductMetadata()
    let properties = item["properties"] ?? .null
    guard properties["acquired"] != nil else { return result }
    func angle(_ key: String, _ range: ClosedRange<Double>) -> Radians? {
      .degrees(properties[key]?.doubleValue, in: range)
    }
    result.acquired = properties["acquired"]?.stringValue
    result.platform = properties["provider"]?.stringValue
    result.angles = SceneAngles(
      sunElevation: angle("sun_elevation", -90...90), sunAzimuth: angle("sun_azimuth", 0...360),
      offNadirAngle: .degrees(properties["view_angle"]?.doubleValue.map(abs), in: 0...90),
      viewAzimuth: angle("satellite_azimuth", 0...360))
    return result
  }

  /// `reflectance_coefficients` of the JSON that SkySat's files carry as their description.
  static func planetTag(_ metadata: [String: String]) -> ProductMetadata {
    var result = ProductMetadata()
    guard let text = metadata["TIFFTAG_IMAGEDESCRIPTION"], text.hasPrefix("{"),
      let json = try? BoundedJSON.parse(Data(text.utf8), name: "TIFFTAG_IMAGEDESCRIPTION"),
      let list = json["properties"]?["reflectance_coefficients"]?.arrayValue
    else { return result }
    for (index, value) in list.enumerated() {
      guard let coefficient = value.doubleValue, coefficient > 0 else { continue }
      result.conversions["\(index + 1)"] = .linear(scale: coefficient, offset: 0)
    }
    return result
  }
}
