import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@Suite("Content hashes") struct ContentHashTests {
  // FIPS 180-4 example messages, as NIST publishes them.
  @Test(
    "SHA-256 gives the published digests",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func vectors(_ text: String, _ digest: String) {
    #expect(ContentHash(of: text).hexadecimal == digest)
  }

  @Test("A million letters give the published digest from memory and from a file, across the read's pieces")
  func million() throws {
    let digest = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    let data = Data(repeating: UInt8(ascii: "a"), count: 1_000_000)
    #expect(ContentHash(of: data).hexadecimal == digest)
    try withTemporaryFolder { folder in
      try data.write(to: URL(fileURLWithPath: folder + "/a"))
      try #expect(ContentHash(ofFileAt: folder + "/a").hexadecimal == digest)
      let long = Data((0..<(1 << 20) + 3).map { UInt8(truncatingIfNeeded: $0) })
      try long.write(to: URL(fileURLWithPath: folder + "/b"))
      try #expect(ContentHash(ofFileAt: folder + "/b") == ContentHash(of: long))
      #expect(throws: (any Error).self) { try ContentHash(ofFileAt: folder + "/absent") }
      // Neither ends by itself.
      #expect(unsafe mkfifo(folder + "/pipe", 0o600) == 0)
      for endless in [folder + "/pipe", "/dev/zero"] {
        #expect(throws: (any Error).self) { try ContentHash(ofFileAt: endless) }
      }
    }
  }

  @Test(
    "A stored hash is taken only as 64 lower-case hexadecimal digits",
    arguments: [
      ("", false), (String(repeating: "a", count: 64), true), (String(repeating: "A", count: 64), false),
      (String(repeating: "a", count: 63), false), (String(repeating: "g", count: 64), false),
      (String(repeating: "a", count: 65), false), (String(repeating: "１", count: 22) + "ab", false),
    ])
  func stored(_ text: String, _ isHash: Bool) {
    #expect((ContentHash(stored: text) != nil) == isHash)
  }

  @Test("The order of members does not change a document's hash; a value does")
  func canonical() {
    #expect(ContentHash(of: ["a": 1, "b": 2] as JSONValue) == ContentHash(of: ["b": 2, "a": 1] as JSONValue))
    #expect(ContentHash(of: ["a": 1] as JSONValue) != ContentHash(of: ["a": 2] as JSONValue))
    #expect(ContentHash(of: "abc").short == "ba7816bf8f")
  }

  @Test("A step's key depends on its name, version, inputs and settings, and not on its output")
  func stepKey() {
    let input = ContentHash(of: "in")
    let step = StepRecord("warp", version: 1, inputs: [input], settings: ["gsd": 3])
    var done = step
    done.output = ContentHash(of: "out")
    #expect(done.key == step.key)
    let others = [
      StepRecord("mask", version: 1, inputs: [input], settings: ["gsd": 3]),
      StepRecord("warp", version: 2, inputs: [input], settings: ["gsd": 3]),
      StepRecord("warp", version: 1, inputs: [], settings: ["gsd": 3]),
      StepRecord("warp", version: 1, inputs: [input], settings: ["gsd": 3.5]),
    ]
    #expect(Set(others.map(\.key) + [step.key]).count == 5)
  }
}
