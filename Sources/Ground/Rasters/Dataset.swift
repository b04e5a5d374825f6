import CGDAL

/// Owner of one GDAL dataset. It belongs to one thread at a time and is closed when it goes.
@safe struct Dataset: ~Copyable {
  let handle: GDALDatasetH

  init(_ handle: GDALDatasetH) { unsafe self.handle = handle }

  deinit { LibraryMessages.catching { _ in unsafe telltale_close(handle) } }

  /// Closes now, where the caller wants to hear what flushing says.
  consuming func close() {
    unsafe telltale_close(handle)
    discard self
  }

  /// - Parameter number: from 1, as GDAL counts.
  func band(_ number: Int32) -> GDALRasterBandH? { unsafe GDALGetRasterBand(handle, number) }
}
