import CGDAL

/// GDAL as Telltale uses it: five drivers, nothing beside the file that was named, silent.
package enum RasterRuntime {
  /// Makes GDAL ready; later calls cost nothing. Everything in this module calls it itself.
  package static func prepare() { _ = prepared }

  /// GDAL's release, such as `3.6.2`.
  package static var version: String { unsafe String(cString: GDALVersionInfo("RELEASE_NAME")) }

  /// Release as one number, such as 3060200.
  static let versionNumber = unsafe Int(String(cString: GDALVersionInfo("VERSION_NUM"))) ?? 0

  private static let prepared: Void = {
    for (key, value) in options { unsafe CPLSetConfigOption(key, value) }
    // Messages of a thread that has no handler of its own must not reach the terminal either.
    _ = unsafe CPLSetErrorHandler(CPLQuietErrorHandler)
    OSRSetPROJEnableNetwork(0)
    // By name rather than GDALAllRegister: each further driver is a further parser that a hostile file could reach.
    GDALRegister_MEM()
    GDALRegister_GTiff()
    GDALRegister_COG()
    GDALRegister_PNG()
    GDALRegister_JPEG()
  }()

  private static let options = [
    // A picture is the file that was hashed: no .aux.xml, .ovr, .msk, world file or metadata file beside it counts.
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
