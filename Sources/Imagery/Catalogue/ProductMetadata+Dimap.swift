import Foundation
import Geodesy
import Provenance
import Quantities

extension ProductMetadata {
  /// `DIM_….XML` of Pléiades, Pléiades Neo and SPOT 6 and 7: DIMAP of version 2.
  ///
  /// Radiance is number / GAIN + BIAS. With the solar irradiance that the same file gives, the sun's elevation and the
  /// day it becomes reflectance at the top of the atmosphere. The azimuth of DIMAP's angles is that of the scan, not of
  /// the satellite, and is not taken.
  /// - Parameter pictureName: of the file that it lies beside: a delivery of several files gives each its own bands.
  /// - Source: [Airbus2012]; [Spencer1971] for the distance of the sun. From documentation only.
  static func dimap(_ xml: XMLTree, pictureName: String) -> ProductMetadata {
    var result = ProductMetadata()
    result.format = .dimap
    let strip = xml.first("Strip_Source")
    let centre = xml.all("Located_Geometric_Values").first {
      $0.child("LOCATION_TYPE")?.text.lowercased() == "center"
    }
    result.acquired = centre?.child("TIME")?.text
    if let day = strip?.child("IMAGING_DATE")?.text, let time = strip?.child("IMAGING_TIME")?.text {
      result.acquired = "\(day)T\(time)"
    }
    result.platform = strip.map { ($0.child("MISSION")?.text ?? "") + ($0.child("MISSION_INDEX")?.text ?? "") }
    let view = centre?.child("Acquisition_Angles")
    let sun = centre?.child("Solar_Incidences")
    result.angles = SceneAngles(
      sunElevation: .degrees(sun?.child("SUN_ELEVATION")?.number, in: -90...90),
      sunAzimuth: .degrees(sun?.child("SUN_AZIMUTH")?.number, in: 0...360),
      offNadirAngle: .degrees(view?.child("VIEWING_ANGLE")?.number.map(abs), in: 0...90),
      incidenceAngle: .degrees(view?.child("INCIDENCE_ANGLE")?.number.map(abs), in: 0...90))
    result.addDimapBands(xml, pictureName)
    result.addDimapGeometry(xml)
    result.addDimapGains(xml)
    return result
  }

  private mutating func addDimapBands(_ xml: XMLTree, _ pictureName: String) {
    let files = xml.all("Data_Files")
    let own = files.first { group in
      group.children.contains { $0.child("DATA_FILE_PATH")?.attributes["href"] == pictureName }
    }
    var listed: [(place: Int, band: String)] = []
    let visit: (XMLTree.Node) -> Void = { node in
      guard node.name == "Raster_Index", let band = node.child("BAND_ID")?.text,
        let place = node.child("BAND_INDEX")?.text.trimmingCharacters(in: .whitespaces)
      else { return }
      listed.append((Int(place) ?? 0, band))
    }
    if let own { own.visit(visit) }
    if listed.isEmpty { (files.count > 1 ? nil : xml.root)?.visit(visit) }
    bandCount = xml.first("Raster_Dimensions")?.child("NBANDS")?.text.trimmingCharacters(in: .whitespaces)
      .split(separator: " ").first.flatMap { Int($0) }
    if !listed.isEmpty {
      bandCount = listed.count
      let places = listed.map(\.place).sorted()
      if places == Array(1...listed.count) {
        bandNames = listed.sorted { $0.place < $1.place }.map { SensorTable.dimapBand($0.band) }
      } else {
        contradictions.append(
          "Its metadata give its bands the places \(places.map(String.init).joined(separator: ", ")) in the file.")
      }
    } else if bandCount == 1 {
      bandNames = xml.first("Band_Radiance")?.child("BAND_ID").map { [SensorTable.dimapBand($0.text)] }
    }
    let order = xml.first("Band_Display_Order")
    for colour in ["Red", "Green", "Blue"] {
      bandsOfColours[colour] = order?.child(colour.uppercased() + "_CHANNEL").map { SensorTable.dimapBand($0.text) }
    }
  }

  private mutating func addDimapGeometry(_ xml: XMLTree) {
    guard let name = xml.text("PROCESSING_LEVEL") else { return }
    let level: ProductGeometry.Level? =
      switch name.uppercased() {
      case "SENSOR", "PRIMARY": .sensor
      case "PROJECTED": .coarselyCorrected
      case "ORTHO", "SYSTEM_ORTHO", "MOSAIC": .orthorectified
      default: nil
      }
    let size = xml.first("Raster_Dimensions")
    geometry = level.map {
      ProductGeometry(
        $0, name: name, columns: size?.child("NCOLS")?.number.flatMap { Int(exactly: $0) },
        rows: size?.child("NROWS")?.number.flatMap { Int(exactly: $0) })
    }
  }

  private mutating func addDimapGains(_ xml: XMLTree) {
    let processing = xml.text("RADIOMETRIC_PROCESSING") ?? "BASIC"
    guard processing.uppercased() == "BASIC", xml.text("RADIOMETRIC_STRETCH")?.lowercased() != "true" else {
      remarks.append("Its numbers were changed after calibration (RADIOMETRIC_PROCESSING: \(processing)).")
      return
    }
    var gains: [String: (gain: Double, bias: Double)] = [:]
    for node in xml.all("Band_Radiance") {
      guard let id = node.child("BAND_ID")?.text, let gain = node.child("GAIN")?.number,
        let bias = node.child("BIAS")?.number, gain > 0
      else { continue }
      let band = SensorTable.dimapBand(id)
      if let other = gains[band], other != (gain, bias) {
        contradictions.append("Its metadata give the band \(band) two gains.")
      }
      gains[band] = (gain, bias)
    }
    var irradiances: [String: Double] = [:]
    for node in xml.all("Band_Solar_Irradiance") {
      guard let id = node.child("BAND_ID")?.text, let value = node.child("VALUE")?.number, value > 0 else { continue }
      irradiances[SensorTable.dimapBand(id)] = value
    }
    let share = litShare
    let isWhole = share != nil && gains.keys.allSatisfy { irradiances[$0] != nil }
    if !gains.isEmpty, !isWhole {
      remarks.append(
        "Its metadata lack \(share == nil ? "its day or a sun above the horizon" : "a band's solar irradiance"), so that "
          + "its numbers become radiance and not reflectance.")
    }
    quantity = isWhole ? .topOfAtmosphere : .radiance
    for (band, (gain, bias)) in gains {
      let factor = isWhole ? Double.pi / ((irradiances[band] ?? 1) * (share ?? 1)) : 1
      conversions[band] = .linear(scale: factor / gain, offset: factor * bias)
    }
  }

  /// Of the sun's irradiance at its mean distance the share that falls on level ground: the sine of its elevation times
  /// the inverse square of its distance; `nil` where the day or the elevation is not told, or the sun is under 1° high.
  private var litShare: Double? {
    guard let elevation = angles.sunElevation, elevation.degrees > 1, let acquired,
      let moment = AcquisitionDate.parse(acquired)
    else { return nil }
    return sin(elevation.magnitude) * SolarPosition.irradianceFactor(at: moment)
  }
}
