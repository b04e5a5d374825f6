import CGDAL
import Geodesy

extension CRS {
  /// `EPSG:n` where GDAL knows the code, else WKT 2; `nil` for a local frame, which lies nowhere on the Earth.
  init?(_ system: OGRSpatialReferenceH) {
    guard unsafe OSRIsLocal(system) == 0 else { return nil }
    if let code = unsafe Self.epsgCode(of: system) {
      self.init("EPSG:\(code)")
      return
    }
    let text = LibraryMessages.catching { _ in
      var text: UnsafeMutablePointer<CChar>?
      defer { unsafe VSIFree(text) }
      guard withCStrings(["FORMAT=WKT2_2018"], { unsafe OSRExportToWktEx(system, &text, $0) }) == OGRERR_NONE
      else { return String?.none }
      return unsafe text.map { unsafe String(cString: $0) }
    }
    guard let text, !text.isEmpty else { return nil }
    self.init(text)
  }

  private static func epsgCode(of system: OGRSpatialReferenceH) -> Int? {
    if let code = unsafe statedCode(of: system) { return code }
    // Identifying changes the system that it is given; the file's own stays as it is.
    guard let copy = unsafe OSRClone(system) else { return nil }
    defer { unsafe OSRRelease(copy) }
    let found = LibraryMessages.catching { _ in unsafe OSRAutoIdentifyEPSG(copy) }
    return found == OGRERR_NONE ? unsafe statedCode(of: copy) : nil
  }

  private static func statedCode(of system: OGRSpatialReferenceH) -> Int? {
    guard let name = unsafe OSRGetAuthorityName(system, nil), unsafe String(cString: name) == "EPSG",
      let code = unsafe OSRGetAuthorityCode(system, nil)
    else { return nil }
    return unsafe Int(String(cString: code))
  }
}

extension CRS {
  /// GDAL's form of the system, eastings before northings; `nil` where GDAL does not know it.
  ///
  /// The caller releases it.
  func spatialReference() -> OGRSpatialReferenceH? {
    // GDAL would also take the name of a file or the address of a page for a definition.
    guard !definition.contains("://"), !definition.hasPrefix("/"), !definition.hasPrefix("."),
      let system = unsafe OSRNewSpatialReference(nil)
    else { return nil }
    unsafe OSRSetAxisMappingStrategy(system, OAMS_TRADITIONAL_GIS_ORDER)
    if unsafe OSRSetFromUserInput(system, definition) == OGRERR_NONE { return unsafe system }
    unsafe OSRRelease(system)
    return nil
  }
}
