import Evidence
import Foundation
import Provenance
import TelltaleTestSupport
import Testing

@testable import Documents

@Suite("Reading documents") struct DocumentReaderTests {
  static let hasPDFReader = DocumentReader.installedPDFProgram != nil
  static let skipReason: Comment = "skipped: pdftotext is not installed (Debian: apt install poppler-utils)"

  private static func reading<Result>(
    _ bytes: Data, as name: String = "document", with reader: DocumentReader = .init(),
    _ body: (String, DocumentReader) throws -> Result
  ) throws -> Result {
    try withTemporaryFolder { folder in
      let path = folder + "/" + name
      try bytes.write(to: URL(fileURLWithPath: path))
      return try body(path, reader)
    }
  }

  private static func code(_ path: String, _ reader: DocumentReader = .init()) -> DocumentError.Code? {
    do { _ = try reader.read(path) } catch { return error.code }
    return nil
  }

  @Test("Plain text is read as UTF-8, by its mark as UTF-16, else as Latin letters that are called a guess")
  func plainText() throws {
    let wide = Array("룡성".utf16)
    for (bytes, text, encoding, isGuessed) in [
      (Data("룡성 Ryongsŏng".utf8), "룡성 Ryongsŏng", "utf-8", false),
      (Data([0xEF, 0xBB, 0xBF]) + Data("a".utf8), "a", "utf-8", false),
      (Data([0xFF, 0xFE]) + Data(wide.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }), "룡성", "utf-16le", false),
      (Data([0xFE, 0xFF]) + Data(wide.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }), "룡성", "utf-16be", false),
      (Data([0x63, 0x61, 0x66, 0xE9, 0x20, 0x93]), "café “", "windows-1252", true),
      (Data(), "", "utf-8", false),
    ] {
      let document = try Self.reading(bytes) { try $1.read($0) }
      #expect(document.text.text == text)
      #expect(document.encoding == encoding && document.isEncodingGuessed == isGuessed)
      #expect(document.mediaType == "text/plain")
    }
  }

  @Test("A page is read in the encoding that it declares")
  func declared() throws {
    let korean = Data("<html><meta charset=\"euc-kr\"><p>".utf8) + Data([0xB7, 0xE6, 0xBC, 0xBA])
    #expect(try Self.reading(korean) { try $1.read($0) }.text.text == "룡성")
    let russian = Data("<html><meta http-equiv=x content='text/html; charset=windows-1251'>".utf8)
    let page = try Self.reading(russian + Data([0xCC, 0xEE, 0xF1])) { try $1.read($0) }
    #expect(page.text.text == "Мос" && page.encoding == "windows-1251" && !page.isEncodingGuessed)
    let plain = try Self.reading(Data("<p>a".utf8), as: "a.HTML") { try $1.read($0) }
    #expect(plain.mediaType == "text/html" && plain.text.text == "a")
  }

  @Test("Pictures are told by their first bytes and have no text; other formats are refused with their name")
  func formats() throws {
    for (bytes, type) in [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"), ([0xFF, 0xD8, 0xFF, 0xE0], "image/jpeg"),
      (Array("GIF89a".utf8), "image/gif"), (Array("RIFF0000WEBP".utf8), "image/webp"),
      ([0x49, 0x49, 42, 0], "image/tiff"),
    ] as [([UInt8], String)] {
      let document = try Self.reading(Data(bytes), as: "a.txt") { try $1.read($0) }
      #expect(document.mediaType == type && document.isEmpty)
    }
    for bytes in [Array("PK".utf8) + [3, 4], [1, 2, 3, 0], Array("<?xml version='1.0'?><kml/>".utf8), [1, 2, 3]] {
      #expect(try Self.reading(Data(bytes)) { path, _ in Self.code(path) } == .unsupported)
    }
    let error = try Self.reading(Data([0x1F, 0x8B, 8])) { path, reader in
      #expect(throws: DocumentError.self) { try reader.read(path) }
    }
    #expect(
      error?.reason == "This is a gzip archive; text is read of plain text, HTML and PDF.")
  }

  @Test("What is no ordinary file is refused without waiting for it")
  func notFiles() throws {
    try withTemporaryFolder { folder in
      try #require(unsafe mkfifo(folder + "/pipe", 0o600) == 0)
      for (link, target) in [("a", "b"), ("b", "a"), ("zero", "/dev/zero"), ("none", "nowhere")] {
        try FileManager.default.createSymbolicLink(atPath: folder + "/" + link, withDestinationPath: target)
      }
      for (name, code) in [
        ("pipe", .notAFile), ("", .notAFile), ("a", .notAFile), ("zero", .notAFile), ("none", .unreadable),
        ("absent", .unreadable), ("x\u{0}y", .unreadable),
      ] as [(String, DocumentError.Code)] {
        #expect(Self.code(folder + "/" + name) == code, "\(name)")
      }
      #expect(Self.code("/dev/null") == .notAFile && Self.code("") == .unreadable)
    }
  }

  @Test("A sparse file of 2 GB is refused by its size, with the limit")
  func sparse() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/huge.txt"
      try Data().write(to: URL(fileURLWithPath: path))
      try #require(unsafe truncate(path, 2 << 30) == 0)
      let error = #expect(throws: DocumentError.self) { try DocumentReader().read(path) }
      #expect(error?.code == .tooLarge)
      #expect(error?.reason == "It has 2 GiB, and at most 256 MiB are taken.")
      #expect(throws: DocumentError.self) { try CapturedFile(copying: path, into: folder + "/sources") }
      #expect(!FileManager.default.fileExists(atPath: folder + "/sources"))
    }
  }

  @Test("A text longer than its limit is refused")
  func longText() throws {
    var reader = DocumentReader()
    reader.limits.textBytes = 10
    #expect(try Self.reading(Data("12345678901".utf8), with: reader) { Self.code($0, $1) } == .tooLarge)
    #expect(try Self.reading(Data("1234567890".utf8), with: reader) { Self.code($0, $1) } == nil)
  }

  @Test("A PDF's words are quoted with their page", .enabled(if: hasPDFReader, skipReason))
  func pdf() throws {
    let bytes = TinyPDF.pages([["The plant grew."], ["A new hall was re-", "built in Ryong-", "song by the bureau."]])
    let document = try Self.reading(bytes, as: "-e.pdf") { try $1.read($0) }
    #expect(document.mediaType == "application/pdf" && document.text.pageStarts.count == 2)
    #expect(try Quotation(of: "The plant grew.", in: document.text).page == 1)
    #expect(try Quotation(of: "new hall was rebuilt in Ryongsong", in: document.text).page == 2)
    let hits = try Gazetteer(names: ["룡성"]).hits(in: document.text.text).hits
    #expect(hits.count == 1 && hits.first.map { document.text.page(at: $0.offset) } == 2)
  }

  @Test("A PDF that would take for ever ends with its limit", .enabled(if: hasPDFReader, skipReason))
  func bomb() throws {
    var reader = DocumentReader()
    reader.limits.seconds = 2
    reader.limits.mebibytes = 256
    let error = try Self.reading(TinyPDF.bomb(), as: "a.pdf", with: reader) { path, reader in
      #expect(throws: DocumentError.self) { try reader.read(path) }
    }
    #expect(error?.code == .overLimits, "\(String(describing: error))")
  }

  @Test("A PDF with more text than is taken is refused", .enabled(if: hasPDFReader, skipReason))
  func flood() throws {
    var reader = DocumentReader()
    reader.limits.textBytes = 1000
    let bytes = TinyPDF.pages(Array(repeating: Array(repeating: "All work and no play.", count: 40), count: 20))
    #expect(try Self.reading(bytes, with: reader) { Self.code($0, $1) } == .tooLarge)
  }

  @Test("Locked, cut and false PDFs say what is wrong", .enabled(if: hasPDFReader, skipReason))
  func badPDF() throws {
    #expect(try Self.reading(TinyPDF.locked()) { Self.code($0, $1) } == .locked)
    #expect(try Self.reading(Data("%PDF-1.4\nnothing".utf8)) { Self.code($0, $1) } == .broken)
    #expect(try Self.reading(TinyPDF.pages([["a"]]).prefix(120)) { Self.code($0, $1) } == .broken)
  }

  @Test("Without pdftotext the error says how to get it")
  func missingTool() throws {
    for program in [nil, "/nowhere/pdftotext"] {
      let reader = DocumentReader(pdfProgram: program)
      let error = try Self.reading(Data("%PDF-1.4".utf8), with: reader) { path, reader in
        #expect(throws: DocumentError.self) { try reader.read(path) }
      }
      #expect(error?.code == .toolMissing)
      #expect(error?.mend.contains("poppler-utils") == true)
    }
  }

  @Test("A child that says nothing, too much, or breaks down is ended")
  func children() throws {
    func end(_ script: String, seconds: Int = 20) throws -> LimitedProcess.End {
      try LimitedProcess(
        program: "/bin/sh", arguments: ["-c", script], seconds: seconds, mebibytes: 512, mostBytes: 1000
      ).run().end
    }
    #expect(try end("exit 3") == .exited(3))
    #expect(try end("kill -SEGV $$") == .signalled(SIGSEGV))
    #expect(try end("sleep 60", seconds: 1) == .outOfTime)
    #expect(try end("exec >&- 2>&-; sleep 60", seconds: 1) == .outOfTime)
    #expect(try end("while :; do echo aaaaaaaaaaaaaaaa; done") == .tooMuch)
    #expect(try end("while :; do :; done", seconds: 1) != .exited(0))
    #expect(
      try end("echo x > /tmp/telltale-$$; test -s /tmp/telltale-$$ && s=1; rm -f /tmp/telltale-$$; exit ${s:-0}")
        != .exited(1))
  }
}
