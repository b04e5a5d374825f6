import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@testable import Documents

@Suite("Captured documents") struct CapturedFileTests {
  private static func contents(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  @Test("The bytes lie under their hash, once, as they were")
  func copies() throws {
    try withTemporaryFolder { folder in
      let bytes = Data("<html><p>룡성".utf8)
      for name in ["a.html", "b.txt"] { try bytes.write(to: URL(fileURLWithPath: folder + "/" + name)) }
      let store = folder + "/case/sources"
      let first = try CapturedFile(copying: folder + "/a.html", into: store)
      let second = try CapturedFile(copying: folder + "/b.txt", into: store)
      #expect(first == second && first.hash == ContentHash(of: bytes))
      #expect(first.size == bytes.count && first.mediaType == "text/html")
      #expect(Self.contents(store) == [first.hash.hexadecimal])
      #expect(try Data(contentsOf: URL(fileURLWithPath: CapturedFile.path(of: first.hash, in: store))) == bytes)
    }
  }

  @Test("A damaged copy is replaced by the true bytes")
  func mends() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/a.txt"
      try Data("true".utf8).write(to: URL(fileURLWithPath: path))
      let kept = try CapturedFile(copying: path, into: folder + "/sources")
      let copy = CapturedFile.path(of: kept.hash, in: folder + "/sources")
      try Data("false".utf8).write(to: URL(fileURLWithPath: copy))
      _ = try CapturedFile(copying: path, into: folder + "/sources")
      #expect(try Data(contentsOf: URL(fileURLWithPath: copy)) == Data("true".utf8))
    }
  }

  @Test("A text that was typed is kept too, and an empty one is refused")
  func texts() throws {
    try withTemporaryFolder { folder in
      let kept = try CapturedFile(text: "A guard told me.", into: folder)
      #expect(kept.hash == ContentHash(of: "A guard told me.") && kept.mediaType == "text/plain" && kept.size == 16)
      #expect(throws: DocumentError.self) { try CapturedFile(text: " \n", into: folder) }
    }
  }

  @Test("What cannot be kept leaves nothing behind")
  func leavesNothing() throws {
    try withTemporaryFolder { folder in
      let store = folder + "/sources"
      for (name, bytes) in [("empty.txt", Data()), ("a.zip", Data([0x50, 0x4B, 3, 4]))] {
        try bytes.write(to: URL(fileURLWithPath: folder + "/" + name))
        let error = #expect(throws: DocumentError.self) { try CapturedFile(copying: folder + "/" + name, into: store) }
        #expect(error?.code == .unsupported)
      }
      // A file where the folder should be.
      try Data("x".utf8).write(to: URL(fileURLWithPath: store))
      let error = #expect(throws: DocumentError.self) { try CapturedFile(copying: store, into: store) }
      #expect(error?.code == .notWritten && error?.description.contains(folder) == false)
      #expect(Self.contents(folder) == ["a.zip", "empty.txt", "sources"])
    }
  }
}
