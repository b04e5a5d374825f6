import Foundation
import Geodesy
import Rasters

/// Tables of ground control points: CSV with the columns `column,row,longitude,latitude`.
///
/// `column` and `row` count from the outer corner of the first pixel, whose centre is (0.5, 0.5). A first line that
/// names the columns may put them in any order and add others; without it they stand in the order above.
package enum ControlPointTable {
  package static let largestByteCount = 4 << 20
  private static let names = ["column", "row", "longitude", "latitude"]

  /// - Throws: `unreadable`; `badControlPoints` with the line's number.
  package static func read(_ path: String) throws(CatalogueError) -> [GroundControlPoint] {
    let name = URL(fileURLWithPath: path).lastPathComponent
    let data: Data
    do {
      let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
      defer { try? handle.close() }
      data = try handle.read(upToCount: largestByteCount + 1) ?? Data()
    } catch {
      throw CatalogueError(.unreadable, at: name, "The table cannot be read.", mend: "Check its path.")
    }
    guard data.count <= largestByteCount else {
      throw bad(name, "The table is larger than \(largestByteCount >> 20) MiB.", "Keep some hundred points.")
    }
    return try parse(String(decoding: data, as: UTF8.self), name: name)
  }

  /// - Parameter name: what the table is called in errors.
  package static func parse(_ text: String, name: String) throws(CatalogueError) -> [GroundControlPoint] {
    var order = Array(names.indices)
    var points: [GroundControlPoint] = []
    var isFirst = true
    let plain = text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]
    for (index, line) in plain.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      guard !trimmed.isEmpty, !trimmed.hasPrefix("#") else { continue }
      let place = "\(name), line \(index + 1)"
      let cells = trimmed.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
      }
      if isFirst, Double(cells[0]) == nil {
        order = try columns(of: cells, place)
      } else {
        points.append(try point(cells, order, place))
      }
      isFirst = false
    }
    guard points.count >= 3 else {
      throw bad(name, "The table has \(points.count) points; 3 are the least.", "Add points that are far apart.")
    }
    return points
  }

  private static func columns(of cells: [String], _ place: String) throws(CatalogueError) -> [Int] {
    let header = cells.map { $0.lowercased() }
    var order: [Int] = []
    for name in names {
      guard let index = header.firstIndex(of: name) else {
        throw bad(
          place, "The column “\(name)” is missing.",
          "Begin the table with “column,row,longitude,latitude”, separated by commas.")
      }
      order.append(index)
    }
    return order
  }

  private static func point(
    _ cells: [String], _ order: [Int], _ place: String
  ) throws(CatalogueError) -> GroundControlPoint {
    let numbers = order.compactMap { index in cells.indices.contains(index) ? Double(cells[index]) : nil }
    guard numbers.count == 4, numbers.allSatisfy(\.isFinite) else {
      throw bad(
        place, "The line does not hold four numbers.",
        "Write column,row,longitude,latitude, with commas between and points as decimal marks.")
    }
    let point = GeoPoint(longitude: numbers[2], latitude: numbers[3])
    if let fault = GivenPosition.fault(of: point) {
      throw bad(place, "The place, \(fault)", "Write degrees on WGS 84, longitude before latitude.")
    }
    return GroundControlPoint(pixel: PixelPoint(column: numbers[0], row: numbers[1]), place: point)
  }

  private static func bad(_ place: String, _ reason: String, _ mend: String) -> CatalogueError {
    CatalogueError(.badControlPoints, at: place, reason, mend: mend)
  }
}
