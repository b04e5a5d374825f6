import Foundation
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

/// A plant of which every other picture has pixels twice as large: means of blocks of the same truth.
struct TwoSizes {
  let folder: String
  /// The case of a run over all pictures.
  let watched: CaseFiles
  let summary: JSONValue

  static let gsd = 3.0
  static let factor = 2

  var site: String { folder + "/plant/site.geojson" }
  var fine: String { folder + "/fine" }
  var coarse: String { folder + "/coarse" }

  /// File names below a folder of pictures, the earliest first.
  func scenes(_ folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  static func shared() throws -> TwoSizes { try made.get() }

  private static let made = Result { () throws -> TwoSizes in
    atexit { try? FileManager.default.removeItem(atPath: TwoSizes.place) }
    return try make(seed: 5, in: place)
  }

  /// Another plant, in a new folder.
  static func make(seed: Int, in folder: String) throws -> TwoSizes {
    let plant = folder + "/plant"
    let simulated = try Program.run(
      "simulate", "--seed", "\(seed)", "--size", "256", "--dates", "24", "--gsd", "\(gsd)", "-o", plant)
    try #require(simulated.exit == .code(0), "\(simulated.complaint)")
    for name in ["fine", "coarse"] {
      try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: true)
    }
    let scenes = try FileManager.default.contentsOfDirectory(atPath: plant + "/imagery").sorted()
    for (index, scene) in scenes.enumerated() {
      let path = plant + "/imagery/" + scene
      if index % 2 == 0 {
        try FileManager.default.copyItem(atPath: path, toPath: folder + "/fine/" + scene)
      } else {
        try Picture(path).writeAveraged(by: factor, to: folder + "/coarse/" + scene)
      }
    }
    let path = folder + "/watched.case"
    let summary = try Program.json("watch", plant + "/site.geojson", folder + "/fine", folder + "/coarse", "-o", path)
    return TwoSizes(folder: folder, watched: CaseFiles(path), summary: summary)
  }

  private static var place: String {
    FileManager.default.temporaryDirectory.appendingPathComponent("telltale-two-sizes-\(getpid())").path
  }
}

extension Picture {
  /// Means of blocks of `factor` × `factor` pixels; what is left over at the right and below is cut off.
  /// - Parameter shift: metres east and north by which the file says that the picture lies elsewhere.
  func writeAveraged(by factor: Int, shift: (east: Double, north: Double) = (0, 0), to path: String) throws {
    let (columns, rows) = (raster.columns / factor, raster.rows / factor)
    var samples: [Float] = []
    var flags = [Bool](repeating: true, count: columns * rows)
    for band in 0..<raster.bandCount {
      for pixel in 0..<columns * rows {
        var sum: Float = 0
        for part in 0..<factor * factor {
          let column = pixel % columns * factor + part % factor
          let row = pixel / columns * factor + part / factor
          sum += raster.samples[(band * raster.rows + row) * raster.columns + column]
          if !raster.validity.flags[row * raster.columns + column] { flags[pixel] = false }
        }
        samples.append((sum / Float(factor * factor)).rounded())
      }
    }
    let reduced = Raster(
      columns: columns, rows: rows, bandCount: raster.bandCount, samples: samples,
      validity: Mask(columns: columns, rows: rows, flags: flags))
    try write(reduced, pixelsOf: Double(factor), shift: shift, to: path)
  }
}
