import CaseStore
import Catalogue
import Foundation
import Geodesy
import Mensuration
import Places
import Provenance
import Quantities
import Rasters
import Vectors

/// A thing measured by hand: the area of an outline as it was drawn, with the doubt of a hand-drawn edge.
package enum HandMeasure {
  /// Deviation, in pixels, by which a person's outline lies off all around: labelling scatter and the pixel itself.
  package static let edgeDeviation = 0.7

  package struct Result: Sendable {
    package let name: String
    package let area: Estimate<SquareMetres>
    package let perimeter: Metres
    /// Length, width and direction; `nil` of what was drawn by hand.
    package var size: FeatureSize?
    package var height: Measured<Metres>?
    /// What the pictures show of it, where the program outlined it; and where it stands, with how far that lies aside.
    package var roofOutline: GeoPolygon?
    package var groundOutline: GeoPolygon?
    package var lean: Measured<Metres>?
    /// Its area over that of another that was measured with it.
    package var ratio: AreaRatio?
    /// How it has grown since an earlier scene.
    package var growth: AreaGrowth?
    /// The scenes that it was measured on, where they were chosen by the program.
    package var scenes: [String] = []
    /// Why the measure is not in the ledger of the case that it was made on; `nil` where it is, and without a case.
    package var unrecorded: String?

    package var json: JSONValue {
      var members: [JSONValue.Member] = [
        .init("name", .string(name)), .init("area", FeatureJSON.estimate(area)),
        .init("perimeter", .decimal(perimeter.magnitude, places: 2)),
      ]
      if let size {
        members += [
          .init("length", FeatureJSON.estimate(size.length)), .init("width", FeatureJSON.estimate(size.width)),
          .init("orientation", FeatureJSON.measured(size.orientation)),
        ]
      }
      if let height { members.append(.init("height", FeatureJSON.measured(height))) }
      if let roofOutline { members.append(.init("roofOutline", GeoJSON.geometry(of: [roofOutline]))) }
      if let groundOutline { members.append(.init("groundOutline", GeoJSON.geometry(of: [groundOutline]))) }
      if case .refused(let reason) = lean { members.append(.init("groundOutline", ["refused": .string(reason)])) }
      if let lean { members.append(.init("lean", FeatureJSON.measured(lean))) }
      if let ratio { members.append(.init("ratio", FeatureJSON.ratio(ratio))) }
      if let growth { members.append(.init("growth", growth.json)) }
      if !scenes.isEmpty { members.append(.init("scenes", .array(scenes.map { .string($0) }))) }
      return .object(members)
    }
  }

  /// - Parameters:
  ///   - gsd: ground size of the pixel that the outline was drawn on.
  ///   - limiting: that of the picture it was enlarged from; `nil` where it was not.
  /// - Throws: `MonitoringError.unmeasurable` for outlines narrower than three pixels, of the coarser of the two.
  package static func measure(
    _ polygons: [GeoPolygon], gsd: Metres, limiting: Metres? = nil, name: String
  ) throws -> Result {
    let area = polygons.reduce(0.0) { $0 + Geodesics.area(of: $1).magnitude }
    let perimeter = polygons.reduce(0.0) { $0 + Geodesics.perimeter(of: $1).magnitude }
    // The width of the rectangle with this area and perimeter.
    let half = perimeter / 2
    let root = max(0, half * half / 4 - area).squareRoot()
    let width = half / 2 - root
    let pixel = max(limiting ?? gsd, gsd)
    guard width >= AreaMeasure.minimumWidthInPixels * pixel.magnitude else {
      throw MonitoringError(
        .unmeasurable, at: name,
        "The outline is about \(JSONValue.fixed(width, places: 1)) m wide, "
          + "under \(Int(AreaMeasure.minimumWidthInPixels)) pixels of \(JSONValue.fixed(pixel.magnitude, places: 2)) m"
          + (pixel > gsd
            ? ", from which the picture was enlarged to \(JSONValue.fixed(gsd.magnitude, places: 2)) m." : "."),
        mend: "Measure it on a finer picture.")
    }
    let deviation = perimeter * gsd.magnitude * edgeDeviation / area
    return Result(
      name: name,
      area: AreaMeasure.interval(SquareMetres(area), below: deviation, above: deviation, method: "outline-by-hand"),
      perimeter: Metres(perimeter))
  }

  /// The polygons of a GeoJSON file of any form.
  /// - Throws: `PlacesError` or `VectorError` saying what is wrong with it.
  package static func polygons(file: String) throws -> [GeoPolygon] {
    let json = try BoundedJSON.read(file, name: URL(fileURLWithPath: file).lastPathComponent)
    let features = json["features"]?.arrayValue ?? [json]
    return try features.flatMap {
      try GeoJSON.polygons(from: $0["geometry"] ?? $0, at: URL(fileURLWithPath: file).lastPathComponent)
    }
  }
}
