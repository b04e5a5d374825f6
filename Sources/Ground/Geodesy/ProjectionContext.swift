import CPROJ

/// Owner of one PROJ context: no network, no messages on standard error. One thread at a time.
@safe final class ProjectionContext {
  let handle: OpaquePointer
  private let messages = Messages()

  /// PROJ's messages since the last call of `takeMessages`.
  private final class Messages {
    var texts: [String] = []
  }

  init?() {
    guard let created = unsafe proj_context_create() else { return nil }
    unsafe handle = created
    // A grid fetched from the network on one machine and absent on another would move coordinates by metres.
    unsafe proj_context_set_enable_network(created, 0)
    unsafe proj_log_func(created, Unmanaged.passUnretained(messages).toOpaque()) { data, _, text in
      guard let data = unsafe data, let text = unsafe text else { return }
      unsafe Unmanaged<Messages>.fromOpaque(data).takeUnretainedValue().texts.append(String(cString: text))
    }
    unsafe proj_log_level(created, PJ_LOG_ERROR)
  }

  deinit { unsafe proj_context_destroy(handle) }

  /// What PROJ said since the last call, on one line; `nil` when it said nothing.
  func takeMessages() -> String? {
    defer { messages.texts = [] }
    return messages.texts.isEmpty ? nil : messages.texts.joined(separator: "; ")
  }
}
