/// The rules of the house, as functions from a manifest to the sentences that say where it breaks them.
enum LayerRules {
  /// Folders below `Sources`, the lowest first.
  static let layers = ["C", "Ground", "Imagery", "Analysis", "Record", "Run", "Face"]

  /// Modules that only these targets (and their tests) may import: what each wraps stays behind it.
  static let owners: [String: [String]] = [
    // Tests of the whole program write the JPEG 2000 that it reads and never writes.
    "CGDAL": ["Rasters", "Vectors", "EndToEnd"], "CPROJ": ["Geodesy"], "Crypto": ["Provenance"], "GRDB": ["CaseStore"],
    "Mustache": ["Reports"], "ArgumentParser": ["telltale"],
  ]

  /// Dependencies on targets declared at the same place or further down.
  static func upwardDependencies(_ manifest: PackageManifest) -> [String] {
    var declared: Set<String> = []
    var faults: [String] = []
    for target in manifest.targets {
      for dependency in target.targets where !declared.contains(dependency) {
        faults.append("\(target.name) depends on \(dependency), which is declared below it.")
      }
      declared.insert(target.name)
    }
    return faults
  }

  /// Targets that do not lie in a layer's folder, or stand above a target of a lower layer.
  static func misplacedTargets(_ manifest: PackageManifest) -> [String] {
    var faults: [String] = []
    var highest = 0
    for target in manifest.targets where !target.path.hasPrefix("Tests/") {
      let parts = target.path.split(separator: "/").map(String.init)
      guard parts.count == 3, parts[0] == "Sources", parts[2] == target.name,
        let layer = layers.firstIndex(of: parts[1])
      else {
        faults.append("\(target.name) lies in \(target.path), not in Sources/LAYER/\(target.name).")
        continue
      }
      if layer < highest {
        faults.append("\(target.name) of \(layers[layer]) is declared after a target of \(layers[highest]).")
      }
      highest = max(highest, layer)
    }
    return faults
  }

  /// Imports and declared dependencies of modules that belong to another target.
  /// - Parameter imports: modules imported by the files of each target.
  static func strayImports(_ manifest: PackageManifest, imports: [String: Set<String>]) -> [String] {
    manifest.targets.flatMap { target -> [String] in
      let used = (imports[target.name] ?? []).union(target.targets).union(target.products)
      return used.sorted().compactMap { module in
        guard let allowed = owners[module], !allowed.flatMap({ [$0, $0 + "Tests"] }).contains(target.name) else {
          return nil
        }
        return "\(target.name) imports \(module), which only \(allowed.joined(separator: " and ")) may."
      }
    }
  }

  /// Folders with code that no target covers: it is neither built nor tested, and nothing says so.
  /// - Parameter folders: folders that hold Swift files, relative to the package.
  static func orphans(_ manifest: PackageManifest, folders: [String]) -> [String] {
    folders.filter { folder in
      !manifest.targets.contains { folder == $0.path || folder.hasPrefix($0.path + "/") }
    }.map { "\($0) holds code and belongs to no target." }
  }
}
