import Foundation

/// Where this package lies, to find the program and the data beside it.
package enum PackageFolder {
  package static var url: URL {
    // Sources/Measuring/Program/PackageFolder.swift, up to the package.
    var folder = URL(filePath: #filePath)
    for _ in 0..<4 { folder.deleteLastPathComponent() }
    return folder
  }

  package static func file(at relativePath: String) -> URL {
    url.appending(path: relativePath).standardizedFileURL
  }
}
