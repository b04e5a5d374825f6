import Foundation
import Kernels
import Rasters

/// Two pictures of one size as blocks of rows, of pixels that both show: held in memory as far as it is allowed, and read
/// again where it is not.
final class PairBlocks: Sendable {
  struct Block: Sendable {
    /// Band by band, those of the first picture first; shown pixels alone.
    let values: [Float]
    /// Of all of the block's pixels; empty where all are shown.
    let shown: [Bool]
  }

  let firstBands: Int
  let bands: Int
  let count: Int
  let columns: Int
  let rows: Int
  /// Every so many-th block is in memory.
  let startingStride: Int
  private let paths: (String, String)
  private let rowsOfBlock: Int
  /// Blocks that are held in memory, by their place.
  private let kept: [Int: Block]

  /// - Parameter stride: blocks that are kept before any others, where not all can be: those that rounds begin on.
  init(_ first: String, _ second: String, memory: Int, stride: Int, threads: Int) throws {
    let (one, other) = (try RasterFile(opening: first).header, try RasterFile(opening: second).header)
    guard one.columns == other.columns, one.rows == other.rows else {
      throw RawOptions.Misuse("\(second) is not of the size of \(first)")
    }
    (columns, rows) = (one.columns, one.rows)
    (firstBands, bands) = (one.bandCount, one.bandCount + other.bandCount)
    paths = (first, second)
    rowsOfBlock = max(1, 65_536 / columns)
    count = (rows + rowsOfBlock - 1) / rowsOfBlock
    let fitting = min(count, memory / max(1, rowsOfBlock * columns * bands * 4))
    let stride = max(stride, (count + max(fitting, 1) - 1) / max(fitting, 1))
    startingStride = stride
    let beginning = (0..<count).filter { $0 % stride == stride / 2 }
    let others = (0..<count).filter { $0 % stride != stride / 2 }
    let wanted = Array((beginning + others).prefix(fitting)).sorted()
    // Every thread opens the files anew: an open file belongs to one.
    let (rowsOfBlock, columns, rows, pieces) = (rowsOfBlock, columns, rows, max(1, min(threads, fitting)))
    let parts = Parallel.map(pieces, threads: threads) { piece in
      let places = wanted[wanted.count * piece / pieces..<wanted.count * (piece + 1) / pieces]
      return Result { try Self.read(places, first, second, columns: columns, rows: rows, rowsOfBlock: rowsOfBlock) }
    }
    var kept: [Int: Block] = [:]
    for part in parts { kept.merge(try part.get()) { $1 } }
    self.kept = kept
  }

  var keptBlocks: [[Float]] { kept.sorted { $0.key < $1.key }.map(\.value.values) }

  func block(_ index: Int) -> Block {
    if let block = kept[index] { return block }
    do {
      let blocks = try Self.read(
        [index], paths.0, paths.1, columns: columns, rows: rows, rowsOfBlock: rowsOfBlock)
      return blocks[index] ?? Block(values: [], shown: [])
    } catch {
      // Rounds cannot throw, and what cannot be read is not what was not shown.
      ChangeMethods.fail("\(error)", code: 1)
    }
  }

  private static func read(
    _ places: ArraySlice<Int>, _ first: String, _ second: String, columns: Int, rows: Int, rowsOfBlock: Int
  ) throws -> [Int: Block] {
    let one = try RasterFile(opening: first)
    let other = try RasterFile(opening: second)
    var result: [Int: Block] = [:]
    for index in places {
      let window = Window(
        column: 0, row: index * rowsOfBlock, columns: columns, rows: min(rowsOfBlock, rows - index * rowsOfBlock))
      let (a, b) = (try one.read(window: window), try other.read(window: window))
      let samples = a.samples + b.samples
      if !a.validity.flags.contains(false), !b.validity.flags.contains(false) {
        result[index] = Block(values: samples, shown: [])
        continue
      }
      let shown = zip(a.validity.flags, b.validity.flags).map { $0 && $1 }
      let count = shown.count
      var values: [Float] = []
      for start in stride(from: 0, to: samples.count, by: count) {
        for pixel in 0..<count where shown[pixel] { values.append(samples[start + pixel]) }
      }
      result[index] = Block(values: values, shown: shown)
    }
    return result
  }

  /// Writes one number for every pixel, block after block.
  func write(to path: String, _ numbers: ([Float]) -> [Float]) throws {
    guard FileManager.default.createFile(atPath: path, contents: nil), let file = FileHandle(forWritingAtPath: path)
    else { throw RawOptions.Misuse("\(path) cannot be written") }
    defer { try? file.close() }
    for index in 0..<count {
      let block = block(index)
      var result = numbers(block.values)
      if !block.shown.isEmpty {
        var shown = result.makeIterator()
        result = block.shown.map { $0 ? shown.next() ?? .nan : .nan }
      }
      try file.write(contentsOf: unsafe result.withUnsafeBytes { unsafe Data($0) })
    }
  }
}
