import Geodesy
import Provenance
import Quantities
import Rasters

/// One picture at one time by one sensor.
package struct Scene: Sendable, Hashable {
  /// File stem and the first digits of the content hash: readable and unique in a case.
  package let id: String
  /// Absolute path of the pixels, or of the first of several files. Never written to the ledger or to anything published.
  package let path: String
  /// Of the file's bytes; of a scene of several files it derives from theirs.
  package let contentHash: ContentHash
  package let date: Timestamp
  /// Where the date was read: `ACQUISITIONDATETIME`, `stac`, `fileName`, `TIFFTAG_DATETIME`, `given`.
  package let dateSource: String
  /// Platform or sensor as far as it is known, else `unknown`.
  package let sensor: String
  /// Size of a pixel on the ground: geometric mean of its two sides at the picture's centre.
  package let gsd: Metres
  package let grid: Grid
  package let bandCount: Int
  package let credit: String?
  package let licence: String?
  /// What the reader should know, such as dates that disagree by over a day.
  package let remarks: [String]
  /// What its pixels are, and in which files they lie.
  package let product: SceneProduct

  package init(
    id: String, path: String, contentHash: ContentHash, date: Timestamp, dateSource: String, sensor: String,
    gsd: Metres, grid: Grid, bandCount: Int, credit: String?, licence: String?, remarks: [String] = [],
    product: SceneProduct = .plain
  ) {
    self.id = id
    self.path = path
    self.contentHash = contentHash
    self.date = date
    self.dateSource = dateSource
    self.sensor = sensor
    self.gsd = gsd
    self.grid = grid
    self.bandCount = bandCount
    self.credit = credit
    self.licence = licence
    self.remarks = remarks
    self.product = product
  }
}
