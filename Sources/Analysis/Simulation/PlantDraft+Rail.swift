import Geodesy
import Quantities
import Rasters

extension PlantDraft {
  /// `nil` where the plant has no spur.
  func rail(
    _ layout: PlantLayout, _ scenes: [SimulatedScene], toGround: CoordinateTransform
  ) throws(GeodesyError) -> SimulatedRail? {
    guard let rail = layout.rail else { return nil }
    let traffic = RailTraffic(options, scenes: scenes)
    let occupancy = scenes.map { scene in
      SimulatedRail.Occupancy(
        scene: scene.fileName, date: scene.date,
        stretches: traffic.stretches(of: scene.index, on: rail)
          .map { SimulatedRail.Stretch(from: Metres($0.from), to: Metres($0.to)) },
        clearShare: clearShare(of: rail, scene))
    }
    return SimulatedRail(
      line: try toGround.geoPoints(rail.ends.map(grid.geotransform.map)),
      drawn: try toGround.geoPoints(rail.sketch.map(grid.geotransform.map)),
      length: Metres(rail.bed.length * options.gsd), occupancy: occupancy)
  }

  /// By one place on the track a pixel.
  private func clearShare(of rail: RailSpur, _ scene: SimulatedScene) -> Double {
    let codes = CloudTruth(options: options, scene: scene).codes()
    let count = max(1, Int(rail.bed.length))
    let clear = (0..<count).count { place in
      let point = rail.bed.point(along: Double(place) + 0.5 - rail.bed.length / 2, across: 0)
      let (column, row) = (Int(point.column), Int(point.row))
      return codes[row * options.columns + column] == CloudTruth.clear
        && !scene.isCut(column: column, row: row, columns: options.columns, rows: options.rows)
    }
    return Double(clear) / Double(count)
  }
}
