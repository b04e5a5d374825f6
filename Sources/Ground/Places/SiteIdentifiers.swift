import Foundation

/// Ids of a site file's features: as written, else from the name, else from the role.
enum SiteIdentifiers {
  /// One id for each draft, in order, no two alike.
  /// - Throws: `duplicateID` where two written ids are the same.
  static func assign(to drafts: [SiteDraft], name: String) throws(PlacesError) -> [String] {
    var owners: [String: String] = [:]
    for draft in drafts {
      guard let id = draft.id else { continue }
      if let owner = owners[id] {
        let earlier = owner.dropFirst(name.count + 2)
        throw PlacesError(
          .duplicateID, at: draft.place, "The id “\(id)” belongs to \(earlier) already.",
          mend: "Give each feature an id of its own.")
      }
      owners[id] = draft.place
    }
    var taken = Set(owners.keys)
    var counts: [Site.Role: Int] = [:]
    return drafts.map { draft in
      counts[draft.role, default: 0] += 1
      if let id = draft.id { return id }
      let stem = draft.name.map(slug) ?? ""
      let wish = stem.isEmpty ? "\(draft.role.rawValue)-\(counts[draft.role, default: 1])" : stem
      let id = free(wish, taken)
      taken.insert(id)
      return id
    }
  }

  /// Lower-case ASCII letters and digits, joined by hyphens; empty where the name has none.
  static func slug(_ name: String) -> String {
    let plain = name.decomposedStringWithCanonicalMapping.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }
    var slug = ""
    for scalar in plain {
      if scalar.isASCII, scalar.properties.isAlphabetic || (48...57).contains(scalar.value) {
        slug += String(scalar).lowercased()
      } else if !slug.isEmpty, !slug.hasSuffix("-") {
        slug += "-"
      }
    }
    while slug.hasSuffix("-") { slug.removeLast() }
    return slug
  }

  private static func free(_ wish: String, _ taken: Set<String>) -> String {
    guard taken.contains(wish) else { return wish }
    var number = 2
    while taken.contains("\(wish)-\(number)") { number += 1 }
    return "\(wish)-\(number)"
  }
}
