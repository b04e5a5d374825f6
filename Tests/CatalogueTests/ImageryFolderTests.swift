import Catalogue
import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite struct ImageryFolderTests {
  private func write(_ bytes: [UInt8], _ path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  private func names(_ files: [String], below folder: String) -> [String] {
    let prefix = URL(fileURLWithPath: folder).standardizedFileURL.path + "/"
    return files.map { $0.hasPrefix(prefix) ? String($0.dropFirst(prefix.count)) : $0 }
  }

  @Test("Pictures of every format are listed in order; what is clearly none is not")
  func lists() throws {
    try withTemporaryFolder { folder in
      let pictures = ["b/2.tif", "a.TIFF", "c.jp2", "d.ntf", "e.vrt", "f.png", "z/y/x.jpg"]
      let others = [
        "a.json", "a.aux.xml", "a.txt", "a.md", "a.tif.ovr", "a.tfw", "a.csv", "a.pdf", "a.geojson", ".h.tif",
      ]
      for name in pictures + others { try write([1], folder + "/" + name) }
      try write([0x49, 0x49, 42, 0, 8], folder + "/noEnding")
      try write([0x4D, 0x4D, 0, 43], folder + "/odd.data")
      try write([0x50, 0x4B, 3, 4], folder + "/other.data")
      try write([1], folder + "/2000TM")
      try write([1], folder + "/2000TM.HDR")
      try write([1], folder + "/.hidden/a.tif")
      let files = try ImageryFolder.files(below: [folder])
      #expect(names(files, below: folder) == (pictures + ["noEnding", "odd.data", "2000TM"]).sorted())
      #expect(try ImageryFolder.files(below: [folder, folder + "/b", folder + "/./b/2.tif"]) == files)
    }
  }

  @Test("A loop of links ends, a linked folder is listed once, and a picture's link to nowhere is reported")
  func links() throws {
    try withTemporaryFolder { folder in
      try write([1], folder + "/a/1.tif")
      try FileManager.default.createSymbolicLink(atPath: folder + "/a/loop", withDestinationPath: folder)
      try FileManager.default.createSymbolicLink(atPath: folder + "/b", withDestinationPath: folder + "/a")
      try FileManager.default.createSymbolicLink(atPath: folder + "/c.tif", withDestinationPath: folder + "/nowhere")
      try FileManager.default.createSymbolicLink(atPath: folder + "/d.txt", withDestinationPath: folder + "/nowhere")
      #expect(names(try ImageryFolder.files(below: [folder]), below: folder) == ["a/1.tif", "c.tif"])
    }
  }

  @Test("A file that was named itself is listed whatever it is; a missing one is an error")
  func named() throws {
    try withTemporaryFolder { folder in
      try write([1], folder + "/notes.txt")
      #expect(try ImageryFolder.files(below: [folder + "/notes.txt"]).count == 1)
    }
    let error = try #require(throws: CatalogueError.self) { _ = try ImageryFolder.files(below: ["/nowhere/x"]) }
    #expect(error.description == "/nowhere/x: There is no such file or folder. Check the path.")
  }

  @Test("A STAC item stands for its pictures on this machine")
  func item() throws {
    try withTemporaryFolder { folder in
      try write([1], folder + "/assets/B04.tif")
      let json = #"""
        {"type":"Feature","stac_version":"1.0.0","properties":{},"assets":{"thumbnail":{"href":"assets/B04.tif"},
        "B04":{"href":"./assets/B04.tif"},"B03":{"href":"https://example.org/B03.tif"}}}
        """#
      try write(Array(json.utf8), folder + "/item.json")
      #expect(names(try ImageryFolder.files(below: [folder + "/item.json"]), below: folder) == ["assets/B04.tif"])
      try FileManager.default.removeItem(atPath: folder + "/assets/B04.tif")
      let remote = try #require(throws: CatalogueError.self) {
        _ = try ImageryFolder.files(below: [folder + "/item.json"])
      }
      #expect(
        remote.description == "item.json: None of the pictures that the item names lies on this machine. "
          + "Download its assets beside it first.")
      try write(Array("{}".utf8), folder + "/item.json")
      let none = try #require(throws: CatalogueError.self) {
        _ = try ImageryFolder.files(below: [folder + "/item.json"])
      }
      #expect(
        none.description
          == "item.json: This is no STAC item. Name a picture, a folder of pictures or a STAC item.")
    }
  }
}
