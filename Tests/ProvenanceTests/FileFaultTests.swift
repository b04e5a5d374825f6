import Foundation
import Provenance
import Testing

@Suite("Why a file could not be written") struct FileFaultTests {
  @Test("The system's own words, of an error itself or of the one beneath it")
  func words() {
    #expect(FileFault(POSIXError(.EACCES)).words == "Permission denied")
    let wrapped = CocoaError(.fileWriteUnknown, userInfo: [NSUnderlyingErrorKey: POSIXError(.EROFS)])
    #expect(FileFault(wrapped).words == "Read-only file system")
    #expect(!FileFault(wrapped).isFull)
  }

  @Test(
    "A full disk is known by its code, by a quota's and by Foundation's", arguments: [POSIXErrorCode.ENOSPC, .EDQUOT])
  func full(_ code: POSIXErrorCode) {
    #expect(FileFault(POSIXError(code)).isFull)
    #expect(FileFault(CocoaError(.fileWriteOutOfSpace)).isFull)
  }

  @Test("A folder that cannot be made is told in words that name the fault")
  func folder() throws {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("fault-\(UUID().uuidString)").path
    try Data().write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    do {
      try FileManager.default.createDirectory(atPath: file + "/below/it", withIntermediateDirectories: true)
      Issue.record("a folder was made below a file")
    } catch {
      #expect(!FileFault(error).words.contains("could not be completed"), "\(FileFault(error).words)")
    }
  }
}
