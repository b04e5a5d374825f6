/// Where a long step tells how far it is. Calls may come from any thread.
package protocol Progress: Sendable {
  func report(_ step: String, done: Int, of total: Int)
}

/// Progress that nobody watches.
package struct SilentProgress: Progress {
  package init() {}
  package func report(_ step: String, done: Int, of total: Int) {}
}
