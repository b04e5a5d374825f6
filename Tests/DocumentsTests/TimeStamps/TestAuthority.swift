import Foundation
import Provenance

@testable import Documents

/// A root and an authority under it, made by openssl in a folder, that stamps hashes.
struct TestAuthority {
  let folder: String

  /// What `openssl ca` writes into a certificate.
  enum Use: String { case root, between, stamps, plain }

  static let isPossible: Bool = (try? run("openssl", ["ts", "-help"])) != nil

  /// Without any certificate yet.
  init(in folder: String) throws {
    self.folder = folder
    try FileManager.default.createDirectory(atPath: folder + "/new", withIntermediateDirectories: true)
    let settings = Self.settings.replacing("FOLDER", with: folder)
    try settings.write(toFile: folder + "/ca.cnf", atomically: true, encoding: .utf8)
    for name in ["index.txt", "serial.stamp"] {
      try (name == "index.txt" ? "" : "01\n").write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }
    try "unique_subject = no\n".write(toFile: folder + "/index.txt.attr", atomically: true, encoding: .utf8)
  }

  /// `root` and `tsa`, valid in this century.
  static func usual(in folder: String) throws -> TestAuthority {
    let authority = try TestAuthority(in: folder)
    try authority.certificate("root", "/O=Test/CN=Root", .root)
    try authority.certificate("tsa", "/O=Test/CN=Stamps", .stamps, by: "root")
    return authority
  }

  /// Makes `NAME.pem` and `NAME.key`.
  func certificate(
    _ name: String, _ subject: String, _ use: Use, by issuer: String? = nil, from start: String = "20000101000000Z",
    to end: String = "20991231235959Z", number: String? = nil
  ) throws {
    try openssl([
      "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-utf8", "-config", "ca.cnf",
      "-keyout", name + ".key", "-out", name + ".csr", "-subj", subject,
    ])
    var words = [
      "ca", "-batch", "-notext", "-config", "ca.cnf", "-in", name + ".csr", "-out", name + ".pem", "-extensions",
      use.rawValue, "-startdate", start, "-enddate", end, "-keyfile", (issuer ?? name) + ".key",
    ]
    if let number {
      // The office would not give a number twice.
      try "".write(toFile: folder + "/index.txt", atomically: true, encoding: .utf8)
      try number.write(toFile: folder + "/serial", atomically: true, encoding: .utf8)
    } else {
      words.append("-rand_serial")
    }
    try openssl(words + (issuer.map { ["-cert", $0 + ".pem"] } ?? ["-selfsign"]))
  }

  /// The answer to a question, as the authority gives it now.
  func answer(_ question: Data, by signer: String = "tsa", section: String = "stamping") throws -> Data {
    try question.write(to: URL(fileURLWithPath: folder + "/question"))
    try openssl([
      "ts", "-reply", "-config", "ca.cnf", "-section", section, "-queryfile", "question", "-signer", signer + ".pem",
      "-inkey", signer + ".key", "-out", "answer",
    ])
    return try bytes("answer")
  }

  func token(for hash: ContentHash) throws -> TimeStampToken {
    try TimeStampToken(answer(TimeStampRequest(for: hash).bytes), at: "test")
  }

  /// A token around any claims, which no honest authority need have made.
  func token(
    signing claims: TestClaims, by signer: String = "tsa", options: [String] = []
  ) throws -> TimeStampToken {
    try Data(claims.bytes).write(to: URL(fileURLWithPath: folder + "/claims"))
    try openssl(
      [
        "cms", "-sign", "-econtent_type", "1.2.840.113549.1.9.16.1.4", "-binary", "-nodetach", "-cades", "-md",
        "sha256", "-signer", signer + ".pem", "-inkey", signer + ".key", "-in", "claims", "-outform", "DER", "-out",
        "token",
      ] + options)
    return try TimeStampToken(bytes("token"), at: "test")
  }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")) }

  func certificates(_ names: String...) throws -> CertificateList {
    try CertificateList(names.map { try bytes($0 + ".pem") }.reduce(Data(), +), at: "test")
  }

  @discardableResult func openssl(_ words: [String]) throws -> String { try Self.run("openssl", words, in: folder) }

  @discardableResult
  static func run(_ program: String, _ words: [String], in folder: String = NSTemporaryDirectory()) throws -> String {
    let (process, output) = (Process(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + words
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw CocoaError(.featureUnsupported, userInfo: [NSLocalizedDescriptionKey: "\(program) \(words): \(text)"])
    }
    return text
  }

  private static let settings = """
    [req]
    distinguished_name = names
    string_mask = utf8only
    [names]
    [ca]
    default_ca = office
    [office]
    database = FOLDER/index.txt
    serial = FOLDER/serial
    new_certs_dir = FOLDER/new
    default_md = sha256
    policy = any
    preserve = yes
    [any]
    organizationName = optional
    commonName = optional
    [root]
    basicConstraints = critical, CA:TRUE
    keyUsage = critical, keyCertSign, cRLSign
    subjectKeyIdentifier = hash
    [between]
    basicConstraints = critical, CA:TRUE
    keyUsage = critical, keyCertSign, cRLSign
    subjectKeyIdentifier = hash
    authorityKeyIdentifier = keyid
    [stamps]
    basicConstraints = critical, CA:FALSE
    keyUsage = critical, digitalSignature
    extendedKeyUsage = critical, timeStamping
    [plain]
    basicConstraints = critical, CA:FALSE
    keyUsage = critical, digitalSignature
    extendedKeyUsage = critical, codeSigning
    [stamping]
    serial = FOLDER/serial.stamp
    crypto_device = builtin
    signer_digest = sha256
    default_policy = 1.3.6.1.4.1.99999.1
    digests = sha256, sha3-256
    accuracy = secs:1, millisecs:500
    tsa_name = yes
    ess_cert_id_alg = sha256
    [refusing]
    serial = FOLDER/serial.stamp
    crypto_device = builtin
    signer_digest = sha256
    default_policy = 1.3.6.1.4.1.99999.1
    digests = sha512
    ess_cert_id_alg = sha256
    """
}
