import Geodesy
import Provenance
import Quantities

/// What a scene's pixels are, and in which files they lie.
package struct SceneProduct: Sendable, Hashable {
  /// Name for people: of the product, or of the file; empty for the name of the scene's file.
  package var name = ""
  /// Id of the `SensorDefinition`.
  package var definitionID = SensorTable.unknown.id
  package var quantity = PixelQuantity.digitalNumber
  /// Names of the bands that are stacked, in their order; empty where they are not known.
  package var bandNames: [String] = []
  /// Empty for a file all of whose bands are taken as they are stored.
  package var assets: [SceneAsset] = []
  package var angles = SceneAngles()
  package var orbit: SceneOrbit?
  /// Hash of all that the scene was made from, metadata and masks that were not used as well; `nil` for a file alone.
  package var inputs: ContentHash?
  /// Whether a person said when or where it was taken.
  package var isGiven = false
  /// How well it lies where a person placed it; `nil` where nobody did.
  package var givenPosition: PositionAccuracy?
  /// What places the pixels of a picture that is not orthorectified; the scene's grid then only comes close. `nil` for
  /// all others, and for a picture that a person placed.
  package var rationalPolynomials: RationalPolynomialModel?
  /// What stands behind the bytes of its files; `nil` where nothing is said of them, and of joined pictures.
  package var origin: SceneOrigin?
  /// Pictures of one pass that were joined, the one that wins where they overlap first; empty for one picture.
  package var parts: [Scene] = []

  package init() {}

  package static let plain = SceneProduct()

  /// Whether its file is read as it is stored. What is said of the bytes' origin moves no value.
  package var readsPlainly: Bool {
    var bare = self
    bare.origin = nil
    return bare == .plain
  }

  package var definition: SensorDefinition { SensorTable.named(definitionID) }
}

extension Scene {
  /// A file of a scene and the hash of what it held when the scene was made.
  package struct File: Sendable, Hashable {
    package let path: String
    package let contentHash: ContentHash
  }

  /// How far its coordinates may lie from the ground's own: as it was placed by hand, else by its sensor's class.
  package var positionAccuracy: PositionAccuracy {
    if let given = product.givenPosition { return given }
    if let part = product.parts.first { return part.positionAccuracy }
    let definition = product.definition
    if let known = definition.geolocation {
      return PositionAccuracy(
        ce90: known.ce90, source: "\(definition.name), as its provider states it: \(known.source)")
    }
    return PositionAccuracy(
      ce90: nil, source: "the georeference of \(id), of which no accuracy is known (\(definition.name))")
  }

  /// All files that the scene's pixels and masks are read from.
  package var files: [File] {
    if !product.parts.isEmpty { return product.parts.flatMap(\.files) }
    guard !product.assets.isEmpty else { return [File(path: path, contentHash: contentHash)] }
    return product.assets.map { File(path: $0.path, contentHash: $0.contentHash) }
  }

  /// Name for people: the product's, or the file's.
  package var name: String {
    product.name.isEmpty ? path.split(separator: "/").last.map(String.init) ?? path : product.name
  }

  /// Whether the scene is of that content, or was joined from it.
  package func holds(_ hash: ContentHash) -> Bool {
    contentHash == hash || product.parts.contains { $0.holds(hash) }
  }

  /// The same scene with its files at other paths, by their content.
  package func moved(_ paths: [ContentHash: String]) -> Scene {
    var product = product
    product.assets = product.assets.map { $0.moved(paths) }
    product.parts = product.parts.map { $0.moved(paths) }
    let first = product.parts.first?.path ?? product.assets.first?.path ?? paths[contentHash] ?? path
    return replaced(path: first, product: product)
  }

  package func replaced(path: String? = nil, product: SceneProduct, remarks: [String]? = nil) -> Scene {
    Scene(
      id: id, path: path ?? self.path, contentHash: contentHash, date: date, dateSource: dateSource, sensor: sensor,
      gsd: gsd, grid: grid, bandCount: bandCount, credit: credit, licence: licence, remarks: remarks ?? self.remarks,
      product: product)
  }
}
