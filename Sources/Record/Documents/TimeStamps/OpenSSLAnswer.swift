import Evidence
import Foundation
import Quantities

/// How `openssl ts -verify` ended, and what its complaints mean.
struct OpenSSLAnswer {
  static let install =
    "Install OpenSSL 1.1.1 or later (Debian and Ubuntu: apt install openssl; macOS: brew install openssl, and put its "
    + "folder first in PATH)."

  private let outcome: LimitedProcess.Outcome
  private let limits: DocumentLimits
  private let complaints: String

  init(_ outcome: LimitedProcess.Outcome, _ limits: DocumentLimits) {
    self.outcome = outcome
    self.limits = limits
    complaints = String(decoding: outcome.complaints, as: UTF8.self).asOneLine
  }

  /// Why the stamp proves nothing; `nil` where it was found to be right.
  /// - Throws: `toolMissing`, `overLimits`, `broken` where it came to no answer.
  func fault(at moment: Timestamp) throws(DocumentError) -> TimeStampFault? {
    let output = String(decoding: outcome.output, as: UTF8.self).asOneLine
    switch outcome.end {
    case .exited(0) where output.hasSuffix("Verification: OK"): return nil
    case .exited(127), .exited(126): throw unfit("It cannot be run")
    case .exited where complaints.lowercased().contains("unknown option") || complaints.contains("Usage:"):
      throw unfit("It does not know the options of OpenSSL 1.1.1 and later")
    case .exited where complaints.contains("malloc failure"), .signalled(SIGABRT), .signalled(SIGSEGV),
      .signalled(SIGBUS), .signalled(SIGKILL):
      throw overLimits("more than \(limits.mebibytes) MiB of memory, or it made openssl crash")
    case .exited where complaints.contains("Error loading file"):
      throw DocumentError(
        .broken, at: "certificates", "OpenSSL cannot read the certificates that were given to trust.",
        mend: "Get the file again from the authority, over a way that you trust.", cause: complaints)
    case .exited where output.hasSuffix("Verification: FAILED"): return refusal(at: moment)
    case .outOfTime, .signalled(SIGXCPU): throw overLimits("more than \(limits.seconds) s")
    case .exited(let code): throw unfit("It ended with code \(code) and without an answer")
    case .signalled(let signal): throw unfit("It ended with signal \(signal)")
    case .tooMuch: throw unfit("It says too much")
    }
  }

  private func unfit(_ reason: String) -> DocumentError {
    DocumentError(
      .toolMissing, at: "time stamp", "The openssl of the search path cannot check time stamps. \(reason).",
      mend: Self.install, cause: complaints)
  }

  private func overLimits(_ what: String) -> DocumentError {
    DocumentError(
      .overLimits, at: "time stamp", "Checking it took \(what).", mend: "Ask for another time stamp.",
      cause: complaints)
  }

  /// The words stand so in OpenSSL from 1.1.1 on; any that is not known is still a refusal.
  private func refusal(at moment: Timestamp) -> TimeStampFault {
    func fault(_ code: TimeStampFault.Code, _ reason: String) -> TimeStampFault {
      TimeStampFault(code, reason, cause: complaints)
    }
    if complaints.contains("message imprint mismatch") { return fault(.otherHash, "It stamps another hash.") }
    if complaints.contains("signer certificate not found") {
      return fault(.certificateMissing, "The certificate of who signed it is neither in it nor among those given.")
    }
    let lines = String(decoding: outcome.complaints, as: UTF8.self).split(whereSeparator: \.isNewline)
    guard let why = lines.lazy.compactMap(Self.certificateFault).first else {
      return fault(.altered, "It is not as it was signed, or its signature is nobody's.")
    }
    if why.hasPrefix("certificate has expired") {
      return fault(.outsideValidity, "A certificate had expired at its moment, \(moment).")
    }
    if why.hasPrefix("certificate is not yet valid") {
      return fault(.outsideValidity, "A certificate was not yet valid at its moment, \(moment).")
    }
    if why.contains("certificate purpose") {
      return fault(.wrongUse, "It is signed with a certificate that is not one for time stamps.")
    }
    if why.hasPrefix("certificate signature failure") {
      return fault(.altered, "A certificate of it is not as it was signed.")
    }
    return fault(.untrusted, "No trusted certificate stands behind it: \(why.asOneLine.shortened(to: 80)).")
  }

  /// What is wrong with a certificate, out of a line that says so.
  private static func certificateFault(_ line: Substring) -> String? {
    // Warnings hold names that anybody chose.
    guard line.contains("certificate verify error") else { return nil }
    return line.firstRange(of: "Verify error:").map { String(line[$0.upperBound...]) }
  }
}
