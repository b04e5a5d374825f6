import Foundation

/// Runs `body` with a null-terminated list of C strings, which it must not keep.
@safe func withMutableCStrings<Result>(
  _ strings: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) throws -> Result
) rethrows -> Result {
  var copies = unsafe strings.map { unsafe strdup($0) } + [nil]
  defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
  return try unsafe copies.withUnsafeMutableBufferPointer { list in
    // A list with its terminator is never empty, so it has an address.
    guard let address = list.baseAddress else { preconditionFailure("an array with an element has no storage") }
    return try unsafe body(address)
  }
}

/// As `withMutableCStrings`, for functions that promise to leave the strings alone.
@safe func withCStrings<Result>(
  _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) throws -> Result
) rethrows -> Result {
  try withMutableCStrings(strings) { list in
    try unsafe list.withMemoryRebound(to: UnsafePointer<CChar>?.self, capacity: strings.count + 1) {
      try unsafe body($0)
    }
  }
}
