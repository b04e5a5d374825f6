import Foundation
import Measuring

/// An annotated site: the outline given once for the whole time, and one for each picture that the annotator used.
package struct TrueSite: Sendable {
  package let id: String
  /// Of the whole time: a hull around all the others.
  package let outline: Geometry
  /// One for each picture; they lie up to some 20 m apart.
  package let observed: [Geometry]

  package init(id: String, outline: Geometry, observed: [Geometry]) {
    self.id = id
    self.outline = outline
    self.observed = observed
  }

  /// - Throws: `unreadable` where the file is absent, is no such file, or holds no site.
  package static func read(_ file: URL) throws(BenchError) -> TrueSite {
    let members: [Member] = try FeatureCollection.read(file)
    guard let site = members.first(where: { $0.type == "site" }), let id = site.siteID, let outline = site.geometry
    else {
      throw BenchError(.unreadable, at: file.path, "It holds no feature of type site.", mend: "Restore the data.")
    }
    let observed = members.filter { $0.type == "observation" }.compactMap(\.geometry)
    return TrueSite(id: id, outline: outline, observed: observed)
  }

  /// The ground that at least half of the observed outlines share, so that no single picture's shift decides.
  package func boundary(in projection: LocalProjection) -> RowCover {
    let covers = observed.map { RowCover(of: projection.shape(of: $0)) }
    guard !covers.isEmpty else { return cover(in: projection) }
    return RowCover.covered(by: covers, atLeast: (covers.count + 1) / 2)
  }

  package func cover(in projection: LocalProjection) -> RowCover { RowCover(of: projection.shape(of: outline)) }

  private struct Member: Decodable, Sendable {
    let geometry: Geometry?
    let type: String
    let siteID: String?

    private enum Key: String, CodingKey { case geometry, properties }
    private enum Property: String, CodingKey {
      case type
      case siteID = "site_id"
    }

    init(from decoder: any Decoder) throws {
      let members = try decoder.container(keyedBy: Key.self)
      geometry = try members.decodeIfPresent(Geometry.self, forKey: .geometry)
      let properties = try members.nestedContainer(keyedBy: Property.self, forKey: .properties)
      type = try properties.decode(String.self, forKey: .type)
      siteID = try properties.decodeIfPresent(String.self, forKey: .siteID)
    }
  }
}
