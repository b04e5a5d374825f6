import Foundation
import Quantities

extension ProductMetadata {
  /// `….IMD` of WorldView, GeoEye and QuickBird: statements `key = value;` in groups.
  static func maxarText(_ text: String) -> ProductMetadata {
    var groups = [MaxarGroup(name: "")]
    var isOpen = false
    for line in text.split(whereSeparator: \.isNewline).prefix(20_000) {
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      // What continues a list in brackets.
      guard parts.count == 2 else { continue }
      let value = parts[1].trimmingCharacters(in: CharacterSet(charactersIn: "\"; "))
      switch parts[0].uppercased() {
      case "BEGIN_GROUP":
        groups.append(MaxarGroup(name: value.uppercased()))
        isOpen = true
      case "END_GROUP": isOpen = false
      case let key: groups[isOpen ? groups.count - 1 : 0].items[key] = value
      }
    }
    return maxar(groups)
  }

  /// `….XML` of the same deliveries: the same names in capitals, below `isd/IMD`.
  static func maxarXML(_ xml: XMLTree) -> ProductMetadata {
    var groups = [MaxarGroup(name: "")]
    for node in xml.first("IMD")?.children ?? [] {
      if node.children.isEmpty {
        groups[0].items[node.name.uppercased()] = node.text
      } else {
        let items = node.children.map { ($0.name.uppercased(), $0.text) }
        groups.append(MaxarGroup(name: node.name.uppercased(), items: Dictionary(items) { first, _ in first }))
      }
    }
    return maxar(groups)
  }

  /// Radiance by the factors of the delivery: value = number · absCalFactor / effectiveBandwidth, in W/(m² sr μm).
  ///
  /// The maker's later adjustments, of some per cent, and the solar irradiance that reflectance needs stand in tables
  /// outside the delivery, and are not applied.
  /// - Source: [Maxar2020a], from documentation only.
  private static func maxar(_ groups: [MaxarGroup]) -> ProductMetadata {
    var result = ProductMetadata()
    let root = groups[0]
    let images = groups.filter { $0.name == "IMAGE" || $0.name.hasPrefix("IMAGE_") }
    let map = groups.first { $0.name == "MAP_PROJECTED_PRODUCT" }
    let image = images.first ?? MaxarGroup(name: "IMAGE")
    result.format = .maxar
    result.acquired = image.items["FIRSTLINETIME"] ?? image.items["TLCTIME"] ?? map?.items["EARLIESTACQTIME"]
    result.platform = image.items["SATID"]
    result.angles = SceneAngles(
      sunElevation: .degrees(image.number("MEANSUNEL"), in: -90...90),
      sunAzimuth: .degrees(image.number("MEANSUNAZ"), in: 0...360),
      offNadirAngle: .degrees(image.number("MEANOFFNADIRVIEWANGLE").map(abs), in: 0...90),
      incidenceAngle: .degrees(image.number("MEANSATEL").map { 90 - $0 }, in: 0...90),
      viewAzimuth: .degrees(image.number("MEANSATAZ"), in: 0...360))
    if images.count > 1 {
      result.remarks.append(
        "Its metadata list \(images.count) pictures that it was joined from; time, sun and view are those of the first."
      )
    }
    let bands = groups.filter { $0.name.hasPrefix("BAND_") }
    result.bandNames = bands.isEmpty ? nil : bands.map { SensorTable.maxarBand(String($0.name.dropFirst(5))) }
    result.bandCount = bands.isEmpty ? nil : bands.count
    result.addMaxarGeometry(root)
    result.addMaxarFactors(root, bands)
    return result
  }

  /// By the descriptor and by the level, which must agree.
  private mutating func addMaxarGeometry(_ root: MaxarGroup) {
    let descriptor = root.items["IMAGEDESCRIPTOR"] ?? ""
    let level = root.items["PRODUCTLEVEL"] ?? ""
    let byDescriptor: ProductGeometry.Level? =
      switch descriptor.uppercased() {
      case let text where text.hasSuffix("1B"): .sensor
      case let text where text.hasSuffix("OR2A") || text == "ORSTANDARD2A": .constantHeight
      case let text where text.hasSuffix("2A"): .coarselyCorrected
      case let text where text.hasPrefix("ORTHORECTIFIED"): .orthorectified
      default: nil
      }
    let byLevel: ProductGeometry.Level? =
      switch level.uppercased() {
      case "LV1B": .sensor
      case "LV2A": byDescriptor == .constantHeight ? .constantHeight : .coarselyCorrected
      case let text where text.hasPrefix("LV3"): .orthorectified
      default: nil
      }
    if let byDescriptor, let byLevel, byDescriptor != byLevel {
      remarks.append(
        "Its metadata call it \(descriptor) and its level \(level), which contradict each other; it is placed as the file "
          + "itself says.")
      return
    }
    guard let known = byDescriptor ?? byLevel else { return }
    geometry = ProductGeometry(
      known, name: descriptor.isEmpty ? level : descriptor, columns: root.items["NUMCOLUMNS"].flatMap { Int($0) },
      rows: root.items["NUMROWS"].flatMap { Int($0) })
  }

  private mutating func addMaxarFactors(_ root: MaxarGroup, _ bands: [MaxarGroup]) {
    for (key, plain) in [("radiometricEnhancement", ["OFF", "NONE"]), ("radiometricLevel", ["CORRECTED"])] {
      if let value = root.items[key.uppercased()], !plain.contains(value.uppercased()) {
        remarks.append("Its numbers were changed after calibration (\(key): \(value)).")
        return
      }
    }
    var seen: Set<String> = []
    for band in bands {
      let name = SensorTable.maxarBand(String(band.name.dropFirst(5)))
      guard seen.insert(name).inserted else {
        contradictions.append("Its metadata describe the band \(name) twice.")
        continue
      }
      guard let factor = band.number("ABSCALFACTOR"), let width = band.number("EFFECTIVEBANDWIDTH"), factor > 0,
        width > 0
      else { continue }
      conversions[name] = .linear(scale: factor / width, offset: 0)
    }
    quantity = .radiance
  }
}

/// A group of statements; keys in capitals.
private struct MaxarGroup {
  let name: String
  var items: [String: String] = [:]

  func number(_ key: String) -> Double? { items[key].flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil } }
}
