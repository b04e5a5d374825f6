import CGDAL

/// GDAL's words during one call, kept instead of printed.
final class LibraryMessages {
  private(set) var failures: [String] = []
  private(set) var warnings: [String] = []

  /// A damaged file can raise a message for each of its rows.
  private static let limit = 8

  /// What to print as the cause of an error: failures where there are any, else warnings.
  var cause: String? {
    let words = failures.isEmpty ? warnings : failures
    return words.isEmpty ? nil : words.joined(separator: "; ")
  }

  /// Runs `body` and catches what GDAL says meanwhile on this thread.
  ///
  /// GDAL's stack of handlers belongs to the thread: `body` must not suspend, and being synchronous it cannot.
  static func catching<Result: ~Copyable, Failure: Error>(
    _ body: (LibraryMessages) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let messages = LibraryMessages()
    unsafe CPLPushErrorHandlerEx(
      { severity, _, text in
        guard let text = unsafe text, let user = unsafe CPLGetErrorHandlerUserData() else { return }
        let messages = unsafe Unmanaged<LibraryMessages>.fromOpaque(user).takeUnretainedValue()
        unsafe messages.note(severity, String(cString: text))
      }, Unmanaged.passUnretained(messages).toOpaque())
    defer {
      CPLPopErrorHandler()
      // The handler holds no reference of its own.
      withExtendedLifetime(messages) {}
    }
    return try body(messages)
  }

  private func note(_ severity: CPLErr, _ text: String) {
    let text = String(text.prefix(300))
    if severity == CE_Failure || severity == CE_Fatal {
      if failures.count < Self.limit, !failures.contains(text) { failures.append(text) }
    } else if severity == CE_Warning {
      if warnings.count < Self.limit, !warnings.contains(text) { warnings.append(text) }
    }
  }
}
