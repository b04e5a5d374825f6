import Provenance
import Rasters
import Testing

@testable import Detectors

@Suite("From a model's numbers to boxes")
struct OutputDecoderTests {
  private func decoder(
    layout: String = "rows", angle: String = "none", objectness: Bool = false, scores: String = "probability",
    coordinates: String = "pixels", classes: Int = 1
  ) throws -> OutputDecoder {
    let output: JSONValue = [
      "layout": .string(layout), "angle": .string(angle), "objectness": .bool(objectness), "scores": .string(scores),
      "coordinates": .string(coordinates),
    ]
    var json = TestCard.json(replacing: "output", by: output)
    if classes == 2, case .object(var members) = json {
      members.removeAll { ["classes", "calibration"].contains($0.key) }
      members.append(
        .init("classes", [["name": "hall", "kind": "building"], ["name": "crane", "kind": "crane"]]))
      members.append(
        .init(
          "calibration",
          .array(
            ["hall", "crane"].map {
              ["class": .string($0), "threshold": 0.5, "correct": 9, "wrong": 1, "missed": 1]
            })))
      json = .object(members)
    }
    let card = try DetectorCard(json, at: "card.json")
    return OutputDecoder(card: card, thresholds: card.calibration.map { $0[0].threshold }, place: "m.onnx")
  }

  @Test("Rows, columns, angles, objectness, logits and fractions are read as the card tells")
  func layouts() throws {
    let rows = try decoder().boxes(ModelOutput(dimensions: [1, 2, 5], values: [4, 6, 3, 2, 0.9, 8, 8, 2, 2, 0.1]))
    #expect(rows.count == 1 && rows[0].centre == PixelPoint(column: 4, row: 6))
    #expect(rows[0].widthInPixels == 3 && rows[0].heightInPixels == 2 && abs(rows[0].score - 0.9) < 1e-6)
    let columns = try decoder(layout: "columns")
      .boxes(ModelOutput(dimensions: [1, 5, 2], values: [4, 8, 6, 8, 3, 2, 2, 2, 0.9, 0.1]))
    #expect(columns == rows)
    let turned = try decoder(angle: "afterBox")
      .boxes(ModelOutput(dimensions: [1, 1, 6], values: [4, 6, 3, 2, 0.5, 0.9]))
    #expect(turned[0].angle == 0.5 && turned[0].score == rows[0].score)
    let last = try decoder(angle: "last", classes: 2)
      .boxes(ModelOutput(dimensions: [1, 1, 7], values: [4, 6, 3, 2, 0.2, 0.75, 0.5]))
    #expect(last[0].angle == 0.5 && last[0].classIndex == 1 && last[0].score == 0.75)
    let product = try decoder(objectness: true, classes: 2)
      .boxes(ModelOutput(dimensions: [1, 2, 7], values: [4, 6, 3, 2, 0.5, 0.9, 0.1, 4, 6, 3, 2, 1, 0.75, 0.1]))
    #expect(product.map(\.score) == [0.75])
    let logit = try decoder(scores: "logit").boxes(ModelOutput(dimensions: [1, 1, 5], values: [4, 6, 3, 2, 3]))
    #expect(abs(logit[0].score - 0.9526) < 1e-4)
    let fraction = try decoder(coordinates: "fractions")
      .boxes(ModelOutput(dimensions: [1, 1, 5], values: [0.5, 0.25, 0.125, 0.0625, 1]))
    #expect(fraction[0].centre == PixelPoint(column: 16, row: 8) && fraction[0].widthInPixels == 4)
  }

  @Test("No candidates are no boxes")
  func none() throws {
    #expect(try decoder().boxes(ModelOutput(dimensions: [1, 0, 5], values: [])).isEmpty)
  }

  @Test("An output of another shape is refused with both shapes")
  func shapes() throws {
    let decoder = try decoder()
    let mend = " Mend the card's `output` and `classes`, or export the model without its own suppression of doubles."
    for (dimensions, shape) in [([1, 1, 6], "1 × 1 × 6"), ([2, 1, 5], "2 × 1 × 5"), ([1, 5], "1 × 5"), ([0], "0")] {
      let output = ModelOutput(
        dimensions: dimensions, values: Array(repeating: 0, count: dimensions.reduce(1, *)))
      #expect(
        words { _ = try decoder.boxes(output) }
          == "m.onnx: The model gives \(shape), and the card tells of 1 × N × 5.\(mend)")
    }
  }

  @Test("Numbers that are no scores or no boxes are refused")
  func hostile() throws {
    let decoder = try decoder()
    for (score, word) in [(Float.nan, "nan"), (2.5, "2.5"), (-1, "-1.0"), (.infinity, "inf")] {
      #expect(
        words { _ = try decoder.boxes(ModelOutput(dimensions: [1, 1, 5], values: [4, 6, 3, 2, score])) }
          == "m.onnx: The model gives a score of \(word), which is no probability. "
          + "Check the card's `scores`, `angle`, `objectness` and `layout`.")
    }
    for box: [Float] in [[4, 6, -3, 2], [4, 6, 0, 2], [.nan, 6, 3, 2], [4, 1e30, 3, 2], [4, 6, 3, .infinity]] {
      let said = words { _ = try decoder.boxes(ModelOutput(dimensions: [1, 1, 5], values: box + [0.9])) }
      #expect(
        said.hasPrefix("m.onnx: The model gives a box of ")
          && said.hasSuffix(
            "Check the card's `coordinates`, `angle` and `layout`; else the model is not to be used."),
        "\(said)")
    }
    let many = ModelOutput(
      dimensions: [1, 20_001, 5], values: (0..<20_001).flatMap { _ in [4, 6, 3, 2, 0.9] as [Float] })
    #expect(
      words { _ = try decoder.boxes(many) }
        == "m.onnx: The model finds more than 20000 things in one tile. "
        + "Give a higher --at-least, or check the card's `scale` and `scores`.")
  }

  @Test("The cores of tiles are the window without gap or overlap, inside their tiles", arguments: [0, 6, 9, 16])
  func tiles(_ overlap: Int) {
    for (columns, rows) in [(100, 70), (20, 33), (32, 32), (33, 90)] {
      let window = Window(column: 3, row: 1, columns: columns - 5, rows: rows - 2)
      let plan = TilePlan(window, columns: columns, rows: rows, tile: 32, overlap: overlap)
      var covered = [Int](repeating: 0, count: columns * rows)
      for tile in plan.tiles {
        #expect(tile.core.intersection(tile.window) == tile.core)
        #expect(tile.window.column >= 0 && tile.window.row >= 0)
        // Beyond the picture only where the picture is narrower than a tile.
        #expect(columns < 32 || tile.window.column + 32 <= columns)
        for row in tile.core.row..<(tile.core.row + tile.core.rows) {
          for column in tile.core.column..<(tile.core.column + tile.core.columns) {
            covered[row * columns + column] += 1
          }
        }
      }
      for row in 0..<rows {
        for column in 0..<columns {
          let isInside = window.intersection(Window(column: column, row: row, columns: 1, rows: 1)).pixelCount == 1
          #expect(covered[row * columns + column] == (isInside ? 1 : 0))
        }
      }
    }
  }

  @Test(
    "Samples enter as (sample · scale − mean) / deviation, in the card's order of bands; what is absent as the fill")
  func input() {
    let input = DetectorCard.Input(
      bands: [1, 0], tile: 3, scale: [0.5, 2], mean: [1, 0], deviation: [2, 1], fill: -7)
    var raster = Raster(
      columns: 2, rows: 2, bandCount: 2, samples: [1, 2, 3, 4, 10, 20, 30, 40],
      validity: Mask(columns: 2, rows: 2, repeating: true))
    raster.validity[1, 1] = false
    #expect(
      TileInput.numbers(raster, input) == [2, 4.5, -7, 7, -7, -7, -7, -7, -7, 2, 4, -7, 6, -7, -7, -7, -7, -7])
  }
}
