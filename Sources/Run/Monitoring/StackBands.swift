import Catalogue
import Foundation
import Places
import Provenance

/// What the scenes of one stack have in common: the family of their sensor, what their pixels are, and their bands.
struct StackBands: Sendable, Hashable {
  /// Scenes of another class are not mixed in.
  let sceneClass: SceneClass
  /// Common names where bands have one, else the provider's; `nil` where bands are told apart by their place alone.
  let names: [String]?
  let count: Int

  struct SceneClass: Sendable, Hashable {
    let family: String
    let quantity: PixelQuantity
    /// Of radar: two tracks look at the ground from two sides.
    let track: Int?

    init(family: String, quantity: PixelQuantity, track: Int?) {
      self.family = family
      self.quantity = quantity
      self.track = track
    }

    init(_ scene: Scene) {
      let definition = scene.product.definition
      family = definition.family
      quantity = scene.product.quantity
      track = definition.modality == .radar ? scene.product.orbit?.track : nil
    }

    var words: String {
      let name = family == "plain" ? "pictures of no sensor whose bands are known" : family
      return "\(name) (\(quantity.words)\(track.map { ", track \($0)" } ?? ""))"
    }
  }

  init(sceneClass: SceneClass, names: [String]?, count: Int) {
    self.sceneClass = sceneClass
    self.names = names
    self.count = count
  }

  /// As `scene` is: its bands that all scenes of its class share, in its order.
  init(like scene: Scene, among scenes: [Scene]) {
    sceneClass = SceneClass(scene)
    let own = Self.keys(scene)
    guard sceneClass.family != "plain", let own else {
      names = own
      count = scene.bandCount
      return
    }
    let others = scenes.filter { SceneClass($0) == SceneClass(scene) }.compactMap { Self.keys($0) }
    let shared = own.filter { key in others.allSatisfy { $0.contains(key) } }
    names = shared.isEmpty ? own : shared
    count = shared.isEmpty ? own.count : shared.count
  }

  /// As most of the scenes are; of equals the one with more bands, then the first by words.
  static func most(of scenes: [Scene]) -> StackBands? {
    var counts: [SceneClass: Int] = [:]
    for scene in scenes { counts[SceneClass(scene), default: 0] += 1 }
    let best = counts.max { left, right in
      left.value != right.value ? left.value < right.value : left.key.words > right.key.words
    }
    guard let best else { return nil }
    return mostBands(scenes.filter { SceneClass($0) == best.key })
  }

  /// What a case of an older version was made of: a number of bands, or those of its reference.
  static func old(bandCount: Int?, reference: ContentHash?, among scenes: [Scene]) -> StackBands? {
    let plain = scenes.filter { SceneClass($0).family == "plain" }
    if let bandCount, let scene = plain.first(where: { $0.bandCount == bandCount }) {
      return StackBands(like: scene, among: scenes)
    }
    return reference.flatMap { hash in scenes.first { $0.holds(hash) } }.map { StackBands(like: $0, among: scenes) }
  }

  /// In a family with names, all bands that are shared; else the number of bands that most have.
  private static func mostBands(_ scenes: [Scene]) -> StackBands? {
    var counts: [Int: Int] = [:]
    for scene in scenes { counts[scene.bandCount, default: 0] += 1 }
    let count = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    return scenes.first { $0.bandCount == count }.map { StackBands(like: $0, among: scenes) }
  }

  // MARK: - Scenes

  /// Names under which bands of two sensors of a family are the same; `nil` where they are not known.
  private static func keys(_ scene: Scene) -> [String]? {
    guard !scene.product.bandNames.isEmpty else { return nil }
    let definition = scene.product.definition
    return scene.product.bandNames.map { definition.band($0)?.commonName ?? $0 }
  }

  /// The scene's own names of the stack's bands; `nil` to read all its bands in their order.
  func names(in scene: Scene) -> [String]? {
    guard let names, let keys = Self.keys(scene) else { return nil }
    let found = names.compactMap { name in keys.firstIndex(of: name).map { scene.product.bandNames[$0] } }
    return found.count == names.count ? found : nil
  }

  /// Why the scene cannot be of this stack; `nil` where it can.
  func exclusion(of scene: Scene) -> Exclusion? {
    let own = SceneClass(scene)
    guard own.family == sceneClass.family, own.quantity == sceneClass.quantity,
      own.track == sceneClass.track || own.track == nil || sceneClass.track == nil
    else {
      return Exclusion(
        .unsupported,
        "It is of \(own.words), the stack of this case of \(sceneClass.words); they are not compared with each other."
          + (own.family == sceneClass.family && own.quantity == .digitalNumber
            ? " Put the product's metadata beside it, so that its numbers can be converted." : ""))
    }
    if let names, let keys = Self.keys(scene) {
      let missing = names.filter { !keys.contains($0) }
      guard !missing.isEmpty else { return nil }
      return Exclusion(
        .unsupported,
        "It lacks \(missing.count == 1 ? "the band" : "the bands") \(missing.joined(separator: ", ")) "
          + "of the stack of this case.")
    }
    guard scene.bandCount != count else { return nil }
    return Exclusion(
      .unsupported,
      "It has \(scene.bandCount) \(scene.bandCount == 1 ? "band" : "bands"), the stack of this case has \(count); "
        + "bands cannot be compared.")
  }
}

extension StackBands {
  var json: JSONValue {
    [
      "family": .string(sceneClass.family), "quantity": .string(sceneClass.quantity.rawValue),
      "track": sceneClass.track.map { .integer($0) } ?? .null,
      "names": names.map { .array($0.map { .string($0) }) } ?? .null, "count": .integer(count),
    ]
  }

  /// `nil` where the text is not what `json` was printed as.
  init?(text: String) {
    guard let json = try? JSONValue(parsing: Data(text.utf8)), let family = json["family"]?.stringValue,
      let quantity = json["quantity"]?.stringValue.flatMap(PixelQuantity.init(rawValue:)),
      let count = json["count"]?.intValue
    else { return nil }
    self.init(
      sceneClass: SceneClass(family: family, quantity: quantity, track: json["track"]?.intValue),
      names: json["names"]?.arrayValue?.compactMap(\.stringValue), count: count)
  }
}
