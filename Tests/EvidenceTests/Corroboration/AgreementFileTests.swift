import Evidence
import Foundation
import Provenance
import Testing

@Suite("Files of two analysts' outlines and labels") struct AgreementFileTests {
  static func read(_ text: String) throws -> AgreementFile { try AgreementFile(Data(text.utf8), at: "both.json") }

  static func error(_ text: String) -> EvidenceError? {
    do { _ = try read(text) } catch { return error as? EvidenceError }
    return nil
  }

  static let example = """
    {"analysts": [
      {"name": "M. Ito", "outlines": {"f-1": [[0, 0], [40, 0], [40, 30], [0, 30]]},
       "labels": {"f-1": "building", "f-2": "rail cars"}},
      {"name": "A. Berg", "outlines": {"f-1": [[1, 0], [41, 0], [41, 30], [1, 30], [1, 0]]},
       "labels": {"f-1": "building", "f-2": "vehicles"}}
    ]}
    """

  /// A box as GeoJSON of one analyst, in degrees.
  static func collection(_ name: String, west: Double, south: Double, east: Double, north: Double) -> JSONValue {
    let ring: [(Double, Double)] = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return [
      "name": .string(name),
      "features": [
        "type": "FeatureCollection",
        "features": [
          [
            "type": "Feature", "id": "f-1", "properties": ["label": "building"],
            "geometry": [
              "type": "Polygon", "coordinates": [.array(ring.map { [.number($0.0), .number($0.1)] })],
            ],
          ]
        ],
      ],
    ]
  }

  @Test("Rings in metres and labels are compared, and the form goes round")
  func metres() throws {
    let file = try Self.read(Self.example)
    let agreement = try file.agreement()
    #expect(abs(agreement.outlines["f-1"]!.ratio - 39.0 / 41) < 1e-12)
    #expect(agreement.labels?.observed == 0.5)
    #expect(try Self.read(file.json.prettyText) == file)
  }

  @Test(
    "Outlines in degrees have their area on the ground, also across the line where east meets west",
    arguments: [(10.0, 0.0), (127.5, 38.9), (-179.9995, -60.0), (24.0, 78.0)])
  func degrees(_ longitude: Double, _ latitude: Double) throws {
    func wrapped(_ value: Double) -> Double { value > 180 ? value - 360 : value < -180 ? value + 360 : value }
    let file: JSONValue = [
      "analysts": [
        Self.collection(
          "M. Ito", west: wrapped(longitude - 0.001), south: latitude - 0.001, east: wrapped(longitude + 0.001),
          north: latitude + 0.001),
        Self.collection(
          "A. Berg", west: wrapped(longitude - 0.001), south: latitude - 0.001, east: wrapped(longitude + 0.001),
          north: latitude),
      ]
    ]
    let agreement = try Self.read(file.compactText).agreement()
    let outline = agreement.outlines["f-1"]!
    // Half of the box in latitude, and nearly of its ground.
    #expect(abs(outline.ratio - 0.5) < 5e-5)
    // Spherical box with the radius of the Earth: within three times the ellipsoid's flattening of the truth.
    let radius = 6_371_008.8
    let box =
      radius * radius * 0.002 * .pi / 180
      * (sin((latitude + 0.001) * .pi / 180) - sin((latitude - 0.001) * .pi / 180))
    #expect(abs(outline.firstArea / box - 1) < 0.01)
    #expect(agreement.labels?.observed == 1)
  }

  @Test(
    "Each error says whose outline and which point",
    arguments: [
      ("[40, 30]", "[40, \"x\"]", "both.json, analysts[0].outlines.f-1[2]", EvidenceError.Code.unreadable),
      ("[40, 30]", "[40]", "both.json, analysts[0].outlines.f-1[2]", .unreadable),
      ("[40, 30]", "[40, 1e300]", "both.json, analysts[0].outlines.f-1", .outOfRange),
      (", [40, 30], [0, 30]", "", "both.json, analysts[0].outlines.f-1", .incomplete),
      ("\"M. Ito\"", "\"a. berg \"", "both.json", .needsAnother),
      ("\"name\": \"M. Ito\", ", "", "both.json, analysts[0]", .incomplete),
      ("\"rail cars\"", "\"\"", "both.json, analysts[0].labels.f-2", .incomplete),
      ("\"rail cars\"", "7", "both.json, analysts[0].labels.f-2", .unreadable),
      ("[40, 0], [40, 30], [0, 30]", "[40, 0], [20, 0]", "both.json", .outOfRange),
    ])
  func errors(_ old: String, _ new: String, _ place: String, _ code: EvidenceError.Code) {
    #expect(Self.example.contains(old))
    let error = Self.error(Self.example.replacing(old, with: new))
    #expect(error?.place == place && error?.code == code, "\(String(describing: error))")
  }

  @Test("Two frames, one analyst, three analysts, holes and huge outlines are refused")
  func refused() throws {
    let box = Self.collection("A. Berg", west: 10, south: 0, east: 10.001, north: 0.001)
    let metres: JSONValue = ["name": "M. Ito", "outlines": ["f-1": [[0, 0], [1, 0], [1, 1]]]]
    #expect(
      Self.error((["analysts": [metres, box]] as JSONValue).compactText)?.reason
        == "The outlines of one analyst are in metres and those of the other in degrees.")
    for list in [[box], [box, box, box]] {
      #expect(Self.error((["analysts": .array(list)] as JSONValue).compactText)?.mend == "Compare two at a time.")
    }
    let far = Self.collection("M. Ito", west: 10, south: 0, east: 30, north: 0.001)
    #expect(Self.error((["analysts": [far, box]] as JSONValue).compactText)?.code == .outOfRange)
    let polar = Self.collection("M. Ito", west: 10, south: 89, east: 10.01, north: 89.01)
    #expect(Self.error((["analysts": [polar, polar]] as JSONValue).compactText)?.code == .outOfRange)
    let holed = box.compactText.replacing("\"coordinates\":[", with: "\"coordinates\":[[[0,0],[1,0],[1,1]],")
    let both = "{\"analysts\": [\(holed), \(holed)]}"
    #expect(Self.error(both)?.reason == "It has 2 rings.")
    let points = (0..<5_000).map { "[\($0), 0]" }.joined(separator: ",")
    let many = Self.example.replacing("[[0, 0], [40, 0], [40, 30], [0, 30]]", with: "[\(points)]")
    #expect(
      Self.error(many)?.reason == "It has 5002 points, and 4,000 are the most." || Self.error(many)?.code == .outOfRange
    )
  }

  @Test("Hostile names and ids break nothing", arguments: AssessmentMaking.hostile)
  func hostile(_ text: String) throws {
    let ring: JSONValue = [[0, 0], [4, 0], [4, 3]]
    let file: JSONValue = [
      "analysts": [
        ["name": .string(text), "outlines": .object([.init(text, ring)]), "labels": .object([.init(text, "a")])],
        ["name": "B", "outlines": .object([.init(text, ring)]), "labels": .object([.init(text, .string(text))])],
      ]
    ]
    guard let read = try? Self.read(file.compactText) else {
      #expect(Self.error(file.compactText)?.place.hasPrefix("both.json") == true)
      return
    }
    #expect(try read.agreement().outlines.count == 1)
  }
}
