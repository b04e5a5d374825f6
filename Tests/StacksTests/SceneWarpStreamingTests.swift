import Alignment
import Foundation
import Geodesy
import Kernels
import Places
import Radiometry
import Rasters
import Statistics
import TelltaleTestSupport
import Testing

@testable import Stacks

/// A scene warped strip by strip into its file, and masks by coverage.
@Suite struct SceneWarpStreamingTests {
  private static let columns = 300
  private static let rows = 600
  private static let grid = Grid(
    columns: columns, rows: rows, geotransform: Geotransform([300_000, 10, 0, 2_770_000, 0, -10]),
    crs: CRS("EPSG:32640"))
  private static let whole = Window(column: 0, row: 0, columns: columns, rows: rows)

  private static func samples(_ bandCount: Int) -> (numbers: [UInt16], valid: [UInt8]) {
    var generator = SeededGenerator(seed: 661)
    let numbers = (0..<bandCount * whole.pixelCount).map { _ in UInt16(generator.integer(400...9_000)) }
    let valid = (0..<whole.pixelCount).map { _ in UInt8(generator.uniform() < 0.002 ? 0 : 1) }
    return (numbers, valid)
  }

  private static func cut<Element>(_ planes: [Element], _ bandCount: Int, to window: Window) -> [Element] {
    var cut: [Element] = []
    for band in 0..<bandCount {
      for row in window.row..<window.row + window.rows {
        let start = (band * rows + row) * columns + window.column
        cut += planes[start..<start + window.columns]
      }
    }
    return cut
  }

  private static let transform = PictureTransform(
    centre: PixelPoint(column: 150, row: 300), shift: PictureShift(rows: 3.3, columns: -2.6),
    linear: .init(rowsPerRow: 0.002, rowsPerColumn: 0.004, columnsPerRow: -0.004, columnsPerColumn: 0.001))

  @Test(
    "The file is the same whatever the number of threads, and tells what the warp in memory tells",
    arguments: [1, 4, 5])
  func sameFile(_ bandCount: Int) throws {
    let (numbers, valid) = Self.samples(bandCount)
    let warp = try SceneWarp(from: Self.grid, onto: Self.grid)
    try withTemporaryFolder { folder in
      var files: [Data] = []
      for threads in [1, 2, 3, 7] {
        let path = "\(folder)/\(threads).warp"
        let scene = try warp.warp(
          bandCount: bandCount, transform: Self.transform, encoding: .sixteenBits, saturatedAt: nil, threads: threads,
          to: path
        ) { window, _ in
          SceneWarp.Part(
            .numbers(Self.cut(numbers, bandCount, to: window)), validity: Self.cut(valid, 1, to: window))
        }
        files.append(scene.fileContents)
      }
      #expect(files.allSatisfy { $0 == files[0] })
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 4)
      let streamed = try #require(WarpedScene(fileContents: files[0]))
      let raster = Raster(
        columns: Self.columns, rows: Self.rows, bandCount: bandCount, samples: numbers.map { Float($0) },
        validity: Mask(columns: Self.columns, rows: Self.rows, flags: valid.map { $0 != 0 }))
      let held = warp.warp(raster, window: Self.whole, transform: Self.transform, saturatedAt: nil)
      #expect(streamed.window == held.window && streamed.planes.status == held.planes.status)
      for row in stride(from: 0, to: Self.rows, by: 7) {
        for column in stride(from: 0, to: Self.columns, by: 5) {
          for band in 0..<bandCount {
            let (a, b) = (
              streamed.value(band: band, column: column, row: row), held.value(band: band, column: column, row: row)
            )
            // Noise overshoots its range at 0, where numbers end.
            guard let a, let b, b > 0 else { continue }
            #expect(abs(a - b) < 0.51 + held.scale)
          }
        }
      }
    }
  }

  @Test("An error of reading is thrown, and no file is left")
  func readingFails() throws {
    let warp = try SceneWarp(from: Self.grid, onto: Self.grid)
    let fault = StackError(.damagedCache, at: "a", "b.", mend: "c.")
    try withTemporaryFolder { folder in
      #expect(throws: fault) {
        _ = try warp.warp(
          bandCount: 1, transform: Self.transform, encoding: .sixteenBits, saturatedAt: nil, threads: 2,
          to: folder + "/a.warp"
        ) { _, _ in throw fault }
      }
      #expect((try? FileManager.default.contentsOfDirectory(atPath: folder))?.isEmpty == true)
    }
  }

  @Test("A file that cannot be made is told with its path and the mend")
  func writingFails() throws {
    let warp = try SceneWarp(from: Self.grid, onto: Self.grid)
    let path = "/nowhere/at/all/a.warp"
    let error = try #require(throws: StackError.self) {
      _ = try warp.warp(
        bandCount: 1, transform: Self.transform, encoding: .sixteenBits, saturatedAt: nil, threads: 1, to: path
      ) { _, _ in SceneWarp.Part(.numbers([]), validity: []) }
    }
    #expect(
      error.description
        == "\(path): The warped scene could not be written: No such file or directory. "
        + "Permit writing there and run again.")
  }

  // MARK: - Coverage

  /// Status of a scene of one band at 10 m with a mask at `size` m whose `codes` are given by place in metres.
  private func status(
    maskPixel size: Double, shift: PictureShift = .none, _ code: (Double, Double) -> Visibility
  ) throws -> WarpedScene {
    let side = 64
    let grid = Grid(
      columns: side, rows: side, geotransform: Geotransform([300_000, 10, 0, 2_770_000, 0, -10]),
      crs: CRS("EPSG:32640"))
    let cells = Int((Double(side) * 10 / size).rounded())
    let mask = Grid(
      columns: cells, rows: cells, geotransform: Geotransform([300_000, size, 0, 2_770_000, 0, -size]), crs: grid.crs)
    let codes = (0..<cells * cells).map { cell in
      code((Double(cell % cells) + 0.5) * size, (Double(cell / cells) + 0.5) * size).code
    }
    let raster = Raster(
      columns: side, rows: side, bandCount: 1, samples: Array(repeating: 500, count: side * side),
      validity: Mask(columns: side, rows: side, repeating: true))
    let quality = QualityPlane(
      grid: mask, window: Window(column: 0, row: 0, columns: cells, rows: cells), codes: codes)
    return try SceneWarp(from: grid, onto: grid).warp(
      raster, window: Window(column: 0, row: 0, columns: side, rows: side),
      transform: PictureTransform(grid, shift: shift), saturatedAt: nil, quality: [quality])
  }

  @Test(
    "A mask of pixels twice, half and 1/3 the size hides the ground that it covers", arguments: [20.0, 5, 10.0 / 3])
  func ownPixels(_ size: Double) throws {
    let scene = try status(maskPixel: size) { right, down in
      (200..<300).contains(right) && (100..<240).contains(down) ? .cloud : .seen
    }
    for row in 0..<64 {
      for column in 0..<64 {
        let isCloud = (20..<30).contains(column) && (10..<24).contains(row)
        #expect(WarpedScene.Status.reason(scene.status(column: column, row: row)) == (isCloud ? .cloud : nil))
      }
    }
  }

  @Test("The mask moves with the transform, and a pixel is hidden from a quarter of its ground on")
  func quarter() throws {
    // Content lies 0.3 columns to the right in the scene: the mask's columns 20 to 29 belong at 19.7 to 29.7.
    for (shift, first, last) in [(0.3, 19, 29), (0.1, 20, 29), (0.9, 19, 28)] {
      let scene = try status(maskPixel: 10, shift: PictureShift(rows: 0, columns: shift)) { right, _ in
        (200..<300).contains(right) ? .cloudShadow : .seen
      }
      for column in 2..<60 {
        let reason = WarpedScene.Status.reason(scene.status(column: column, row: 30))
        #expect(reason == ((first...last).contains(column) ? .cloudShadow : nil), "\(shift): \(column)")
      }
    }
  }

  @Test("Of several reasons the one over most of the pixel counts")
  func most() throws {
    let scene = try status(maskPixel: 2.5) { right, down in
      guard (300..<310).contains(right), (300..<310).contains(down) else { return .seen }
      return right < 302.5 ? .cloud : right < 307.5 ? .snow : .haze
    }
    #expect(WarpedScene.Status.reason(scene.status(column: 30, row: 30)) == .snow)
    #expect(WarpedScene.Status.reason(scene.status(column: 31, row: 30)) == nil)
    #expect(scene.value(column: 30, row: 30) == 500)
  }
}
