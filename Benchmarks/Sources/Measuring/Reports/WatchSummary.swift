/// What `watch --json` prints.
package struct WatchSummary: Sendable, Decodable {
  package let scenes: Scenes
  package let features: Int

  package struct Scenes: Sendable, Decodable {
    package let used: Int
    package let excluded: [Excluded]
  }

  package struct Excluded: Sendable, Decodable {
    package let file: String
    package let code: String
    package let reason: String
  }
}
