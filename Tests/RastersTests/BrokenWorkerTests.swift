import Foundation
import TelltaleTestSupport
import Testing

@testable import Rasters

/// Stands other programs in the place of the reading process, since a sound one does not break on demand.
@Suite("Reading processes that break")
struct BrokenWorkerTests {
  private func error(_ script: String, seconds: Double = 10) -> String? {
    let reader = RasterReader(
      executable: "/bin/sh", arguments: ["-c", script], workers: 1, limits: .init(secondsPerFile: seconds))
    defer { reader.close() }
    return rasterError { () throws(RasterError) in try reader.header(of: "/a.tif") }?.description
  }

  @Test("One that hangs is killed in time")
  func hanging() {
    let start = ContinuousClock.now
    #expect(
      error("sleep 30", seconds: 0.3)
        == "/a.tif: The file was not read within 0.3 s. Check that its disk answers; read smaller windows of a very "
        + "large "
        + "picture.")
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test(
    "One that crashes or leaves is told by how it ended",
    arguments: [
      ("read x; kill -SEGV $$", "it crashed with signal 11"), ("exit 7", "it left with code 7"),
      ("read x; kill -XCPU $$", "its processor time ran out"),
      ("read x; kill -KILL $$", "it was killed, probably for want of memory"),
      ("read x; kill -ABRT $$", "it gave up, probably for want of memory"),
    ])
  func ended(_ script: String, _ words: String) {
    #expect(
      error(script.replacingOccurrences(of: "read x", with: "head -c 1 >/dev/null"))
        == "/a.tif: The process that read the file broke down: \(words). Copy or download the picture again, or "
        + "convert "
        + "it with another program.")
  }

  @Test("One that is another program is found out", arguments: ["cat", "printf 'Usage: telltale <verb>'; cat"])
  func garbled(_ script: String) {
    #expect(
      error(script)
        == "/a.tif: The process that should read the file answered something else. Check that /bin/sh is this "
        + "version of "
        + "the program.")
  }

  @Test("One that cannot be started says so")
  func missingProgram() {
    let reader = RasterReader(executable: "/no/such/program", workers: 1)
    defer { reader.close() }
    #expect(
      rasterError { () throws(RasterError) in try reader.header(of: "/a.tif") }?.description
        == "/a.tif: No process could be started to read it: /no/such/program. Check that the program is there and "
        + "may be "
        + "run, and that the machine has processes and files to spare. (No such file or directory)")
  }

  @Test(
    "One that claims more pixels than the limits allow is not believed",
    arguments: [
      "{\"columns\":2000000000,\"rows\":2000000000,\"bandCount\":1024}", "{\"columns\":-1,\"rows\":1,\"bandCount\":1}",
      "{\"columns\":20000,\"rows\":20000,\"bandCount\":3}", "{\"columns\":2,\"rows\":2}", "[]", "{",
    ])
  func lies(_ json: String) {
    let length = String(json.utf8.count, radix: 8)
    let reader = RasterReader(
      executable: "/bin/sh", arguments: ["-c", "printf '\\\(length)\\000\\000\\000\(json)'; cat"], workers: 1)
    defer { reader.close() }
    let error = rasterError { () throws(RasterError) in try reader.read("/a.tif") }
    #expect(error?.reason == "The process that should read the file answered something else.")
  }

  @Test("The parent's end of the socket is not handed to whatever the parent starts next")
  func descriptors() throws {
    let process = try WorkerLauncher(executable: "/bin/cat", arguments: []).launch().get()
    #expect(fcntl(process.socket, F_GETFD) & FD_CLOEXEC != 0)
    #expect(process.isReady)
    process.end()
  }

  @Test("A process that dies while nothing is asked of it is replaced, and no file suffers")
  func deadWhileIdle() throws {
    try withTemporaryFolder { folder in
      // The first process answers once and leaves; `reader` must notice before it asks again.
      let header = "{\"error\":{\"code\":\"tooLarge\",\"place\":\"a\",\"reason\":\"b\",\"mend\":\"c\"}}"
      let length = String(header.utf8.count, radix: 8)
      let script = "head -c 1 >/dev/null; printf '\\\(length)\\000\\000\\000\(header)'; echo x >> \(folder)/starts"
      let reader = RasterReader(executable: "/bin/sh", arguments: ["-c", script], workers: 1)
      defer { reader.close() }
      func starts() -> String { (try? String(contentsOfFile: folder + "/starts", encoding: .utf8)) ?? "" }
      for count in 1...3 {
        let error = rasterError { () throws(RasterError) in try reader.header(of: "/a.tif") }
        #expect(error?.code == .tooLarge)
        // The script's last line is written a moment before its process is gone.
        for _ in 0..<500 where starts().utf8.count < 2 * count { usleep(10_000) }
        usleep(100_000)
      }
      #expect(starts() == "x\nx\nx\n")
    }
  }
}
