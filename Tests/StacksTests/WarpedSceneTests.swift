import Foundation
import Kernels
import Rasters
import Statistics
import TelltaleTestSupport
import Testing

@testable import Stacks

@Suite struct WarpedSceneTests {
  private static let window = Window(column: 40, row: 70, columns: 9, rows: 7)

  private static func scene(
    seed: UInt64 = 601, bandCount: Int = 3
  ) -> (scene: WarpedScene, samples: [Float], status: [UInt8]) {
    var generator = SeededGenerator(seed: seed)
    let samples = (0..<window.pixelCount * bandCount).map { _ in Float(generator.uniform(-300...9_000)) }
    let status = (0..<window.pixelCount).map { _ in UInt8(generator.integer(0...2)) }
    return (WarpedScene(window: window, bandCount: bandCount, samples: samples, status: status), samples, status)
  }

  @Test("Values keep to 1/60 000 of the scene's range, and status to the letter", arguments: [1, 3, 8])
  func values(_ bandCount: Int) throws {
    let (scene, samples, status) = Self.scene(bandCount: bandCount)
    #expect(scene.planes.status == status)
    #expect(scene.scale <= 9_300 / 60_000 * 1.001)
    for row in 0..<Self.window.rows {
      for column in 0..<Self.window.columns {
        let pixel = row * Self.window.columns + column
        for band in 0..<bandCount {
          let value = scene.value(band: band, column: column + 40, row: row + 70)
          guard status[pixel] != WarpedScene.Status.absent else {
            #expect(value == nil)
            continue
          }
          #expect(abs(try #require(value) - samples[band * Self.window.pixelCount + pixel]) < 0.51 * scene.scale + 1e-3)
        }
      }
    }
  }

  @Test("A scene comes back from its file's bytes, and its bytes are the same again")
  func roundTrip() throws {
    let scene = Self.scene().scene
    let again = try #require(WarpedScene(fileContents: scene.fileContents))
    #expect(again.window == scene.window && again.bandCount == scene.bandCount)
    #expect(again.offset == scene.offset && again.scale == scene.scale)
    #expect(again.planes == scene.planes)
    #expect(again.fileContents == scene.fileContents)
    #expect(Self.scene().scene.fileContents == scene.fileContents)
  }

  @Test("A scene mapped from its file is that of the file's bytes; what is no file, or not whole, is no scene")
  func mapped() throws {
    let scene = Self.scene().scene
    try withTemporaryFolder { folder in
      let path = URL(fileURLWithPath: folder + "/a.warp")
      #expect(WarpedScene(mapping: path.path) == nil)
      for length in [0, 20, scene.fileContents.count - 1] {
        try scene.fileContents.prefix(length).write(to: path)
        #expect(WarpedScene(mapping: path.path) == nil)
      }
      try scene.fileContents.write(to: path)
      let again = try #require(WarpedScene(mapping: path.path))
      again.releasePages()
      scene.releasePages()
      #expect(again.planes == scene.planes && again.fileContents == scene.fileContents)
    }
  }

  @Test("Pages of a large file that were let go are read again")
  func released() throws {
    let window = Window(column: 0, row: 0, columns: 6_000, rows: 3_000)
    try withTemporaryFolder { folder in
      let file = try WarpedSceneFile(folder + "/a.warp", window: window, bandCount: 2, encoding: .sixteenBits)
      let numbers = (0..<2 * window.pixelCount).map { UInt16(truncatingIfNeeded: $0).littleEndian }
      let status = (0..<window.pixelCount).map { UInt8($0 % 3) }
      try file.write(numbers, status: status, rows: 0..<3_000)
      let scene = try file.finish()
      for _ in 0..<2 {
        scene.withPlanes { planes, states in
          let isSame = planes.indices.allSatisfy { planes[$0] == numbers[$0] }
          #expect(isSame && states.indices.allSatisfy { states[$0] == status[$0] })
        }
        scene.releasePages()
      }
    }
  }

  @Test("A file that cannot be made is named, with the reason and the mend")
  func noFolder() throws {
    let window = Window(column: 0, row: 0, columns: 2, rows: 2)
    let error = try #require(throws: StackError.self) {
      _ = try WarpedSceneFile("/nowhere/at/all/a.warp", window: window, bandCount: 1, encoding: .sixteenBits)
    }
    #expect(error.code == .writeFailed && error.place == "/nowhere/at/all/a.warp")
    #expect(error.reason == "The warped scene could not be written: No such file or directory.")
    #expect(error.mend == "Permit writing there and run again.")
  }

  @Test("A scene that covers nothing, or one value only, comes back too")
  func smallest() throws {
    let none = WarpedScene(
      window: Window(column: 3, row: 4, columns: 0, rows: 0), bandCount: 3, samples: [], status: [])
    #expect(try #require(WarpedScene(fileContents: none.fileContents)).window == none.window)
    let window = Window(column: 0, row: 0, columns: 2, rows: 1)
    let flat = WarpedScene(window: window, bandCount: 1, samples: [7, .nan], status: [1, 0])
    let again = try #require(WarpedScene(fileContents: flat.fileContents))
    #expect(again.value(column: 0, row: 0) == 7)
    #expect(again.value(column: 1, row: 0) == nil)
    let absent = WarpedScene(window: window, bandCount: 1, samples: [7, 8], status: [0, 0])
    #expect(try #require(WarpedScene(fileContents: absent.fileContents)).planes.status == [0, 0])
  }

  @Test("What no picture can mean is absent, and a range too small to be divided is 0")
  func extremes() {
    let window = Window(column: 0, row: 0, columns: 6, rows: 1)
    let samples: [Float] = [7, .nan, .infinity, -.greatestFiniteMagnitude, .greatestFiniteMagnitude, 9]
    let scene = WarpedScene(window: window, bandCount: 1, samples: samples, status: [1, 1, 1, 1, 1, 2])
    #expect(scene.planes.status == [1, 0, 0, 0, 0, 2])
    #expect(scene.value(column: 0, row: 0) == 7)
    let narrow = Window(column: 0, row: 0, columns: 2, rows: 1)
    let tiny = WarpedScene(
      window: narrow, bandCount: 1, samples: [0, .leastNonzeroMagnitude], status: [1, 1])
    #expect(WarpedScene(fileContents: tiny.fileContents)?.value(column: 1, row: 0) == 0)
  }

  @Test("A file that was cut off anywhere is refused, and so is one with a byte too many")
  func truncation() {
    let data = Self.scene().scene.fileContents
    for length in 0..<data.count where WarpedScene(fileContents: data.prefix(length)) != nil {
      Issue.record("the first \(length) of \(data.count) bytes were taken for a scene")
    }
    #expect(WarpedScene(fileContents: data + [0]) == nil)
    #expect(WarpedScene(fileContents: Data()) == nil)
  }

  @Test("A file that begins otherwise, or whose sizes do not fit its length, is refused")
  func damagedHeader() {
    let data = Self.scene().scene.fileContents
    for position in 0..<8 {
      var damaged = data
      damaged[position] ^= 0x20
      #expect(WarpedScene(fileContents: damaged) == nil, "byte \(position)")
    }
    // Columns, rows and band count stand from byte 24 on, eight bytes each.
    for position in 24..<48 {
      for bit in 0..<8 {
        var damaged = data
        damaged[position] ^= UInt8(1) << UInt8(bit)
        #expect(WarpedScene(fileContents: damaged) == nil, "byte \(position), bit \(bit)")
      }
    }
  }

  @Test(
    "Sizes whose product no machine can hold are refused, not multiplied")
  func hugeSizes() async {
    await #expect(processExitsWith: .success) {
      var data = Data("TTWARP2\n".utf8)
      for number in [0, 0, (1 << 30) - 1, (1 << 30) - 1, (1 << 30) - 1] as [Int64] {
        for byte in 0..<8 { data.append(UInt8(truncatingIfNeeded: number >> Int64(8 * byte))) }
      }
      data.append(contentsOf: [UInt8](repeating: 0, count: 80))
      precondition(WarpedScene(fileContents: data) == nil)
    }
  }

  @Test(
    "An offset or a scale that is no number, or a scale that is not positive, is refused")
  func damagedScale() {
    let data = Self.scene().scene.fileContents
    for (position, number) in [(48, Float.nan), (48, .infinity), (52, .nan), (52, .infinity), (52, -1), (52, 0)] {
      var damaged = data
      for byte in 0..<4 { damaged[position + byte] = UInt8(truncatingIfNeeded: number.bitPattern >> UInt32(8 * byte)) }
      #expect(WarpedScene(fileContents: damaged) == nil, "\(number) at byte \(position)")
    }
  }
}
