import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@testable import Detectors

@Suite("Cards of detectors")
struct DetectorCardTests {
  @Test("A card is read as it stands")
  func good() throws {
    let card = try DetectorCard(TestCard.json(), at: "card.json")
    #expect(card.input.bands == [0] && card.input.tile == 32 && card.input.scale == [0.01])
    #expect(card.gsd == 0.3...0.6 && card.classes == [DetectorClass(name: "tank-farm", kind: .building)])
    #expect(card.numbersPerCandidate == 5)
    #expect(card.calibration[0].map(\.threshold) == [0.3, 0.6])
  }

  @Test("The threshold is the best balanced one, or the next one that was measured")
  func thresholds() throws {
    let card = try DetectorCard(TestCard.json(), at: "card.json")
    #expect(try card.calibration(of: 0, atLeast: nil).threshold == 0.3)
    #expect(try card.calibration(of: 0, atLeast: 0.31).threshold == 0.6)
    #expect(try card.calibration(of: 0, atLeast: 0).threshold == 0.3)
    #expect(
      words { _ = try card.calibration(of: 0, atLeast: 0.7) }
        == "tiny: Nothing was measured of tank-farm at scores of 0.7 or more, only up to 0.6. "
        + "Give --at-least 0.6 or less, or measure more and add it to the card.")
  }

  @Test("Whatever is missing or odd in a card is named")
  func bad() {
    let mend = " Mend the card as Docs/Guide/counting.md tells."
    let cases: [(String, JSONValue?, String)] = [
      ("classes", nil, "The card's `classes` is missing or no list."),
      ("classes", [], "The card's `classes` has 0 classes, not 1 to 1000."),
      ("sha256", "abc", "The card's `sha256` is not 64 hexadecimal digits."),
      ("gsd", [0.6, 0.3], "The card's `gsd` is no range of metres, finest first."),
      ("gsd", 0.5, "The card's `gsd` is missing or no list of 2 numbers."),
      ("suppression", 2, "The card's `suppression` is missing or no number from 0.05 to 0.95."),
      ("overlap", 30, "The card's `overlap` is missing or no whole number from 0 to 16."),
      ("input", "no", "The card's `input` is missing or no object."),
      (
        "output", ["layout": "diagonal"], "The card's `output.layout` is missing or none of: rows, columns."
      ),
      (
        "calibration", [],
        "The card's `calibration` has no row for “tank-farm”, so that what a box of it is worth is not known."
      ),
      (
        "calibration", [["class": "ship"]], "The card's `calibration[0].class` “ship” is none of the classes."
      ),
      (
        "classes", [["name": "hall", "kind": "castle"]],
        "The card's `classes[0].kind` is missing or none of: building, housing, tunnelWorks, crane, road, rail, "
          + "clearedGround, excavation, stockpile, vehicles, railCars, water, screen, works, unknown."
      ),
    ]
    for (key, value, expected) in cases {
      #expect(
        words { _ = try DetectorCard(TestCard.json(replacing: key, by: value), at: "card.json") }
          == "card.json: \(expected)\(mend)")
    }
  }

  @Test(
    "Classes of persons are refused, in several languages and spellings",
    arguments: [
      "person", "Pedestrian", "PEOPLE", "small-people", "RiderOnBike", "human_face", "Fußgänger", "piétons", "niño",
      "люди", "行人", "사람", "أشخاص", "0: person", "soldiers", "crowd of protesters",
    ])
  func persons(_ name: String) {
    let json = TestCard.json(replacing: "classes", by: [["name": .string(name), "kind": "unknown"]])
    let said = words { _ = try DetectorCard(json, at: "card.json") }
    #expect(
      said.hasPrefix("card.json: Its class “\(name)” means persons (")
        && said.hasSuffix(
          "), and detectors of persons are refused. Use a model without such a class: taking the name from the list "
            + "does not take it from the model."),
      "\(said)")
  }

  @Test(
    "Things whose names only hold such words are no persons",
    arguments: [
      "manhole", "man-made structure", "pile driver", "headland", "mandir", "storage tank", "rock face", "caravan",
    ])
  func things(_ name: String) { #expect(ClassWords.person(in: name) == nil) }

  @Test("Single cars need a metre, by their kind or by their name")
  func cars() {
    #expect(DetectorClass(name: "a", kind: .vehicles).coarsestGSD == 1)
    #expect(DetectorClass(name: "small-vehicle", kind: .unknown).coarsestGSD == 1)
    #expect(DetectorClass(name: "Lastwagen", kind: .unknown).coarsestGSD == 1)
    #expect(DetectorClass(name: "hall", kind: .building).coarsestGSD == nil)
  }

  @Test("A card or model that is missing, empty, no file, no JSON or another's is told")
  func files() throws {
    try withTemporaryFolder { folder in
      func put(_ name: String, _ data: Data) throws -> String {
        try data.write(to: URL(fileURLWithPath: folder + "/" + name))
        return folder + "/" + name
      }
      let gone = folder + "/gone.json"
      #expect(
        words { _ = try DetectorCard(file: gone) }
          == "gone.json: The card does not exist. Check the path: cards are not fetched.")
      let empty = try put("empty.json", Data())
      #expect(words { _ = try DetectorCard(file: empty) } == "empty.json: The card is empty. Copy it again.")
      let odd = try put("odd.json", Data("{".utf8))
      #expect(words { _ = try DetectorCard(file: odd) }.hasPrefix("odd.json: The card is no JSON: "))
      #expect(
        words { _ = try ModelFile(path: folder, card: try DetectorCard(TestCard.json(), at: "c")) }.hasSuffix(
          ": The model is no ordinary file. Name a file."))
      let model = try put("m.onnx", Data("abc".utf8))
      #expect(
        words { _ = try ModelFile(path: model, card: try DetectorCard(TestCard.json(), at: "c")) }
          == "m.onnx: The card is of a model with SHA-256 \(TestCard.zeros), and this file has "
          + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad. "
          + "Give the card that was measured with this model: what another one finds says nothing of it.")
      let absent = folder + "/gone.onnx"
      #expect(
        words { _ = try ModelFile(path: absent, card: try DetectorCard(TestCard.json(), at: "c")) }
          == "gone.onnx: The model does not exist. Check the path: models are not fetched.")
    }
  }
}
