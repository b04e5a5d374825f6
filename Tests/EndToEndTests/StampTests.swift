import Foundation
import TelltaleTestSupport
import Testing

/// The question to an authority and its answer by files; the network's way is tested in Documents.
@Suite("Time stamps of a case", .enabled(if: TelltaleExecutable.isPresent, Program.absence))
struct StampTests {
  private static var openssl: String? {
    ["/usr/bin/openssl", "/usr/local/bin/openssl", "/opt/homebrew/bin/openssl"]
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  private func run(_ openssl: String, _ arguments: String..., in folder: String) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: openssl)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(arguments.joined(separator: " "))")
  }

  @Test(
    "A question is answered by an authority of our own, recorded, and verified without a network; an altered one is not",
    .enabled(if: openssl != nil, "OpenSSL is not installed: time stamps cannot be made here"))
  func stamp() throws {
    let openssl = try #require(Self.openssl)
    try withTemporaryFolder { folder in
      let copy = try Plant.shared().watched.copied(to: folder + "/a.case")
      _ = try Program.json("stamp", copy.path, "--request", folder + "/q.tsq")
      try Data(
        """
        [tsa]
        default_tsa = own
        [own]
        serial = \(folder)/serial
        default_policy = 1.2.3.4.1
        digests = sha256
        signer_digest = sha256
        crypto_device = builtin
        ess_cert_id_alg = sha256
        """.utf8
      ).write(to: URL(fileURLWithPath: folder + "/tsa.cnf"))
      try Data("01\n".utf8).write(to: URL(fileURLWithPath: folder + "/serial"))
      try run(
        openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem", "-days",
        "30",
        "-subj", "/CN=Authority of a test", "-addext", "extendedKeyUsage=critical,timeStamping", in: folder)
      try run(
        openssl, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "q.tsq", "-signer", "tsa.pem", "-inkey", "tsa.key",
        "-out", "a.tsr", in: folder)
      let made = try Program.json("stamp", copy.path, "--answer", folder + "/a.tsr", "--by", "Kim")
      #expect(made["sequence"]?.intValue ?? 0 > 0)
      #expect(try Program.run("verify", copy.path).output.contains("not checked"))
      let checked = try Program.json("verify", copy.path, "--authority", folder + "/tsa.pem")
      #expect(checked["timeStamps"]?.arrayValue?.count == 1 && checked["intact"] == true)
      // Certificates of somebody else do not do.
      try run(
        openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "o.key", "-out", "other.pem", "-days",
        "30",
        "-subj", "/CN=Another", in: folder)
      #expect(try Program.run("verify", copy.path, "--authority", folder + "/other.pem").exit == .code(3))
      // An answer to the question of another case is refused, and the ledger stays.
      let second = try Plant.shared().watched.copied(to: folder + "/b.case")
      _ = try Program.json("source", "add", second.path, "--text", "Other.", "--title", "Other", "--by", "Kim")
      try run(openssl, "ts", "-query", "-data", "tsa.cnf", "-sha256", "-cert", "-out", "x.tsq", in: folder)
      try run(
        openssl, "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "x.tsq", "-signer", "tsa.pem", "-inkey", "tsa.key",
        "-out", "x.tsr", in: folder)
      let refused = try Program.run("stamp", second.path, "--answer", folder + "/x.tsr", "--by", "Kim")
      #expect(refused.exit == .code(1) && refused.complaint.contains("stamps no entry of this ledger"))
      let rubbish = try Program.run("stamp", second.path, "--answer", folder + "/tsa.cnf", "--by", "Kim")
      #expect(rubbish.exit == .code(1) && rubbish.complaint.contains("no time stamp"))
      #expect(try Program.json("verify", second.path)["intact"] == true)
    }
  }
}
