import Catalogue
import Foundation
import Geodesy
import Provenance
import Quantities
import Rasters

/// One of two picture files, as its header, its name and what lies beside it tell.
struct PairPicture: Sendable {
  let path: String
  let header: RasterHeader
  let date: Timestamp?
  let sensor: String
  /// Where the file says that it lies, by rational polynomials only nearly so; without CRS its own pixels.
  let grid: Grid
  let hasCRS: Bool
  /// Sides of a pixel on the ground at the picture's centre; `nil` where that is not known.
  let pixelSize: GroundPixelSize?

  var name: String { URL(fileURLWithPath: path).lastPathComponent }

  /// Whether it was taken by radar, as far as its metadata or its name tell.
  var isRadar: Bool { Self.isRadar(sensor) }

  static func isRadar(_ sensor: String) -> Bool {
    ["Sentinel-1", "Umbra", "Capella", "ICEYE", "RADARSAT", "TerraSAR"].contains { sensor.hasPrefix($0) }
  }

  /// Geometric mean of the pixel's sides.
  var gsd: Metres? { pixelSize?.mean }

  /// What a pixel on the picture counts on the ground where its direction is not known: root mean square of its sides.
  var pixel: Metres? {
    pixelSize.map { size in
      let (across, along) = (size.column.magnitude, size.row.magnitude)
      return Metres(((across * across + along * along) / 2).squareRoot())
    }
  }

  /// - Parameter gsd: size of a pixel where the file has no CRS.
  /// - Throws: `RasterError` where the file cannot be opened; `MonitoringError.incomparable` where it holds no band or
  ///   its georeference is no place on the Earth.
  init(_ path: String, gsd: Metres?, reader: RasterReader, now: Timestamp) throws {
    self.path = path
    header = try reader.header(of: path)
    let name = URL(fileURLWithPath: path).lastPathComponent
    guard header.bandCount > 0 else {
      throw MonitoringError(
        .incomparable, at: name, "The file holds no band of a picture.",
        mend: "Export the picture again with its colours.")
    }
    var sidecars = StacSidecars()
    let item = sidecars.item(beside: path)
    date = AcquisitionDate.find(metadata: header.metadata, stacItem: item, fileName: name, now: now)?.date
    sensor = SensorName.find(metadata: header.metadata, stacItem: item, fileName: name)
    let own = header.grid ?? SceneBuilder.approximateGrid(header)
    hasCRS = own != nil
    grid =
      own
      ?? Grid(
        columns: header.columns, rows: header.rows, geotransform: Geotransform([0, 1, 0, 0, 0, 1]), crs: CRS("pixel"))
    pixelSize =
      try own.map { try Self.pixelSize($0, name) } ?? gsd.map { GroundPixelSize(column: $0, row: $0) }
  }

  static func pixelSize(_ grid: Grid, _ name: String) throws -> GroundPixelSize {
    let (column, row) = (Double(grid.columns) / 2, Double(grid.rows) / 2)
    func map(_ right: Double, _ down: Double) -> MapPoint {
      grid.geotransform.map(PixelPoint(column: column + right, row: row + down))
    }
    let fault: String
    do {
      let size = try Geodesics.groundPixelSize(
        at: map(0, 0), nextColumn: map(1, 0), nextRow: map(0, 1), in: grid.crs)
      if size.column.magnitude > 0, size.row.magnitude > 0 { return size }
      fault = "Its pixels have no size on the ground."
    } catch {
      fault = "Its georeference cannot be used: \(error.place): \(error.reason)"
    }
    throw MonitoringError(
      .incomparable, at: name, fault, mend: "Give the file the CRS that its coordinates are in, or none.")
  }
}
