import Foundation
import TelltaleTestSupport
import Testing

@testable import Documents

@Suite("Feeds from the network") struct FeedDownloadTests {
  static let skipReason: Comment = "skipped: python3 is not installed"

  private static func code(_ url: String, _ limits: DocumentLimits = .init()) -> DocumentError.Code? {
    do { _ = try Feed(url: url, limits: limits) } catch { return error.code }
    return nil
  }

  @Test("A feed is loaded, over five redirections and no more", .enabled(if: FeedServer.isPossible, skipReason))
  func loads() throws {
    try withTemporaryFolder { folder in
      try Data(FeedTests.rss.utf8).write(to: URL(fileURLWithPath: folder + "/feed.xml"))
      let server = try FeedServer(feed: folder + "/feed.xml")
      #expect(try Feed(url: server.url("feed")).items.count == 2)
      #expect(try Feed(url: server.url("hop/5")).items.count == 2)
      #expect(Self.code(server.url("hop/6")) == .network)
      #expect(Self.code(server.url("file")) == .network)
      #expect(Self.code(server.url("ftp")) == .network)
      #expect(Self.code(server.url("none")) == .network)
      let error = #expect(throws: DocumentError.self) { try Feed(url: server.url("none?token=secret")) }
      #expect(error?.place == server.url("none") && error?.reason == "The server answered with status 404.")
    }
  }

  @Test("A feed that never ends or never comes is given up", .enabled(if: FeedServer.isPossible, skipReason))
  func limits() throws {
    try withTemporaryFolder { folder in
      try Data(FeedTests.rss.utf8).write(to: URL(fileURLWithPath: folder + "/feed.xml"))
      let server = try FeedServer(feed: folder + "/feed.xml")
      var limits = DocumentLimits()
      limits.feedBytes = 100_000
      #expect(Self.code(server.url("endless"), limits) == .tooLarge)
      limits.seconds = 1
      #expect(Self.code(server.url("slow"), limits) == .network)
    }
  }

  @Test("Addresses of other kinds, and servers that are not there, are refused")
  func refused() {
    for url in ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1", "", "feed.xml"] {
      #expect(Self.code(url) == .unreadable)
    }
    #expect(Self.code("http://127.0.0.1:1/feed") == .network)
  }
}
