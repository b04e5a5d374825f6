import Foundation

/// Files put together that are one scene, by their names alone.
package enum SceneGrouping {
  /// Every file is in exactly one product, but for previews and other parts that are not used, which are in none; and
  /// for masks of a picture that comes in several versions, which serve each.
  ///
  /// A lone mask, and a file that is named like a band and has no reason to be one (no second band of the same name, and
  /// no hint of its sensor), stay pictures of their own.
  /// - Returns: sorted by main path, whatever the order of `files`.
  package static func products(_ files: [String]) -> [ProductFiles] {
    let named = Set(files).sorted().map { (path: $0, name: ProductName($0)) }
    let groups = Dictionary(grouping: named, by: \.name.key)
    return groups.keys.sorted().flatMap { products(groups[$0] ?? []) }.sorted { $0.mainPath < $1.mainPath }
  }

  /// One file by itself, whatever lies beside it.
  package static func alone(_ path: String) -> ProductFiles { .alone(path) }

  private typealias Member = (path: String, name: ProductName)

  private static func products(_ members: [Member]) -> [ProductFiles] {
    let bands = finest(members)
    let masks = masks(members)
    let pictures = members.filter { $0.name.part == .picture }
    guard let first = members.first else { return [] }
    if !bands.isEmpty, isProduct(bands, masks, first) {
      return [
        ProductFiles(
          label: first.name.label, kind: first.name.kind, picture: nil, bands: bands, masks: masks,
          metadata: ProductSidecars.files(of: first.name.kind, bands[0].path))
      ]
    }
    guard !pictures.isEmpty else { return members.map { ProductFiles.alone($0.path) } }
    return pictures.map { picture in
      ProductFiles(
        label: picture.name.label, kind: picture.name.kind, picture: picture.path, bands: [],
        masks: masks.sorted { preference($0, picture.path) < preference($1, picture.path) },
        metadata: ProductSidecars.files(of: picture.name.kind, picture.path))
    }
  }

  /// Two bands make a product, and so does one of a product whose name says what it is.
  private static func isProduct(
    _ bands: [ProductFiles.BandFile], _ masks: [ProductFiles.MaskFile], _ member: Member
  ) -> Bool {
    guard bands.count == 1, masks.isEmpty else { return true }
    switch member.name.kind {
    case .sentinel2, .radar:
      return SensorName.find(metadata: [:], stacItem: nil, fileName: member.name.label).hasPrefix("Sentinel-")
    default: return true
    }
  }

  /// Of each band the finest file, and of equals the first by path.
  private static func finest(_ members: [Member]) -> [ProductFiles.BandFile] {
    var best: [String: ProductFiles.BandFile] = [:]
    for (path, name) in members {
      guard case .band(let band, let metres) = name.part else { continue }
      if let other = best[band], (other.metres, other.path) <= (metres, path) { continue }
      best[band] = ProductFiles.BandFile(path: path, band: band, metres: metres)
    }
    return best.values.sorted { ($0.band, $0.path) < ($1.band, $1.path) }
  }

  private static func masks(_ members: [Member]) -> [ProductFiles.MaskFile] {
    members.compactMap { path, name in
      guard case .quality(let rule) = name.part else { return nil }
      return ProductFiles.MaskFile(path: path, rule: rule)
    }
  }

  /// The newer mask before the older, the one that was cut like the picture before others; then by path.
  private static func preference(_ mask: ProductFiles.MaskFile, _ picture: String) -> (Int, Int, String) {
    let isClip = { (path: String) in PictureFile.stem(path).lowercased().hasSuffix("_clip") }
    return (
      mask.rule == QualityRule.usableData1.id ? 1 : 0, isClip(mask.path) == isClip(picture) ? 0 : 1, mask.path
    )
  }
}
