import Evidence
import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// A server that stamps hashes over http or https.
///
/// - Source: [RFC3161], section 3.4.
package struct TimeStampAuthority: Sendable {
  /// Without user name, password and tokens: safe to record.
  package let address: String
  package let limits: DocumentLimits
  private let url: URL
  /// What the server is told of the user name and password that stood in the address.
  private let authorization: String?

  /// - Throws: `unreadable` for what is no web address.
  package init(_ text: String, limits: DocumentLimits = .init()) throws(DocumentError) {
    do {
      address = try WebAddress(text, at: "authority").text
    } catch {
      throw DocumentError(.unreadable, at: error.place, error.reason, mend: error.mend)
    }
    var parts = URLComponents(string: text.trimmingCharacters(in: .whitespacesAndNewlines))
    let account = parts?.user.map { "\($0):\(parts?.password ?? "")" }
    authorization = account.map { "Basic " + Data($0.utf8).base64EncodedString() }
    parts?.user = nil
    parts?.password = nil
    parts?.fragment = nil
    guard let url = parts?.url else {
      throw DocumentError(.unreadable, at: address, "This is no web address.", mend: "Give it as https://host/path.")
    }
    self.url = url
    self.limits = limits
  }

  /// The stamp that the authority gives, compared with the question: the same hash and the same nonce. Its signature is
  /// not checked. Blocks.
  /// - Throws: `network`; `tooLarge`; `unsupported` for an answer of another type; `refused`; `otherAnswer`; `broken`.
  package func token(for request: TimeStampRequest) throws(DocumentError) -> TimeStampToken {
    var message = URLRequest(url: url)
    message.httpMethod = "POST"
    message.httpBody = request.bytes
    message.setValue("application/timestamp-query", forHTTPHeaderField: "Content-Type")
    message.setValue(Self.answerType, forHTTPHeaderField: "Accept")
    if let authorization { message.setValue(authorization, forHTTPHeaderField: "Authorization") }
    // A question that is led on mostly arrives without its content, and the account where it should not.
    let transfer = WebTransfer(bytes: limits.timeStampBytes, seconds: limits.seconds, redirections: 0)
    let answer: WebTransfer.Answer
    do {
      answer = try transfer.run(message)
    } catch {
      throw failure(error)
    }
    guard (200..<300).contains(answer.status) else {
      throw network("The server answered with status \(answer.status).")
    }
    guard answer.mediaType == Self.answerType else {
      let type = answer.mediaType.map { "\"\($0.asOneLine.shortened(to: 80))\"" } ?? "an answer without a type"
      throw DocumentError(
        .unsupported, at: address, "It sent \(type), and an authority's answer is \(Self.answerType).",
        mend: "Check that this is the address for time stamps, and no page about them.")
    }
    let token = try TimeStampToken(answer.bytes, at: address, limits: limits)
    try token.check(answers: request, at: address)
    return token
  }

  private static let answerType = "application/timestamp-reply"

  private func failure(_ fault: WebTransfer.Fault) -> DocumentError {
    switch fault {
    case .outOfTime: network("It did not answer within \(limits.seconds) s.")
    case .tooLarge:
      DocumentError(
        .tooLarge, at: address,
        "It sent more than \(DocumentLimits.words(limits.timeStampBytes)), the most that is taken of an answer.",
        mend: "Check that this is the address for time stamps.")
    case .leadsOffTheWeb, .leadsOnTooOften:
      DocumentError(
        .network, at: address, "It leads on to another address.", mend: "Give the address that it leads to.")
    case .failed(let words): network("It cannot be reached: \(words).", cause: words)
    }
  }

  private func network(_ reason: String, cause: String? = nil) -> DocumentError {
    DocumentError(
      .network, at: address, reason, mend: "Check the address, try again, or ask another authority.", cause: cause)
  }
}
