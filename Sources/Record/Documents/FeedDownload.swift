import Evidence
import Foundation

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// Brings the bytes of a feed over http or https, within limits of time, size and redirections.
struct FeedDownload {
  static let redirectionLimit = 5
  let limits: DocumentLimits

  /// Blocks. The place is the address without user name, password and tokens.
  /// - Throws: `unreadable` for what is no web address; `network`; `tooLarge`.
  func load(_ text: String) throws(DocumentError) -> (bytes: Data, place: String) {
    let place: String
    do {
      place = try WebAddress(text, at: "feed").text
    } catch {
      throw DocumentError(.unreadable, at: error.place, error.reason, mend: error.mend)
    }
    guard let url = URL(string: text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw DocumentError(.unreadable, at: place, "This is no web address.", mend: "Give it as https://host/path.")
    }
    let transfer = WebTransfer(
      bytes: limits.feedBytes, seconds: limits.seconds, redirections: Self.redirectionLimit)
    let answer: WebTransfer.Answer
    do {
      answer = try transfer.run(URLRequest(url: url))
    } catch {
      throw failure(error, place)
    }
    guard (200..<300).contains(answer.status) else {
      throw network(place, "The server answered with status \(answer.status).")
    }
    return (answer.bytes, place)
  }

  private func failure(_ fault: WebTransfer.Fault, _ place: String) -> DocumentError {
    switch fault {
    case .outOfTime:
      DocumentError(
        .network, at: place, "It did not come within \(limits.seconds) s.", mend: "Try again, or save it as a file.")
    case .tooLarge:
      DocumentError(
        .tooLarge, at: place,
        "It has more than \(DocumentLimits.words(limits.feedBytes)), which is the most that is taken of a feed.",
        mend: "Save the items that matter as files, and search the folder.")
    case .leadsOffTheWeb: network(place, "It leads to something else than a web page.")
    case .leadsOnTooOften: network(place, "It leads on more than \(Self.redirectionLimit) times.")
    case .failed(let words): network(place, "It did not come: \(words).", cause: words)
    }
  }

  private func network(_ place: String, _ reason: String, cause: String? = nil) -> DocumentError {
    DocumentError(
      .network, at: place, reason, mend: "Check the address, try again, or save the feed as a file.", cause: cause)
  }
}
