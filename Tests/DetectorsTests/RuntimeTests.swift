import Foundation
import Places
import Provenance
import Rasters
import TelltaleTestSupport
import Testing

@testable import Detectors

/// Models in a child process: good ones, and such as are not to be trusted.
@Suite(
  "Models in ONNX Runtime",
  .enabled(if: OnnxRuntimeLibrary.isPresent, Comment(rawValue: OnnxRuntimeLibrary.skipReason)), .serialized)
struct RuntimeTests {
  /// Runs `body` with a pool for the model.
  private func withPool<Result>(
    _ model: Data, seconds: Int = 20, runtime: String? = nil, angle: String = "none",
    _ body: (DetectorPool) throws -> Result
  ) throws -> Result {
    try withTemporaryFolder { folder in
      let path = folder + "/m.onnx"
      try model.write(to: URL(fileURLWithPath: path))
      let output: JSONValue = [
        "layout": "rows", "angle": .string(angle), "objectness": false, "scores": "probability",
        "coordinates": "pixels",
      ]
      guard case .object(let members) = TestCard.json(replacing: "output", by: output) else { fatalError() }
      let card = try DetectorCard(
        .object(
          members.map { $0.key == "sha256" ? .init("sha256", .string(ContentHash(of: model).hexadecimal)) : $0 }),
        at: "card.json")
      let pool = DetectorPool(
        executable: try #require(TelltaleExecutable.path),
        runtime: try #require(runtime ?? OnnxRuntimeLibrary.path),
        model: try ModelFile(path: path, card: card), card: card, limits: .init(memoryMiB: 512, seconds: seconds))
      defer { pool.close() }
      return try body(pool)
    }
  }

  private let black = [Float](repeating: 0, count: 32 * 32)

  private func refusal(of model: Data, seconds: Int = 20, runtime: String? = nil) throws -> String {
    try withPool(model, seconds: seconds, runtime: runtime) { pool in words { _ = try pool.run(black) } }
  }

  @Test("Bright squares are found where they are, whatever the number of threads, and none twice")
  func known() throws {
    let (columns, rows) = (100, 68)
    // In every corner, on seams of tiles, and side by side.
    let places = [(0, 0), (96, 64), (0, 64), (96, 0), (20, 20), (24, 20), (44, 44), (28, 28), (60, 40), (72, 8)]
    var samples = [Float](repeating: 10, count: columns * rows)
    for (column, row) in places { samples[(row + 1) * columns + column + 2] = 80 }
    var validity = Mask(columns: columns, rows: rows, repeating: true)
    for column in 40..<60 { validity[column, 2] = false }
    let picture = Raster(columns: columns, rows: rows, bandCount: 1, samples: samples, validity: validity)
    let read: @Sendable (Window) throws -> PictureDetector.Part = { window in
      PictureDetector.Part(picture.cut(window))
    }
    let results = try [1, 2, 3].map { threads in
      try withPool(TinyModel.brightest()) { pool in
        try PictureDetector(pool: pool, thresholds: [0.6], threads: threads).detect(
          Window(column: 0, row: 0, columns: columns, rows: rows), columns: columns, rows: rows, reading: read)
      }
    }
    let found = Set(results[0].boxes.map { [$0.centre.column, $0.centre.row] })
    #expect(found == Set(places.map { [Double($0.0) + 2, Double($0.1) + 2] }))
    #expect(results[0].boxes.count == places.count)
    #expect(results[0].codes.count { $0 == Visibility.offPicture.code } == 20)
    for other in results.dropFirst() {
      #expect(other.boxes == results[0].boxes && other.codes == results[0].codes)
    }
  }

  @Test("Oriented boxes come with their angle")
  func oriented() throws {
    var bright = black
    bright[33 * 5] = 0.75
    let output = try withPool(TinyModel.brightest(angle: 0.25), angle: "afterBox") { pool in
      #expect(pool.runtimeVersion == nil)
      let output = try pool.run(bright)
      #expect(pool.runtimeVersion?.hasPrefix("1.") == true)
      return try OutputDecoder(card: pool.card, thresholds: [0.5], place: "m").boxes(output)
    }
    #expect(output.map(\.angle) == [0.25] && output.map(\.score) == [0.75])
    #expect(output[0].centre == PixelPoint(column: 6, row: 6))
  }

  @Test("What is no model, or takes its weights from elsewhere, is refused by the runtime in words")
  func noModel() throws {
    let words =
      "m.onnx: The runtime does not take the model. "
      + "Check that the file is a whole ONNX model, with its weights in it. ("
    #expect(try refusal(of: Data("no model at all".utf8)).hasPrefix(words))
    #expect(try refusal(of: TinyModel.brightest().prefix(300)).hasPrefix(words))
    try withTemporaryFolder { folder in
      let secret = folder + "/secret"
      try Data([1, 2, 3, 4]).write(to: URL(fileURLWithPath: secret))
      #expect(try refusal(of: TinyModel.thief(of: secret)).hasPrefix(words))
      #expect(try refusal(of: TinyModel.thief(of: "../../../../../../.." + secret)).hasPrefix(words))
    }
  }

  @Test("A model that names persons in itself is refused, whatever its card says")
  func persons() throws {
    #expect(
      try refusal(of: TinyModel.brightest(names: "{0: 'person'}"))
        == "m.onnx: Its class “{0: 'person'}” means persons (person), and detectors of persons are refused. "
        + "Use a model without such a class: taking the name from the list does not take it from the model.")
  }

  @Test("Models of another shape than the card's are refused")
  func shapes() throws {
    #expect(
      try refusal(of: TinyModel.twofold())
        == "m.onnx: The model has 1 inputs and 2 outputs, and 1 of each is needed. "
        + "Export it with the picture alone going in and the candidates alone coming out.")
    let output = try withPool(TinyModel.mirror()) { pool in
      words { _ = try OutputDecoder(card: pool.card, thresholds: [0.5], place: "m.onnx").boxes(try pool.run(black)) }
    }
    #expect(output.hasPrefix("m.onnx: The model gives 1 × 1 × 32 × 32, and the card tells of 1 × N × 5."))
    let numbers = try withPool(TinyModel.constant([[4, 6, 3, 2, .nan]])) { pool in
      words { _ = try OutputDecoder(card: pool.card, thresholds: [0.5], place: "m.onnx").boxes(try pool.run(black)) }
    }
    #expect(numbers.hasPrefix("m.onnx: The model gives a score of nan, which is no probability."))
  }

  @Test("A model that eats memory, or never ends, costs an error in words and a moment")
  func limits() throws {
    let greedy = try refusal(of: TinyModel.greedy())
    #expect(
      greedy.hasPrefix("m.onnx: The runtime could not run the model on a tile.")
        || greedy.hasPrefix("m.onnx: The process that should run it on a tile broke down"), "\(greedy)")
    let begin = ContinuousClock.now
    let endless = try refusal(of: TinyModel.endless(), seconds: 2)
    #expect(
      endless == "m.onnx: The process that should run it on a tile did not answer within 2 s. "
        + "Use a smaller model; one that never answers is not to be used.")
    #expect(begin.duration(to: .now) < .seconds(20))
  }

  @Test("What is no runtime is told as that")
  func noRuntime() throws {
    let words =
      "This is no ONNX Runtime that can be used. "
      + "Name its shared library, libonnxruntime, with --runtime or TELLTALE_ONNXRUNTIME. ("
    #expect(try refusal(of: TinyModel.mirror(), runtime: "/nowhere/lib.so").hasPrefix("lib.so: " + words))
    try withTemporaryFolder { folder in
      let path = folder + "/odd.so"
      try Data("odd".utf8).write(to: URL(fileURLWithPath: path))
      #expect(try refusal(of: TinyModel.mirror(), runtime: path).hasPrefix("odd.so: " + words))
    }
  }
}

extension Raster {
  /// The part under a window inside it.
  fileprivate func cut(_ window: Window) -> Raster {
    var samples: [Float] = []
    var flags: [Bool] = []
    for band in 0..<bandCount {
      for row in window.row..<(window.row + window.rows) {
        let first = (band * rows + row) * columns + window.column
        samples += self.samples[first..<(first + window.columns)]
        if band == 0 {
          flags += validity.flags[(row * columns + window.column)..<(row * columns + window.column + window.columns)]
        }
      }
    }
    return Raster(
      columns: window.columns, rows: window.rows, bandCount: bandCount, samples: samples,
      validity: Mask(columns: window.columns, rows: window.rows, flags: flags))
  }
}
