import Foundation
import Geodesy
import Provenance
import Quantities
import Rasters
import TelltaleTestSupport
import Testing

@testable import Catalogue

@Suite("What stands behind a picture's bytes") struct SceneOriginTests {
  private static let bytes = Data("pixels".utf8)
  private static let sha256 = ContentHash(of: bytes).hexadecimal

  /// The origin of `a/p.tif` in a folder that holds also `files`.
  private static func origin(
    _ files: [String: String], item: JSONValue? = nil, earlier: SceneOrigin? = nil
  ) throws -> SceneOrigin? {
    try withTemporaryFolder { folder in
      let path = folder + "/a/p.tif"
      try FileManager.default.createDirectory(atPath: folder + "/a", withIntermediateDirectories: true)
      try bytes.write(to: URL(fileURLWithPath: path))
      for (name, text) in files { try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name)) }
      var sidecars = ChecksumSidecars()
      let file = Scene.File(path: path, contentHash: ContentHash(of: bytes))
      return SceneOrigin.found([(file, sidecars.checksums(of: path, stacItem: item))], earlier: earlier)
    }
  }

  private static func digest(_ method: FileDigest) throws -> String {
    try withTemporaryFolder { folder in
      try bytes.write(to: URL(fileURLWithPath: folder + "/f"))
      return try method.hexadecimal(ofFileAt: folder + "/f")
    }
  }

  @Test("Digests are those of the standards")
  func digests() throws {
    try withTemporaryFolder { folder in
      try Data("abc".utf8).write(to: URL(fileURLWithPath: folder + "/f"))
      let known: [(FileDigest, String)] = [
        (.md5, "900150983cd24fb0d6963f7d28e17f72"), (.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      ]
      for (method, digits) in known { #expect(try method.hexadecimal(ofFileAt: folder + "/f") == digits) }
      for method in FileDigest.allCases {
        #expect(try method.hexadecimal(ofFileAt: folder + "/f").count == method.length)
        #expect(FileDigest(length: method.length) == method)
      }
      #expect(throws: (any Error).self) { try FileDigest.md5.hexadecimal(ofFileAt: folder) }
      #expect(throws: (any Error).self) { try FileDigest.md5.hexadecimal(ofFileAt: "/dev/zero") }
    }
  }

  @Test("A checksum beside the picture verifies it, in each of the usual forms")
  func forms() throws {
    let md5 = try Self.digest(.md5)
    let forms: [(file: String, text: String, words: String)] = [
      ("a/p.tif.sha256", Self.sha256 + "\n", "SHA-256 of p.tif.sha256"),
      ("a/p.tif.md5", "\(md5)  p.tif\n", "MD5 of p.tif.md5"),
      ("a/SHA256SUMS", "\(String(repeating: "0", count: 64))  q.tif\n\(Self.sha256) *p.tif\n", "SHA-256 of SHA256SUMS"),
      ("a/LC08_MD5.txt", "\(md5.uppercased())  ./p.tif\r\n", "MD5 of LC08_MD5.txt"),
      ("a/checksums.txt", "SHA256 (p.tif) = \(Self.sha256)", "SHA-256 of checksums.txt"),
      (
        "manifest.json", #"{"files": [{"path": "a/p.tif", "digests": {"md5": "\#(md5)"}}]}"#, "MD5 of manifest.json"
      ),
      (
        "manifest.safe",
        "<x><byteStream><fileLocation href=\"./a/p.tif\"/><checksum checksumName=\"MD5\">\(md5)</checksum>"
          + "</byteStream></x>", "MD5 of manifest.safe"
      ),
    ]
    for form in forms {
      let origin = try Self.origin([form.file: form.text])
      #expect(origin?.state == .verified && origin?.checksums == [form.words], "\(form.file)")
      #expect(origin?.words == "origin verified by \(form.words)")
    }
  }

  @Test("The checksum of a STAC asset counts where its link bears the picture's name")
  func stac() throws {
    func item(_ name: String, _ checksum: String) throws -> JSONValue {
      try JSONValue(
        parsing: Data(
          #"{"assets": {"v": {"href": "https://x.org/\#(name)?k=1", "file:checksum": "\#(checksum)"}}}"#.utf8))
    }
    #expect(try Self.origin([:], item: item("p.tif", "1220" + Self.sha256))?.state == .verified)
    #expect(try Self.origin([:], item: item("p.tif", "d50110" + Self.digest(.md5)))?.state == .verified)
    #expect(try Self.origin([:], item: item("q.tif", "1220" + Self.sha256)) == nil)
    let wrong = try Self.origin([:], item: item("p.tif", "1220" + String(repeating: "a", count: 64)))
    #expect(wrong?.state == .contradicted)
    #expect(wrong?.words == "unverified origin: its bytes are not those of SHA-256 of STAC file:checksum")
    // Methods that are not known, lengths that are not theirs.
    for odd in ["1620" + Self.sha256, "1220ab", "", "zz"] {
      #expect(try Self.origin([:], item: item("p.tif", odd)) == nil, "\(odd)")
    }
  }

  @Test("One checksum that contradicts outweighs one that agrees; nothing said is nothing found")
  func contradiction() throws {
    let both = try Self.origin(["a/p.tif.sha256": Self.sha256, "a/p.tif.md5": String(repeating: "0", count: 32)])
    #expect(both?.state == .contradicted && both?.checksums == ["MD5 of p.tif.md5"])
    #expect(try Self.origin([:]) == nil)
  }

  @Test("What is no checksum, is of another file, or speaks of what does not lie below it is not heard")
  func unheard() throws {
    let md5 = try Self.digest(.md5)
    for (file, text) in [
      ("a/p.tif.sha256", "not a digest"), ("a/p.tif.md5", Self.sha256), ("a/SHA256SUMS", "\(Self.sha256)  q.tif"),
      ("a/MD5SUMS", ") = ("), ("a/SHA256SUMS", String(repeating: "\u{202E}", count: 500)),
      ("a/manifest.json", #"{"files": [{"path": "../a/p.tif/../../a/p.tif", "digests": {"md5": 7}}]}"#),
      ("manifest.json", "[[[["),
      ("manifest.json", #"{"files": [{"path": "/a/p.tifx", "digests": {"md5": "\#(md5)"}}]}"#),
      (
        "manifest.safe",
        "<x><byteStream><fileLocation href=\"a/p.tif\"/><checksum checksumName=\"SHA3-256\">\(Self.sha256)</checksum>"
          + "</byteStream></x>"
      ),
    ] {
      #expect(try Self.origin([file: text]) == nil, "\(file): \(text.prefix(60))")
    }
    // A list deeper down does not speak of what lies beside its folder.
    try withTemporaryFolder { folder in
      for name in ["a", "b"] {
        try FileManager.default.createDirectory(atPath: folder + "/" + name, withIntermediateDirectories: true)
      }
      try Data(#"{"files": [{"path": "../b/p.tif", "digests": {"md5": "\#(md5)"}}]}"#.utf8)
        .write(to: URL(fileURLWithPath: folder + "/a/manifest.json"))
      var sidecars = ChecksumSidecars()
      _ = sidecars.checksums(of: folder + "/a/p.tif", stacItem: nil)
      let heard = sidecars.checksums(of: folder + "/b/p.tif", stacItem: nil)
      #expect(heard.isEmpty)
    }
  }

  @Test("What was verified is not read again while nothing changes, and is kept in the case")
  func kept() throws {
    let first = try #require(try Self.origin(["a/p.tif.md5": Self.digest(.md5)]))
    let other = SceneOrigin(.contradicted, checksums: ["kept"], key: first.key)
    #expect(try Self.origin(["a/p.tif.md5": Self.digest(.md5)], earlier: other) == other)
    #expect(try Self.origin(["a/p.tif.sha256": Self.sha256], earlier: other) != other)
    #expect(SceneOrigin(json: first.json) == first)
    var product = SceneProduct()
    product.origin = first
    #expect(SceneProduct(json: product.json) { _ in "/x" } == product && product.readsPlainly && product != .plain)
    product.name = "other"
    #expect(!product.readsPlainly)
  }

  @Test("A scene of several files is verified where all are, and a joined one where all its parts are")
  func several() throws {
    let file = Scene.File(path: "/none", contentHash: ContentHash(of: Self.bytes))
    let sure = try #require(ProviderChecksum(digest: Self.sha256, source: "S"))
    #expect(SceneOrigin.found([(file, [sure]), (file, [])], earlier: nil)?.state == .unverified)
    #expect(SceneOrigin.found([(file, [sure]), (file, [sure])], earlier: nil)?.state == .verified)
    // A file that cannot be read is not verified by what it should hold.
    let unread = try #require(ProviderChecksum(digest: String(repeating: "0", count: 32), source: "S"))
    #expect(SceneOrigin.found([(file, [unread])], earlier: nil)?.state == .unverified)
    let verified = SceneOrigin(.verified, checksums: ["A"])
    #expect(SceneOrigin.joined([verified, .unknown]).state == .unverified)
    #expect(SceneOrigin.joined([verified, SceneOrigin(.verified, checksums: ["B"])]).checksums == ["A", "B"])
    #expect(SceneOrigin.joined([.unknown, SceneOrigin(.contradicted, checksums: ["C"])]).state == .contradicted)
  }
}
