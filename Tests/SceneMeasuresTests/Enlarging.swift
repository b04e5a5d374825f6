import Foundation
import Kernels
import Rasters
import Statistics
import TelltaleTestSupport

@testable import SceneMeasures

/// Real pictures made coarser, larger, noisier: cases whose true factor is known.
enum Enlarging {
  /// The mean of the first three bands of each real picture.
  static func pictures() throws -> [(name: String, plane: [Float], columns: Int, rows: Int)] {
    guard let folder = SharedData.folder else { return [] }
    var paths = ["levir-test_2", "sztaki-szada-1", "sztaki-tiszadob-3"].flatMap { name in
      ["A", "B"].map { folder + "/vhr-pairs/\(name)/\($0).png" }
    }
    for city in try FileManager.default.contentsOfDirectory(atPath: folder + "/sentinel2-pairs").sorted() {
      let place = folder + "/sentinel2-pairs/" + city
      guard city != "README.md", let names = try? FileManager.default.contentsOfDirectory(atPath: place) else {
        continue
      }
      paths += names.filter { $0.hasPrefix("S2") && $0.hasSuffix(".tif") }.sorted().map { place + "/" + $0 }
    }
    return try paths.map { path in
      let raster = try RasterFile(opening: path).read()
      let count = raster.columns * raster.rows
      let plane = (0..<count).map { pixel in
        (0..<min(3, raster.bandCount)).reduce(Float(0)) { $0 + raster.samples[$1 * count + pixel] }
      }
      return (path, plane, raster.columns, raster.rows)
    }
  }

  /// Means of 2 × 2 pixels: sharper, so that the picture is surely as fine as its pixels.
  static func halved(_ plane: [Float], columns: Int, rows: Int) -> (plane: [Float], columns: Int, rows: Int) {
    let (width, height) = (columns / 2, rows / 2)
    let halved = (0..<width * height).map { pixel -> Float in
      let start = pixel / width * 2 * columns + pixel % width * 2
      return (plane[start] + plane[start + 1] + plane[start + columns] + plane[start + columns + 1]) / 4
    }
    return (halved, width, height)
  }

  static func enlarged(
    _ plane: [Float], columns: Int, rows: Int, factor: Double, kernel: InterpolationKernel
  ) -> (plane: [Float], columns: Int, rows: Int) {
    let source = Resampling.Source(
      samples: plane, valid: Array(repeating: true, count: plane.count), columns: columns, rows: rows, bandCount: 1)
    let (width, height) = (Int(Double(columns) * factor), Int(Double(rows) * factor))
    var result = [Float](repeating: 0, count: width * height)
    var value: [Float] = [0]
    for row in 0..<height {
      for column in 0..<width {
        let (x, y) = ((Double(column) + 0.5) / factor, (Double(row) + 0.5) / factor)
        func at(_ c: Int, _ r: Int) -> Float {
          plane[min(max(r, 0), rows - 1) * columns + min(max(c, 0), columns - 1)]
        }
        switch kernel {
        case .nearest: value[0] = at(Int(x), Int(y))
        case .bilinear:
          let (left, top) = ((x - 0.5).rounded(.down), (y - 0.5).rounded(.down))
          let (across, down) = (Float(x - 0.5 - left), Float(y - 0.5 - top))
          let (c, r) = (Int(left), Int(top))
          value[0] =
            (at(c, r) * (1 - across) + at(c + 1, r) * across) * (1 - down)
            + (at(c, r + 1) * (1 - across) + at(c + 1, r + 1) * across) * down
        case .cubic: _ = Resampling.cubic(source, column: x, row: y, scale: 1, into: &value)
        }
        result[row * width + column] = value[0]
      }
    }
    return (result, width, height)
  }

  /// The picture less a blurred copy, added: what "sharpening" in a viewer does.
  static func sharpened(_ plane: [Float], columns: Int, rows: Int) -> [Float] {
    plane.indices.map { index in
      let (row, column) = (index / columns, index % columns)
      guard (1..<rows - 1).contains(row), (1..<columns - 1).contains(column) else { return plane[index] }
      let around =
        plane[index - 1] + plane[index + 1] + plane[index - columns] + plane[index + columns]
      return plane[index] + 0.5 * (plane[index] - around / 4)
    }
  }

  /// Bytes with noise, through JPEG where asked: what a screenshot is.
  static func stored(
    _ plane: [Float], columns: Int, rows: Int, noise: Double, jpeg: Bool, _ random: inout SeededGenerator
  ) throws -> Raster {
    var sorted = plane.map { Double($0) }
    let low = Quantiles.quantile(0.005, of: &sorted) ?? 0
    let high = Quantiles.quantile(0.995, of: &sorted) ?? 1
    let bytes = plane.map { value -> UInt8 in
      let level = (Double(value) - low) / max(high - low, 1e-9) * 200 + 25 + noise * random.normal()
      return UInt8(min(255, max(0, level.rounded())))
    }
    let mask = Mask(columns: columns, rows: rows, repeating: true)
    guard jpeg else {
      return Raster(columns: columns, rows: rows, bandCount: 1, samples: bytes.map { Float($0) }, validity: mask)
    }
    return try withTemporaryFolder { folder in
      let encoded = try JPEGPicture.encode(columns: columns, rows: rows, rgb: bytes.flatMap { [$0, $0, $0] })
      try Data(encoded).write(to: URL(fileURLWithPath: folder + "/a.jpg"))
      return try RasterFile(opening: folder + "/a.jpg").read()
    }
  }
}
