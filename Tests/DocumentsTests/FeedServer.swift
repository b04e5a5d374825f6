import Foundation

/// A web server on the loopback address, in Python: a feed, and answers that no honest server gives.
final class FeedServer {
  let port: Int
  private let process = Process()

  static let isPossible: Bool = {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import http.server"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  private static let program = """
    import http.server, sys, time
    class Answer(http.server.BaseHTTPRequestHandler):
        def log_message(self, *words): pass
        def lead(self, place):
            self.send_response(302); self.send_header("Location", place); self.end_headers()
        def do_GET(self):
            parts = self.path.split("?")[0].strip("/").split("/")
            if parts[0] == "hop":
                left = int(parts[1])
                return self.lead("/feed" if left <= 1 else "/hop/%d" % (left - 1))
            if parts[0] == "file": return self.lead("file:///etc/hostname")
            if parts[0] == "ftp": return self.lead("ftp://127.0.0.1/feed")
            if parts[0] in ("none", "etc"):
                self.send_response(404); self.end_headers(); return
            self.send_response(200); self.end_headers()
            if parts[0] == "slow": time.sleep(30)
            if parts[0] == "endless":
                try:
                    while True: self.wfile.write(b"<a>" * 10000)
                except OSError: return
            self.wfile.write(open(sys.argv[1], "rb").read())
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    print(server.server_port, flush=True)
    server.serve_forever()
    """

  init(feed path: String) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.program, path]
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let number = Int(line.split(separator: "\n").first ?? "") else { throw POSIXError(.ECONNREFUSED) }
    port = number
  }

  deinit { process.terminate() }

  func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }
}
