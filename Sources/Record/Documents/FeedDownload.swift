import Evidence
import Foundation
import Synchronization

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
    let transfer = Transfer(place: place, limit: limits.feedBytes)
    let settings = URLSessionConfiguration.ephemeral
    settings.timeoutIntervalForRequest = Double(limits.seconds)
    settings.timeoutIntervalForResource = Double(limits.seconds)
    settings.httpCookieStorage = nil
    settings.urlCache = nil
    let session = URLSession(configuration: settings, delegate: transfer, delegateQueue: nil)
    session.dataTask(with: url).resume()
    let isDone = transfer.isDone.wait(timeout: .now() + .seconds(limits.seconds)) == .success
    session.invalidateAndCancel()
    guard isDone else {
      throw DocumentError(
        .network, at: place, "It did not come within \(limits.seconds) s.", mend: "Try again, or save it as a file.")
    }
    return (try transfer.result.get(), place)
  }

  /// What comes in, and why it stopped.
  private final class Transfer: NSObject, URLSessionDataDelegate, Sendable {
    private struct State {
      var bytes = Data()
      var redirections = 0
      var refusal: DocumentError?
      var failure: String?
      var status: Int?
    }

    let isDone = DispatchSemaphore(value: 0)
    private let place: String
    private let limit: Int
    private let state = Mutex(State())

    init(place: String, limit: Int) {
      self.place = place
      self.limit = limit
    }

    var result: Result<Data, DocumentError> {
      let state = state.withLock { $0 }
      if let refusal = state.refusal { return .failure(refusal) }
      if let failure = state.failure { return .failure(error("It did not come: \(failure).", cause: failure)) }
      guard let status = state.status, (200..<300).contains(status) else {
        return .failure(error("The server answered with status \(state.status ?? 0)."))
      }
      return .success(state.bytes)
    }

    private func error(_ reason: String, cause: String? = nil) -> DocumentError {
      DocumentError(
        .network, at: place, reason, mend: "Check the address, try again, or save the feed as a file.", cause: cause)
    }

    func urlSession(
      _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
      newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
      let isWeb = ["http", "https"].contains(request.url?.scheme?.lowercased() ?? "")
      let refusal = state.withLock { state -> DocumentError? in
        state.redirections += 1
        if !isWeb {
          state.refusal = error("It leads to something else than a web page.")
        } else if state.redirections > FeedDownload.redirectionLimit {
          state.refusal = error("It leads on more than \(FeedDownload.redirectionLimit) times.")
        }
        return state.refusal
      }
      completionHandler(refusal == nil ? request : nil)
      if refusal != nil { task.cancel() }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
      let isTooMuch = state.withLock { state in
        if state.bytes.count + data.count > limit {
          state.bytes = Data()
          state.refusal = DocumentError(
            .tooLarge, at: place,
            "It has more than \(DocumentLimits.words(limit)), which is the most that is taken of a feed.",
            mend: "Save the items that matter as files, and search the folder.")
        } else {
          state.bytes.append(data)
        }
        return state.refusal != nil
      }
      if isTooMuch { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
      state.withLock { state in
        state.failure = error?.localizedDescription
        state.status = (task.response as? HTTPURLResponse)?.statusCode
      }
      isDone.signal()
    }
  }
}
