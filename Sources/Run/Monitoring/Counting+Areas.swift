import Detectors
import Foundation
import Geodesy
import Mensuration
import Places
import Provenance
import Quantities
import Rasters

extension Counting {
  /// Things on one picture, area by area.
  func count(_ subject: CountSubject, _ detector: PictureDetector) throws -> CountResult.SceneCount {
    try check(subject)
    let whole = Window(column: 0, row: 0, columns: subject.columns, rows: subject.rows)
    let rings = try subject.areas.map { try self.rings($0, subject.grid) }
    let window = rings.contains { $0 == nil } ? whole : Self.window(rings.compactMap { $0 }, in: whole)
    guard window.pixelCount <= Self.mostPixels else {
      throw MonitoringError(
        .unmeasurable, at: subject.file,
        "\(window.pixelCount) pixels are too many at once, \(Self.mostPixels) the most.",
        mend: "Give --within FILE with a smaller polygon.")
    }
    let found = try detector.detect(
      window, columns: subject.columns, rows: subject.rows, reading: subject.read)
    var scene = CountResult.SceneCount(subject)
    var isCounted = [Bool](repeating: false, count: found.boxes.count)
    for (area, rings) in zip(subject.areas, rings) {
      let inside = found.boxes.indices.filter { index in
        rings.map { Self.contains($0, found.boxes[index].centre) } ?? true
      }
      for index in inside { isCounted[index] = true }
      scene.areas.append(self.area(area, rings, inside.map { found.boxes[$0] }, found))
    }
    scene.boxes = try zip(found.boxes, isCounted).filter(\.1).map { try self.box($0.0, subject) }
    return scene
  }

  /// Exterior and holes of each polygon.
  typealias Rings = [(exterior: [PixelPoint], holes: [[PixelPoint]])]

  private func rings(_ area: CountArea, _ grid: Grid?) throws -> Rings? {
    guard let polygons = area.polygons, let grid else { return nil }
    let pixels = SitePixels(grid: grid)
    return try polygons.map { (try pixels.ring($0.exterior), try $0.holes.map { try pixels.ring($0) }) }
  }

  private static func contains(_ rings: Rings, _ point: PixelPoint) -> Bool {
    rings.contains { polygon in
      PixelOutline.contains(polygon.exterior, point) && !polygon.holes.contains { PixelOutline.contains($0, point) }
    }
  }

  private static func window(_ rings: [Rings], in whole: Window) -> Window {
    let points = rings.flatMap { $0 }.flatMap(\.exterior)
    // Bounded, so that places far off the picture are numbers of pixels too.
    let limit = Double(whole.columns + whole.rows)
    func bounded(_ value: Double) -> Int { Int(min(max(value, -limit), 2 * limit)) }
    let left = bounded((points.map(\.column).min() ?? 0).rounded(.down))
    let top = bounded((points.map(\.row).min() ?? 0).rounded(.down))
    let right = bounded((points.map(\.column).max() ?? 0).rounded(.up))
    let bottom = bounded((points.map(\.row).max() ?? 0).rounded(.up))
    return Window(column: left, row: top, columns: right - left, rows: bottom - top).intersection(whole)
  }

  private func area(
    _ area: CountArea, _ rings: Rings?, _ boxes: [DetectedBox], _ found: PictureDetector.Result
  ) -> CountResult.AreaCount {
    var tally = [Int](repeating: 0, count: Visibility.allCases.count)
    for (index, code) in found.codes.enumerated() {
      let point = PixelPoint(
        column: Double(found.window.column + index % found.window.columns) + 0.5,
        row: Double(found.window.row + index / found.window.columns) + 0.5)
      if rings.map({ Self.contains($0, point) }) ?? true { tally[Int(code)] += 1 }
    }
    // What of the area lies beside the picture is not in its window.
    let size = rings.map { $0.reduce(0) { $0 + Self.size($1.exterior) - $1.holes.reduce(0) { $0 + Self.size($1) } } }
    let inside = Double(tally.reduce(0, +))
    let total = max(size ?? inside, inside, 1)
    tally[Int(Visibility.offPicture.code)] += Int((total - inside).rounded())
    let seen = Double(tally[0])
    let shares = Visibility.allCases.indices.dropFirst().compactMap { index in
      tally[index] > 0 ? (reason: Visibility.allCases[index], share: min(1, Double(tally[index]) / total)) : nil
    }
    let counts = card.classes.indices.map { index in
      let number = boxes.count { $0.classIndex == index }
      return CountResult.ClassCount(
        thing: card.classes[index], calibration: calibration[index], boxes: number,
        things: seen > 0
          ? .estimate(CountEstimate.things(boxes: number, calibration[index]))
          : .refused("nothing of it could be seen"))
    }
    return CountResult.AreaCount(id: area.id, notSeen: max(0, 1 - seen / total), reasons: shares, counts: counts)
  }

  /// Square pixels inside a ring.
  private static func size(_ ring: [PixelPoint]) -> Double {
    guard let origin = ring.first else { return 0 }
    var sum = 0.0
    for (one, two) in zip(ring, ring.dropFirst()) {
      sum +=
        (one.column - origin.column) * (two.row - origin.row) - (two.column - origin.column) * (one.row - origin.row)
    }
    return abs(sum) / 2
  }

  /// On the ground, or in pixels where the picture has no CRS.
  private func box(_ box: DetectedBox, _ subject: CountSubject) throws -> CountResult.Box {
    let corners: [GeoPoint]
    if let grid = subject.grid {
      corners = try CoordinateTransform(from: grid.crs, to: .wgs84)
        .geoPoints(box.corners.map { grid.geotransform.map($0) })
    } else {
      corners = box.corners.map { GeoPoint(longitude: $0.column, latitude: $0.row) }
    }
    return CountResult.Box(
      outline: GeoPolygon(exterior: corners), thing: card.classes[box.classIndex], score: box.score)
  }
}
