import Provenance

/// A card for the models of `TinyModel`.
enum TestCard {
  static let zeros = String(repeating: "0", count: 64)

  static func json(replacing key: String = "", by value: JSONValue? = nil) -> JSONValue {
    let members: [(String, JSONValue)] = [
      ("name", "tiny"), ("sha256", .string(zeros)), ("gsd", [0.3, 0.6]),
      (
        "input", ["bands": [1], "tile": 32, "scale": 0.01, "mean": 0, "deviation": 1, "fill": 0]
      ),
      (
        "output",
        [
          "layout": "rows", "angle": "none", "objectness": false, "scores": "probability", "coordinates": "pixels",
        ]
      ),
      ("suppression", 0.5), ("overlap", 8), ("classes", [["name": "tank-farm", "kind": "building"]]),
      (
        "calibration",
        [
          ["class": "tank-farm", "threshold": 0.6, "correct": 60, "wrong": 2, "missed": 40],
          ["class": "tank-farm", "threshold": 0.3, "correct": 90, "wrong": 10, "missed": 10],
        ]
      ),
    ]
    return .object(
      members.compactMap { name, own in
        name == key ? value.map { .init(name, $0) } : .init(name, own)
      })
  }
}

/// What an error says; empty where there is none.
func words(_ body: () throws -> Void) -> String {
  do {
    try body()
    return ""
  } catch { return "\(error)" }
}
