import Foundation

@testable import Documents

/// An authority on the loopback address, in Python: stamps by openssl, and answers that no honest authority gives.
final class StampServer {
  let port: Int
  private let process = Process()

  static let isPossible = TestAuthority.isPossible && FeedServer.isPossible

  private static let program = """
    import base64, http.server, os, subprocess, sys, threading, time
    os.chdir(sys.argv[1])
    one = threading.Lock()
    def openssl(words, last):
        return subprocess.run(["openssl", "ts"] + words.split() + [last], check=True, capture_output=True).stdout
    def stamp(query, section="stamping"):
        with one:
            open("asked", "wb").write(query)
            files = "-signer tsa.pem -inkey tsa.key -queryfile asked -out given"
            openssl("-reply -config ca.cnf " + files + " -section", section)
            return open("given", "rb").read()
    first = []
    class Answer(http.server.BaseHTTPRequestHandler):
        def log_message(self, *words): pass
        def give(self, body, kind="application/timestamp-reply", status=200):
            self.send_response(status)
            if kind: self.send_header("Content-Type", kind)
            self.end_headers()
            try: self.wfile.write(body)
            except OSError: pass
        def do_GET(self): self.give(b"<p>Ask by POST</p>", "text/html")
        def do_POST(self):
            query = self.rfile.read(int(self.headers["Content-Length"]))
            name = self.path.split("?")[0].strip("/")
            if self.headers["Content-Type"] != "application/timestamp-query": return self.give(b"", status=415)
            if name == "page": return self.give(b"<p>Stamps</p>", "Text/HTML; charset=utf-8")
            if name == "untyped": return self.give(stamp(query), None)
            if name == "parameter": return self.give(stamp(query), "Application/Timestamp-Reply; x=y")
            if name == "busy": return self.give(b"", status=503)
            if name == "no": return self.give(stamp(query, "refusing"))
            if name == "cut": return self.give(stamp(query)[:400])
            if name == "empty": return self.give(b"")
            if name == "slow": time.sleep(30); return self.give(stamp(query))
            if name == "drip":
                self.send_response(200); self.send_header("Content-Type", "application/timestamp-reply")
                self.end_headers()
                try:
                    for byte in stamp(query): self.wfile.write(bytes([byte])); self.wfile.flush(); time.sleep(0.1)
                except OSError: pass
                return
            if name == "endless":
                self.send_response(200); self.send_header("Content-Type", "application/timestamp-reply")
                self.end_headers()
                try:
                    while True: self.wfile.write(bytes(10000))
                except OSError: return
            if name == "moved":
                self.send_response(307); self.send_header("Location", "/"); self.end_headers(); return
            if name == "old":
                if not first: first.append(stamp(query))
                return self.give(first[0])
            if name == "other":
                return self.give(stamp(openssl("-query -sha256 -cert -digest", "07" * 32)))
            if name == "account":
                right = "Basic " + base64.b64encode("kim:pa ss".encode()).decode()
                if self.headers["Authorization"] != right: return self.give(b"", status=401)
            self.give(stamp(query))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    print(server.server_port, flush=True)
    server.serve_forever()
    """

  init(_ authority: TestAuthority) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.program, authority.folder]
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
