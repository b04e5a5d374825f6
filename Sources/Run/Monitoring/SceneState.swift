import Alignment
import Foundation
import Places
import Provenance
import Quantities
import SceneMeasures

/// How one picture stands to the reference: the contract's object in `scenes` of `align` and `prepare --json`.
package struct SceneState: Sendable {
  /// Name of the file, without its folder.
  package let file: String
  package let date: Timestamp?
  package let sensor: String
  package let gsd: Metres?
  /// Size of the pixels that the picture was made from; `nil` where it was not measured.
  package let effectiveGSD: Metres?
  /// `nil` where nothing was fitted.
  package let fit: FittedTransform?
  /// Size on the ground of the pixel that `fit` counts in; `nil` where it is not known.
  package let pixel: Metres?
  /// Share that could be seen, 0 … 1; `nil` where that was not found out.
  package let clear: Double?
  package let exclusion: Exclusion?
  /// The stack that it is of; `nil` for a scene of none, and in cases of one stack.
  package var stack: Stack?

  /// One of several stacks.
  package struct Stack: Sendable, Hashable {
    /// Size of its pixels.
    package let gsd: Metres
    /// Whether the scene is that onto which the stack's others are aligned.
    package let isReference: Bool
  }

  package init(
    file: String, date: Timestamp?, sensor: String, gsd: Metres?, effectiveGSD: Metres? = nil,
    fit: FittedTransform?, pixel: Metres?, clear: Double?, exclusion: Exclusion?
  ) {
    self.file = file
    self.date = date
    self.sensor = sensor
    self.gsd = gsd
    self.effectiveGSD = effectiveGSD
    self.fit = fit
    self.pixel = pixel
    self.clear = clear
    self.exclusion = exclusion
  }

  /// With `effectiveGsd` where that was measured and `stack` where there are several: extras beside the contract's keys,
  /// which `align` does not have.
  package var json: JSONValue {
    let own: [JSONValue.Member] = [
      .init("file", .string(file)), .init("date", JSONValue(date?.description)), .init("sensor", .string(sensor)),
      .init("gsd", gsd.map { .decimal($0.magnitude, places: 3) } ?? .null),
    ]
    let effective = effectiveGSD.map { [JSONValue.Member("effectiveGsd", .decimal($0.magnitude, places: 3))] } ?? []
    let place = stack.map { [JSONValue.Member("stack", $0.json)] } ?? []
    return .object(
      own + effective + place + [
        .init("shift", shift), .init("transform", fit?.json(pixel: pixel) ?? .null),
        .init("clear", clear.map { .decimal($0, places: 3) } ?? .null),
        .init(
          "excluded",
          exclusion.map { ["code": .string($0.code.rawValue), "reason": .string($0.reason)] } ?? .null),
      ])
  }

  /// From here on, over the picture's own pixel, an effective one is worth a word.
  package static let worthAWord = LimitingPixel.leastEnlargement

  /// The size of a pixel that limits what can be seen, where the picture is clearly coarser than its pixels.
  package var coarserGSD: Metres? {
    guard let gsd, let effectiveGSD, effectiveGSD.magnitude > Self.worthAWord * gsd.magnitude else { return nil }
    return effectiveGSD
  }

  private var shift: JSONValue {
    guard let fit else { return .null }
    let shift = fit.transform.shiftAtCentre
    return [
      "rows": .decimal(shift.rows, places: 4), "columns": .decimal(shift.columns, places: 4),
      "ce90Metres": ce90.map { .decimal($0.magnitude, places: 3) } ?? .null,
    ]
  }

  /// Radius on the ground that holds the transform's error in 90 % of cases.
  package var ce90: Metres? {
    guard let fit, let pixel else { return nil }
    return Metres(fit.ce90InPixels * pixel.magnitude)
  }
}

/// A reference and what was found of the pictures beside it: what `align` and `prepare --json` print.
package struct StackState: Sendable {
  /// Name of the reference's file; `nil` where none could be chosen.
  package let reference: String?
  package let scenes: [SceneState]
  /// How further stacks lie on the main one; empty where there is one.
  package var links: [Link] = []

  /// How one further stack lies on the main one.
  package struct Link: Sendable, Hashable {
    package let gsd: Metres
    /// Radius that holds the error of its alignment in 90 % of cases; `nil` where it could not be aligned.
    package let ce90: Metres?
    package let failure: String?
  }

  package init(reference: String?, scenes: [SceneState], links: [Link] = []) {
    self.reference = reference
    self.scenes = scenes
    self.links = links
  }

  package var json: JSONValue {
    ["reference": JSONValue(reference), "scenes": .array(scenes.map(\.json))]
  }
}

extension SceneState.Stack {
  fileprivate var json: JSONValue { ["gsd": .decimal(gsd.magnitude, places: 3), "isReference": .bool(isReference)] }
}
