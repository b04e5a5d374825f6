import Provenance

/// The pictures of a catalog by their ids, as links of the items that rest on them.
struct STACSources {
  private let names: [String: String]
  private let order: [String]

  init(_ scenes: [(scene: STACScene, name: String)]) {
    names = Dictionary(scenes.map { ($0.scene.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    order = scenes.map(\.name)
  }

  /// Links to those of `ids` that the catalog has, each once, in the order of the ids.
  func links(_ ids: [String]) -> [JSONValue] {
    var done: Set<String> = []
    return ids.compactMap { names[$0] }.filter { done.insert($0).inserted }.map(Self.link)
  }

  /// Links to all.
  var all: [JSONValue] { order.map(Self.link) }

  private static func link(_ name: String) -> JSONValue {
    FeatureSTAC.link("derived_from", "../scenes/\(name).json", isItem: true)
  }
}
