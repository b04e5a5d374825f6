import Detectors
import Foundation
import Places
import Provenance
import Vectors

extension CountResult {
  package var json: JSONValue {
    [
      "model": [
        "name": .string(card.name), "file": .string(model.name), "sha256": .string(model.hash.hexadecimal),
        "runtime": JSONValue(runtime),
      ],
      "classes": .array(zip(card.classes, calibration).map(Self.json)),
      "scenes": .array(scenes.map(Self.json)),
      "excluded": .array(
        excluded.map { file, exclusion in
          [
            "file": .string(file), "code": .string(exclusion.code.rawValue), "reason": .string(exclusion.reason),
          ]
        }),
    ]
  }

  private static func json(_ thing: DetectorClass, _ calibration: ScoreCalibration) -> JSONValue {
    [
      "class": .string(thing.name), "kind": .string(thing.kind.rawValue), "threshold": .number(calibration.threshold),
      "precision": .decimal(calibration.precision, places: 4),
      "detectionProbability": .decimal(calibration.detectionProbability, places: 4),
      "measuredOn": [
        "correct": .integer(calibration.correct), "wrong": .integer(calibration.wrong),
        "missed": .integer(calibration.missed),
      ],
    ]
  }

  private static func json(_ scene: SceneCount) -> JSONValue {
    [
      "scene": JSONValue(scene.scene), "file": .string(scene.file), "date": JSONValue(scene.date),
      "gsd": .decimal(scene.gsd.magnitude, places: 3), "areas": .array(scene.areas.map(json)),
    ]
  }

  private static func json(_ area: AreaCount) -> JSONValue {
    [
      "area": JSONValue(area.id), "notSeen": .decimal(area.notSeen, places: 4),
      "reasons": .array(
        area.reasons.map { ["reason": .string($0.reason.rawValue), "share": .decimal($0.share, places: 4)] }),
      "counts": .array(
        area.counts.map {
          [
            "class": .string($0.thing.name), "boxes": .integer($0.boxes), "things": FeatureJSON.measured($0.things),
          ]
        }),
    ]
  }

  /// The boxes of all scenes: candidates, each with its score, on WGS 84 or in pixels where a picture has no CRS.
  package var boxes: JSONValue {
    let frame: [JSONValue.Member] = scenes.allSatisfy(\.isOnGround) ? [] : [.init("frame", "pixel")]
    let features = scenes.flatMap { scene in
      scene.boxes.map { box -> JSONValue in
        [
          "type": "Feature", "geometry": GeoJSON.geometry(of: [box.outline]),
          "properties": [
            "scene": JSONValue(scene.scene), "file": .string(scene.file), "class": .string(box.thing.name),
            "kind": .string(box.thing.kind.rawValue), "score": .decimal(box.score, places: 4), "status": "candidate",
          ],
        ]
      }
    }
    return .object([.init("type", "FeatureCollection")] + frame + [.init("features", .array(features))])
  }

  /// A line for each area and class.
  package var lines: [String] {
    var lines: [String] = []
    for scene in scenes {
      for area in scene.areas {
        for count in area.counts {
          let place = ["\(scene.file)", area.id].compactMap { $0 }.joined(separator: ", ")
          lines.append("\(place): \(count.thing.name): \(Self.words(count, area))")
        }
      }
    }
    return lines + excluded.map { "\($0.file): not counted: \($0.exclusion.reason)" }
  }

  private static func words(_ count: ClassCount, _ area: AreaCount) -> String {
    let unseen = area.notSeen > 0.0005 ? "; \(JSONValue.fixed(area.notSeen * 100, places: 1)) % was not seen" : ""
    switch count.things {
    case .refused(let reason): return "not counted, since \(reason)"
    case .estimate(let things):
      let numbers = [things.value, things.low, things.high].map { JSONValue.fixed($0.magnitude, places: 0) }
      return "\(numbers[0]) (90 % interval \(numbers[1]) to \(numbers[2])), from \(count.boxes) boxes\(unseen)"
    }
  }
}

extension CountResult {
  /// - Throws: `writeFailed`.
  package func writeBoxes(to path: String) throws(MonitoringError) {
    do { try AtomicFile.write(Data(boxes.prettyText.utf8), to: path) } catch {
      throw MonitoringError(writing: "The boxes", to: path, error)
    }
  }
}
