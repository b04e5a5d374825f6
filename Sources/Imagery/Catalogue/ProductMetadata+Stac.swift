import Foundation
import Provenance
import Quantities

extension ProductMetadata {
  /// A STAC item: time, platform, angles, and scales and offsets of its assets.
  ///
  /// `earthsearch:boa_offset_applied` true means that the stored numbers have Sentinel-2's offset taken off already: an
  /// asset that also gives one speaks against it. The processing baseline and the date decide nothing.
  static func stac(_ item: JSONValue) -> ProductMetadata {
    let properties = item["properties"] ?? .null
    var result = planetItem(item)
    func number(_ keys: String...) -> Double? { keys.lazy.compactMap { properties[$0]?.doubleValue }.first }
    // `AcquisitionDate` and `SensorName` read these from the item themselves.
    result.acquired = nil
    result.platform = nil
    let zenith = number("s2:mean_solar_zenith")
    let own = SceneAngles(
      sunElevation: .degrees(number("view:sun_elevation") ?? zenith.map { 90 - $0 }, in: -90...90),
      sunAzimuth: .degrees(number("view:sun_azimuth", "s2:mean_solar_azimuth"), in: 0...360),
      offNadirAngle: .degrees(number("view:off_nadir").map(abs), in: 0...90),
      incidenceAngle: .degrees(number("view:incidence_angle").map(abs), in: 0...90),
      viewAzimuth: .degrees(number("view:azimuth"), in: 0...360))
    result.angles = result.angles.completed(by: own)
    result.level = stacLevel(item)
    let direction = properties["sat:orbit_state"]?.stringValue
    let track = properties["sat:relative_orbit"]?.intValue
    if direction != nil || track != nil { result.orbit = SceneOrbit(direction: direction, track: track) }
    let isApplied = properties["earthsearch:boa_offset_applied"]?.boolValue
    for asset in item["assets"]?.members ?? [] { result.addConversion(of: asset, needsOffset: isApplied == false) }
    result.checkOffsets(properties)
    return result
  }

  private static func stacLevel(_ item: JSONValue) -> String? {
    let properties = item["properties"] ?? .null
    let texts = [
      properties["s2:product_type"]?.stringValue, properties["s2:product_uri"]?.stringValue,
      properties["sentinel:product_id"]?.stringValue, item["collection"]?.stringValue, item["id"]?.stringValue,
    ].compactMap { $0?.uppercased() }
    if texts.contains(where: { $0.contains("MSI2A") || $0.contains("MSIL2A") || $0.hasSuffix("L2A") }) { return "L2A" }
    return texts.contains { $0.contains("MSI1C") || $0.contains("MSIL1C") || $0.hasSuffix("L1C") } ? "L1C" : nil
  }

  /// Of an asset of one band, under the band's name of STAC 1.0 (`eo:bands`) or 1.1 (`bands`), its key, and the band
  /// that the asset's file is named after.
  /// - Parameter needsOffset: whether the item says that there is an offset, so that silence on it is not zero.
  private mutating func addConversion(of asset: JSONValue.Member, needsOffset: Bool) {
    let bands = asset.value["eo:bands"]?.arrayValue ?? asset.value["bands"]?.arrayValue ?? []
    let rasters = asset.value["raster:bands"]?.arrayValue ?? []
    func scale(_ object: JSONValue?) -> (Double?, Double?) {
      (
        object?["scale"]?.doubleValue ?? object?["raster:scale"]?.doubleValue,
        object?["offset"]?.doubleValue ?? object?["raster:offset"]?.doubleValue
      )
    }
    guard bands.count <= 1, rasters.count <= 1 else { return }
    let told = [rasters.first, bands.first, asset.value].map(scale).first { $0.0 != nil || $0.1 != nil }
    guard let told, let factor = told.0, factor > 0, told.1 != nil || !needsOffset else { return }
    let conversion = BandConversion.linear(scale: factor, offset: told.1 ?? 0)
    let stem = asset.value["href"]?.stringValue.map { PictureFile.stem(String($0.split(separator: "/").last ?? "")) }
    var names = [asset.key]
    if let name = bands.first?["name"]?.stringValue { names.append(name) }
    if let band = stem.flatMap(ProductName.bandWord) { names.append(band) }
    for name in names { conversions[name] = conversion }
  }

  private mutating func checkOffsets(_ properties: JSONValue) {
    guard properties["earthsearch:boa_offset_applied"]?.boolValue == true else { return }
    let offset = conversions.values.compactMap { conversion -> Double? in
      if case .linear(_, let offset) = conversion, offset < 0 { offset } else { nil }
    }.min()
    guard let offset else { return }
    contradictions.append(
      "The STAC item says that the offset is taken off already (earthsearch:boa_offset_applied), "
        + "and its bands give it once more (\(JSONValue.fixed(offset, places: 4))).")
  }
}
