import Foundation
import Places
import Provenance

/// Metadata files of a product: where they lie, and what they say together.
package enum ProductSidecars {
  /// Those that are there, for the product of which `path` is a picture.
  static func files(of kind: ProductKind, _ path: String) -> [String] {
    let url = URL(fileURLWithPath: path)
    let folder = url.deletingLastPathComponent().path
    let stem = PictureFile.stem(url.lastPathComponent)
    var candidates: [String] = []
    switch kind {
    case .sentinel2L1C, .sentinel2L2A, .sentinel2:
      let parts = path.components(separatedBy: "/")
      if let index = parts.lastIndex(where: { $0.uppercased().hasSuffix(".SAFE") }) {
        let root = parts[...index].joined(separator: "/")
        candidates += ["MTD_MSIL1C.xml", "MTD_MSIL2A.xml"].map { root + "/" + $0 }
        if let granule = parts.firstIndex(of: "GRANULE"), parts.indices.contains(granule + 1) {
          candidates.append(parts[...(granule + 1)].joined(separator: "/") + "/MTD_TL.xml")
        }
      } else {
        candidates += ["MTD_MSIL1C.xml", "MTD_MSIL2A.xml", "MTD_TL.xml"].map { folder + "/" + $0 }
      }
    case .landsatLevel2:
      let label = ProductName(path).label
      candidates += ["_MTL.txt", "_MTL.json"].map { folder + "/" + label + $0 }
    case .planetAnalytic, .planetSurface, .skySatAnalytic, .skySatSurface, .picture:
      if let id = ProductName.planetID(stem) {
        candidates += planetXML(stem).map { folder + "/" + $0 } + [folder + "/" + id + "_metadata.json"]
      }
    default: break
    }
    if [.picture].contains(kind) { candidates += deliveryFiles(stem).map { folder + "/" + $0 } }
    var seen: Set<String> = []
    return candidates.filter { seen.insert($0).inserted && FileManager.default.fileExists(atPath: $0) }
  }

  /// Names that the XML of a picture may have: `…_AnalyticMS_metadata_clip.xml` of `…_AnalyticMS_clip.tif`.
  private static func planetXML(_ stem: String) -> [String] {
    var bases = [stem]
    for ending in ["_clip", "_harmonized", "_SR", "_file_format"] {
      for base in bases where base.hasSuffix(ending) { bases.append(String(base.dropLast(ending.count))) }
      bases += bases.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }
    }
    return bases.flatMap { [$0 + "_metadata.xml", $0 + "_metadata_clip.xml"] }
  }

  /// Names that the metadata of a picture of Maxar or Airbus may have: `X.IMD` of `X.TIF`, also of its tile `X_R1C2`;
  /// `DIM_X.XML` of `IMG_X_R1C1.JP2`.
  private static func deliveryFiles(_ stem: String) -> [String] {
    let whole = stem.replacingOccurrences(of: "_R[0-9]+C[0-9]+", with: "", options: .regularExpression)
    let bases = whole == stem ? [stem] : [stem, whole]
    let airbus = bases.filter { $0.hasPrefix("IMG_") }.flatMap { base in
      [".XML", ".xml"].map { "DIM_" + base.dropFirst("IMG_".count) + $0 }
    }
    return airbus + bases.flatMap { base in [".IMD", ".imd", ".XML", ".xml"].map { base + $0 } }
  }

  /// What the metadata files, the item and the picture's tags say together, and a hash of it all; `nil` where there is
  /// none. A file that cannot be read is remarked, and says nothing.
  package static func read(
    _ files: [String], of picture: String = "", stacItem: JSONValue?, tags: [String: String] = [:]
  ) -> (metadata: ProductMetadata, hash: ContentHash?) {
    var result = ProductMetadata()
    var name = "the product's metadata"
    var hashed: [JSONValue] = []
    for file in files {
      let fileName = URL(fileURLWithPath: file).lastPathComponent
      do {
        let data = try bytes(file, fileName)
        hashed.append(.string(ContentHash(of: data).hexadecimal))
        result = result.completed(by: try parse(data, fileName, of: picture), names: (name, fileName))
        name = fileName
      } catch {
        result.remarks.append("\(error.place) was not used: \(error.reason)")
      }
    }
    if let stacItem {
      hashed.append(.string(ContentHash(of: stacItem).hexadecimal))
      let item = ProductMetadata.stac(stacItem)
      result = result.completed(by: item, names: (name, "the STAC item"))
    }
    result = result.completed(by: .planetTag(tags), names: (name, "TIFFTAG_IMAGEDESCRIPTION"))
    return (result, hashed.isEmpty ? nil : ContentHash(of: JSONValue.array(hashed)))
  }

  private static func parse(_ data: Data, _ name: String, of picture: String) throws(CatalogueError) -> ProductMetadata
  {
    switch name {
    case "MTD_TL.xml": return .sentinel2Tile(try XMLTree(data, name: name))
    case _ where name.hasPrefix("MTD_MSIL"): return .sentinel2Product(try XMLTree(data, name: name))
    case _ where name.hasSuffix("_MTL.txt"): return .landsatText(String(decoding: data, as: UTF8.self))
    case _ where name.lowercased().hasSuffix(".imd"): return .maxarText(String(decoding: data, as: UTF8.self))
    case _ where name.lowercased().hasSuffix(".xml"):
      let tree = try XMLTree(data, name: name)
      switch tree.root.name {
      case "isd": return .maxarXML(tree)
      case "Dimap_Document":
        return .dimap(tree, pictureName: picture.split(separator: "/").last.map(String.init) ?? picture)
      default: return .planetXML(tree)
      }
    default:
      do {
        let json = try BoundedJSON.parse(data, name: name)
        return name.hasSuffix("_MTL.json") ? .landsatJSON(json) : .planetItem(json)
      } catch {
        throw CatalogueError(.badMetadata, at: name, error.reason, mend: error.mend, cause: error.cause)
      }
    }
  }

  private static func bytes(_ path: String, _ name: String) throws(CatalogueError) -> Data {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let type = (try? FileManager.default.attributesOfItem(atPath: real))?[.type] as? FileAttributeType
    guard type == .typeRegular, let handle = try? FileHandle(forReadingFrom: URL(fileURLWithPath: real)) else {
      throw CatalogueError(.unreadable, at: name, "The metadata file cannot be read.", mend: "Check its permissions.")
    }
    defer { try? handle.close() }
    let limit = XMLTree.largestByteCount
    guard let data = try? handle.read(upToCount: limit + 1) else {
      throw CatalogueError(.unreadable, at: name, "The metadata file cannot be read.", mend: "Check its permissions.")
    }
    guard data.count <= limit else {
      throw CatalogueError(
        .badMetadata, at: name, "The metadata file is larger than \(limit >> 20) MiB.",
        mend: "Fetch the metadata file again, or move it away.")
    }
    return data
  }
}
