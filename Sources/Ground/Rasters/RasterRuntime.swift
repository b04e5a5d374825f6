import CGDAL

/// GDAL as Telltale uses it: the drivers that it needs, nothing beside the files that were named, silent.
package enum RasterRuntime {
  /// Makes GDAL ready; later calls cost nothing. Everything in this module calls it itself.
  package static func prepare() { _ = prepared }

  /// Holds GDAL's cache of blocks to what streaming needs: of itself it takes a twentieth of the machine's memory.
  static func limitCache() {
    prepare()
    GDALSetCacheMax64(min(GDALGetCacheMax64(), streamingCache))
  }

  private static let streamingCache: Int64 = 32 << 20

  /// GDAL's release, such as `3.6.2`.
  package static var version: String { unsafe String(cString: GDALVersionInfo("RELEASE_NAME")) }

  /// Release as one number, such as 3060200.
  static let versionNumber = unsafe Int(String(cString: GDALVersionInfo("VERSION_NUM"))) ?? 0

  /// Names of the drivers that are registered, sorted.
  static var drivers: [String] {
    prepare()
    return (0..<GDALGetDriverCount()).compactMap { name(of: $0) }.sorted()
  }

  private static let prepared: Void = {
    for (key, value) in options { unsafe CPLSetConfigOption(key, value) }
    // Messages of a thread that has no handler of its own must not reach the terminal either.
    _ = unsafe CPLSetErrorHandler(CPLQuietErrorHandler)
    OSRSetPROJEnableNetwork(0)
    registerDrivers()
  }()

  /// Each further driver is a further parser that a hostile file could reach, also from inside a file: a NITF picture
  /// hands the JPEG 2000 in it to whichever driver takes it.
  ///
  /// All that GDAL was built with, less all that are not wanted: some builds of GDAL have no JPEG 2000, or have it as a
  /// plug-in, and a program that called the driver's own function by name would then not even start. It is as safe:
  /// to register a driver parses nothing, no plug-in is loaded, and nothing is opened before the others are gone.
  private static func registerDrivers() {
    let wanted = Set(PictureFormat.allCases.map(\.driver) + ["MEM", "COG"])
    GDALAllRegister()
    for index in (0..<GDALGetDriverCount()).reversed() {
      guard let driver = unsafe GDALGetDriver(index), !wanted.contains(name(of: index) ?? "") else { continue }
      unsafe GDALDeregisterDriver(driver)
      unsafe GDALDestroyDriver(driver)
    }
  }

  private static func name(of index: Int32) -> String? {
    guard let driver = unsafe GDALGetDriver(index), let name = unsafe GDALGetDriverShortName(driver) else { return nil }
    return unsafe String(cString: name)
  }

  private static let options = [
    // A picture is the files that were hashed: no .aux.xml, .ovr, .msk, world file or metadata file beside it counts.
    ("GDAL_DISABLE_READDIR_ON_OPEN", "EMPTY_DIR"),
    ("GDAL_PAM_ENABLED", "NO"),
    ("GDAL_DRIVER_PATH", "disable"),
    // libjpeg only warns of a truncated picture and fills the rest with grey.
    ("GDAL_ERROR_ON_LIBJPEG_WARNING", "YES"),
    // Messages are caught on the calling thread, and the bytes written must not depend on the machine.
    ("GDAL_NUM_THREADS", "1"),
    ("CPL_DEBUG", "OFF"),
  ]
}
