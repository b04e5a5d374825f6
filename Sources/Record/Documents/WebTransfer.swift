import Foundation
import Synchronization

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

/// One exchange over http or https, within limits of time, size and redirections.
struct WebTransfer {
  struct Answer {
    var status = 0
    /// Lower case, without parameters; `nil` where the server names none.
    var mediaType: String?
    var bytes = Data()
  }

  enum Fault: Error, Equatable {
    /// Nothing, or not all of it, came in time.
    case outOfTime
    case tooLarge
    /// It leads to an address that is neither http nor https.
    case leadsOffTheWeb
    case leadsOnTooOften
    /// The system's words.
    case failed(String)
  }

  /// The most that is taken.
  let bytes: Int
  let seconds: Int
  let redirections: Int

  /// Blocks.
  func run(_ request: URLRequest) throws(Fault) -> Answer {
    let exchange = Exchange(self)
    let settings = URLSessionConfiguration.ephemeral
    settings.timeoutIntervalForRequest = Double(seconds)
    settings.timeoutIntervalForResource = Double(seconds)
    settings.httpCookieStorage = nil
    settings.urlCache = nil
    let session = URLSession(configuration: settings, delegate: exchange, delegateQueue: nil)
    session.dataTask(with: request).resume()
    let isDone = exchange.isDone.wait(timeout: .now() + .seconds(seconds)) == .success
    session.invalidateAndCancel()
    guard isDone else { throw .outOfTime }
    return try exchange.result.get()
  }

  /// What comes in, and why it stopped.
  private final class Exchange: NSObject, URLSessionDataDelegate, Sendable {
    private struct State {
      var answer = Answer()
      var redirections = 0
      var fault: Fault?
    }

    let isDone = DispatchSemaphore(value: 0)
    private let transfer: WebTransfer
    private let state = Mutex(State())

    init(_ transfer: WebTransfer) { self.transfer = transfer }

    var result: Result<Answer, Fault> {
      state.withLock { state in state.fault.map { .failure($0) } ?? .success(state.answer) }
    }

    func urlSession(
      _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
      newRequest request: URLRequest, completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
      let isWeb = ["http", "https"].contains(request.url?.scheme?.lowercased() ?? "")
      let isRefused = state.withLock { state in
        state.redirections += 1
        if !isWeb {
          state.fault = .leadsOffTheWeb
        } else if state.redirections > transfer.redirections {
          state.fault = .leadsOnTooOften
        }
        return state.fault != nil
      }
      completionHandler(isRefused ? nil : request)
      if isRefused { task.cancel() }
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
      let isTooMuch = state.withLock { state in
        if state.answer.bytes.count + data.count > transfer.bytes {
          state.answer.bytes = Data()
          state.fault = .tooLarge
        } else {
          state.answer.bytes.append(data)
        }
        return state.fault != nil
      }
      if isTooMuch { dataTask.cancel() }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
      let response = task.response as? HTTPURLResponse
      let type = response?.value(forHTTPHeaderField: "Content-Type")?.split(separator: ";").first
      state.withLock { state in
        if let error, state.fault == nil {
          // The session's clock and this one's stop at the same second, in either order.
          let isLate = (error as? URLError)?.code == .timedOut
          state.fault = isLate ? .outOfTime : .failed(error.localizedDescription)
        }
        state.answer.status = response?.statusCode ?? 0
        state.answer.mediaType = type.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
      }
      isDone.signal()
    }
  }
}
