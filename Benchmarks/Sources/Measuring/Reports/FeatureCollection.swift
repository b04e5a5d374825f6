import Foundation

/// A GeoJSON file with features of one sort.
package struct FeatureCollection<Feature: Decodable & Sendable>: Decodable, Sendable {
  package let features: [Feature]

  /// - Throws: `unreadable` where the file is absent or is not such a collection.
  package static func read(_ file: URL) throws(BenchError) -> [Feature] {
    do {
      return try JSONDecoder().decode(Self.self, from: Data(contentsOf: file)).features
    } catch {
      throw BenchError(
        .unreadable, at: file.path, "It cannot be read as GeoJSON with the expected properties: \(error).",
        mend: "Compare it with the contract's output section.")
    }
  }
}
