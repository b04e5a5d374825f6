import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@testable import Documents

@Suite("The program that checks time stamps", .enabled(if: TestAuthority.isPossible, "skipped: no openssl"))
struct TimeStampToolTests {
  /// What a program in place of openssl leads to, given as the lines of a shell script.
  private static func end(_ script: String?, seconds: Int = 60) throws -> Result<Bool, DocumentError> {
    var result = Result<Bool, DocumentError>.success(false)
    try TimeStampVerifierTests.withAuthority { authority in
      let token = try authority.token(for: TimeStampVerifierTests.hash)
      var verifier = TimeStampVerifier(program: nil)
      verifier.limits.seconds = seconds
      if let script {
        let path = authority.folder + "/openssl"
        try "#!/bin/sh\n\(script)\n".write(toFile: path, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        verifier.program = path
      }
      let root = try authority.certificates("root")
      do throws(DocumentError) {
        if case .success = try verifier.verify(token, of: TimeStampVerifierTests.hash, trusting: root) {
          result = .success(true)
        }
      } catch {
        result = .failure(error)
      }
    }
    return result
  }

  private static func error(_ script: String?, seconds: Int = 60) throws -> DocumentError? {
    if case .failure(let error) = try end(script, seconds: seconds) { error } else { nil }
  }

  @Test("Without openssl the reader is told what to install")
  func missing() throws {
    #expect(
      try Self.error(nil)?.description
        == "time stamp: Time stamps are checked by openssl, and it is not installed. Install OpenSSL 1.1.1 or later "
        + "(Debian and Ubuntu: apt install openssl; macOS: brew install openssl, and put its folder first in PATH).")
    #expect(InstalledProgram.path(of: "openssl", in: "") == nil)
    #expect(InstalledProgram.path(of: "openssl", in: ".:bin:") == nil)
    #expect(InstalledProgram.path(of: "sh", in: "/nowhere:/bin") == "/bin/sh")
  }

  @Test("An openssl that does not know the options, crashes or says nothing is no answer about the stamp")
  func unfit() throws {
    let old = try #require(try Self.error("echo \"unknown option '-attime'\" >&2; exit 1"))
    #expect(old.code == .toolMissing)
    #expect(old.reason.hasSuffix("It does not know the options of OpenSSL 1.1.1 and later."))
    #expect(try Self.error("exit 127")?.code == .toolMissing)
    #expect(try Self.error("exit 0")?.code == .toolMissing)
    #expect(try Self.error("exit 1")?.code == .toolMissing)
    #expect(try Self.error("kill -SEGV $$")?.code == .overLimits)
    #expect(try Self.error("kill -TERM $$")?.code == .toolMissing)
  }

  @Test("One that hangs is ended, and told as too long")
  func hangs() throws {
    let error = try #require(try Self.error("sleep 30", seconds: 2))
    #expect(error.code == .overLimits && error.reason == "Checking it took more than 2 s.")
  }

  @Test("A stamp is right only where the program both says so and ends well")
  func bothWays() throws {
    #expect(try Self.end("echo 'Verification: OK'; exit 0").get())
    #expect(try Self.error("echo 'Verification: OK'; exit 1") != nil)
    #expect(try Self.end("echo 'Verification: FAILED'; exit 1").get() == false)
    #expect(try Self.end("echo 'Verification: FAILED'; exit 0").get() == false)
    #expect(try Self.error("echo 'Verification: OK, or not'; exit 0") != nil)
  }

  @Test("The child sees no file but its own, and nothing of them is left behind")
  func leavesNothing() throws {
    let seen = try Self.error("echo \"$@\" >&2; exit 9")?.cause ?? ""
    let words = seen.split(separator: " ").map(String.init)
    let query = try #require(words.firstIndex(of: "-queryfile").map { words[$0 + 1] })
    #expect(!FileManager.default.fileExists(atPath: (query as NSString).deletingLastPathComponent))
    #expect(words.contains("-partial_chain") && words.contains("-attime") && !words.contains("-digest"))
  }
}
