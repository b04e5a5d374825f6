import Evidence
import Foundation
import Provenance

/// Checks time stamps without the network, by `openssl ts -verify` in a child process with limits.
///
/// The check is one for the stamp's own moment: a certificate that has ended since is no fault. Whether it was called
/// back is not asked, since that takes the network.
package struct TimeStampVerifier: Sendable {
  package var limits: DocumentLimits
  /// `nil` where there is none.
  package var program: String?

  package init(limits: DocumentLimits = .init(), program: String? = TimeStampVerifier.installedProgram) {
    self.limits = limits
    self.program = program
  }

  /// `openssl`, where the search path has it.
  package static let installedProgram: String? = InstalledProgram.path(of: "openssl")

  /// What `token` proves of `hash`, or why it proves nothing. Blocks.
  /// - Parameters:
  ///   - trusted: where trust begins. Each is taken for its own word: one between the authority and its root will do,
  ///     and so will the authority's own.
  ///   - helpers: certificates on the way there that did not come with the token; they are not trusted.
  /// - Throws: `toolMissing`, `overLimits`, `notWritten` where no file for the child can be written; `broken` where
  ///   OpenSSL cannot read the trusted certificates.
  package func verify(
    _ token: TimeStampToken, of hash: ContentHash, trusting trusted: CertificateList,
    with helpers: CertificateList = .none
  ) throws(DocumentError) -> Result<TimeStamp, TimeStampFault> {
    guard let stamped = token.content.hash else {
      return .failure(TimeStampFault(.otherHash, "It stamps a hash of another kind than SHA-256."))
    }
    guard stamped == hash else {
      return .failure(TimeStampFault(.otherHash, "It stamps \(stamped.short), and not \(hash.short)."))
    }
    guard !trusted.certificates.isEmpty else {
      return .failure(TimeStampFault(.untrusted, "No certificate was given to trust."))
    }
    guard token.content.moment.secondsSince1970 >= 0 else {
      return .failure(TimeStampFault(.outsideValidity, "It bears \(token.content.moment), before any authority."))
    }
    let outcome = try run(token, hash, trusted, helpers)
    if let fault = try OpenSSLAnswer(outcome, limits).fault(at: token.content.moment) { return .failure(fault) }
    guard let certificate = Self.signer(of: token.content, helpers) else {
      return .failure(
        TimeStampFault(.altered, "Several certificates in it bear the number of the one that signed."))
    }
    return .success(TimeStamp(token.content, of: hash, by: certificate))
  }

  /// The certificate that OpenSSL takes for the signer's; `nil` where it could be another one of the same number.
  private static func signer(of content: TimeStampContent, _ helpers: CertificateList) -> AuthorityCertificate? {
    let known = Set((content.certificates + helpers.certificates).compactMap(AuthorityCertificate.init))
    let numbered = known.filter { $0.number == content.signer.number }
    if numbered.count == 1 { return numbered.first }
    let issued = numbered.filter { $0.issuer == content.signer.issuer }
    return issued.count == 1 ? issued.first : nil
  }

  // MARK: - Child

  private func run(
    _ token: TimeStampToken, _ hash: ContentHash, _ trusted: CertificateList, _ helpers: CertificateList
  ) throws(DocumentError) -> LimitedProcess.Outcome {
    guard let program else {
      throw DocumentError(
        .toolMissing, at: "time stamp", "Time stamps are checked by openssl, and it is not installed.",
        mend: OpenSSLAnswer.install)
    }
    let folder = try Self.privateFolder()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // The question without a nonce. By it OpenSSL compares the kind of the hash too; by digits alone it does not.
    let question = TimeStampRequest(for: hash, nonce: nil).bytes
    var arguments = [
      "ts", "-verify", "-queryfile", try Self.write(question, "\(folder)/query"), "-token_in", "-in",
      try Self.write(token.bytes, "\(folder)/token"), "-CAfile", try Self.write(trusted.pem, "\(folder)/trusted"),
      "-partial_chain", "-attime", "\(token.content.moment.secondsSince1970)",
    ]
    if !helpers.certificates.isEmpty {
      arguments += ["-untrusted", try Self.write(helpers.pem, "\(folder)/helpers")]
    }
    let process = LimitedProcess(
      program: program, arguments: arguments, seconds: limits.seconds, mebibytes: limits.mebibytes, mostBytes: 1 << 16)
    do {
      return try process.run()
    } catch {
      throw DocumentError(
        .toolMissing, at: "time stamp", "The program that checks time stamps cannot be started: \(program).",
        mend: "Check that it may be run, and that the machine has processes and files to spare.", cause: error.words)
    }
  }

  private static func privateFolder() throws(DocumentError) -> String {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("telltale-\(UUID().uuidString)").path
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw notWritten(error)
    }
    return folder
  }

  private static func write(_ bytes: Data, _ path: String) throws(DocumentError) -> String {
    do {
      try bytes.write(to: URL(fileURLWithPath: path))
    } catch {
      throw notWritten(error)
    }
    return path
  }

  private static func notWritten(_ error: any Error) -> DocumentError {
    let fault = FileFault(error)
    return DocumentError(
      .notWritten, at: "time stamp", "The files that openssl checks cannot be written: \(fault.words).",
      mend: fault.isFull ? "Make room on the disk." : "Check that the folder for temporary files may be written to.",
      cause: fault.words)
  }
}
