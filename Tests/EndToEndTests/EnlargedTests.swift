import Foundation
import Geodesy
import Places
import Provenance
import Rasters
import TelltaleTestSupport
import Testing
import Vectors

@Suite("Pictures that were enlarged", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct EnlargedTests {
  private static let gsd = 3.0

  private struct Found {
    let kind: String
    let change: String?
    let isMeasured: Bool
    let outline: [GeoPolygon]
    var area: Double { outline.reduce(0) { $0 + Geodesics.area(of: $1).magnitude } }

    init(_ json: JSONValue) throws {
      let properties = try #require(json["properties"])
      kind = properties["kind"]?.stringValue ?? ""
      change = properties["change"]?.stringValue
      isMeasured = properties["area"]?["value"] != nil
      outline = try GeoJSON.polygons(from: json["geometry"] ?? .null)
    }

    /// Width of the rectangle of the same area and perimeter, metres.
    var width: Double {
      let half = outline.reduce(0) { $0 + Geodesics.perimeter(of: $1).magnitude } / 2
      return half / 2 - max(0, half * half / 4 - area).squareRoot()
    }
  }

  /// Things that changed, without works.
  private func things(_ files: CaseFiles) throws -> [Found] {
    try files.featureList().map(Found.init).filter { $0.change != nil && $0.kind != "works" }
  }

  @Test("A plant of 3 m, enlarged to 1.5 m, shows nothing below the limits of 3 m, and its large things")
  func twice() throws {
    try withTemporaryFolder { folder in
      let plant = folder + "/plant"
      let simulated = try Program.run("simulate", "--seed", "1009", "-o", plant)
      try #require(simulated.exit == .code(0), "\(simulated.complaint)")
      let large = folder + "/large"
      try FileManager.default.createDirectory(atPath: large, withIntermediateDirectories: true)
      for scene in try FileManager.default.contentsOfDirectory(atPath: plant + "/imagery") {
        try Picture(plant + "/imagery/" + scene).writeDoubled(to: large + "/" + scene)
      }
      let site = plant + "/site.geojson"
      let (own, enlarged) = (CaseFiles(folder + "/own.case"), CaseFiles(folder + "/enlarged.case"))
      _ = try Program.json("watch", site, plant + "/imagery", "-o", own.path)
      _ = try Program.json("watch", site, large, "-o", enlarged.path)
      #expect(!own.html.contains("pictures whose spectrum could tell"))
      #expect(enlarged.html.contains("(3 pixels) are not measured"))
      let words = try #require(enlarged.html.firstMatch(of: /These are pixels of ([0-9.]+) m/))
      let size = try #require(Double(words.1))
      #expect(abs(size / Self.gsd - 1) <= 0.15, "\(size) m")
      let (native, found) = (try things(own), try things(enlarged))
      let pixel = Self.gsd * Self.gsd
      for thing in found {
        #expect(thing.area >= 9.7 * pixel, "\(thing.kind) of \(thing.area) m²")
        // The box that the limit asks for is wider than this.
        #expect(!thing.isMeasured || thing.width >= 0.7 * 3 * Self.gsd, "\(thing.kind) of \(thing.width) m")
      }
      let large2000 = native.filter { $0.area > 1_900 }
      #expect(large2000.count >= 2)
      for thing in large2000 {
        #expect(
          found.contains {
            $0.kind == thing.kind && Overlay.areas(of: $0.outline, and: thing.outline).intersectionOverUnion ?? 0 > 0.5
          }, "\(thing.kind) of \(thing.area) m²")
      }
    }
  }

  @Test("A picture alone that was enlarged is measured by hand no finer than before")
  func byHand() throws {
    let plant = try Plant.shared()
    try withTemporaryFolder { folder in
      let shot = folder + "/large.tif"
      try Picture(plant.scene(3)).writeDoubled(to: shot)
      let corner = try #require(SitePolygon.first(of: plant.site)?.exterior.first)
      // About 22 m wide: four pixels of 5 m, two of 10 m.
      let (east, north) = (0.0008, 0.0002)
      let ring = [(0.0, 0.0), (east, 0), (east, north), (0, north), (0, 0)].map { place in
        JSONValue.array([.number(corner.longitude + place.0), .number(corner.latitude + place.1)])
      }
      let outline = folder + "/strip.geojson"
      let polygon: JSONValue = ["type": "Polygon", "coordinates": [.array(ring)]]
      try Data(polygon.prettyText.utf8).write(to: URL(fileURLWithPath: outline))
      let run = try Program.run("measure", shot, "--outline", outline)
      #expect(run.exit == .code(1))
      #expect(
        run.complaint.contains("under 3 pixels of ")
          && run.complaint.contains(", from which the picture was enlarged to 5 m."), "\(run.complaint)")
    }
  }
}

extension Picture {
  /// Twice as many pixels a side, by bilinear interpolation, absent where any of four neighbours is.
  func writeDoubled(to path: String) throws {
    let (columns, rows) = (raster.columns * 2, raster.rows * 2)
    var samples: [Float] = []
    var flags = [Bool](repeating: true, count: columns * rows)
    // A new pixel lies a quarter of an old one from an old centre.
    func neighbours(_ index: Int, _ count: Int) -> (near: Int, far: Int) {
      (index / 2, min(max(index / 2 + (index % 2 == 0 ? -1 : 1), 0), count - 1))
    }
    for band in 0..<raster.bandCount {
      for row in 0..<rows {
        let down = neighbours(row, raster.rows)
        for column in 0..<columns {
          let across = neighbours(column, raster.columns)
          func at(_ column: Int, _ row: Int) -> Float {
            let index = row * raster.columns + column
            if !raster.validity.flags[index] { flags[samples.count % (columns * rows)] = false }
            return raster.samples[band * raster.columns * raster.rows + index]
          }
          let near = 0.75 * at(across.near, down.near) + 0.25 * at(across.far, down.near)
          let far = 0.75 * at(across.near, down.far) + 0.25 * at(across.far, down.far)
          samples.append((0.75 * near + 0.25 * far).rounded())
        }
      }
    }
    let doubled = Raster(
      columns: columns, rows: rows, bandCount: raster.bandCount, samples: samples,
      validity: Mask(columns: columns, rows: rows, flags: flags))
    try write(doubled, pixelsOf: 0.5, to: path)
  }
}
