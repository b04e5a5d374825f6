import Foundation
import TelltaleTestSupport
import Testing

@testable import Documents

@Suite("Printing PDF") struct PDFPrinterTests {
  static let hasBrowser = PDFPrinter.installedProgram != nil
  static let skipReason: Comment = "skipped: no Chromium is installed (Debian: apt install chromium)"

  /// What printing a page ends with, by a program that does what `script` says.
  private static func error(_ script: String?, seconds: Int = 20) throws -> (DocumentError?, Data?) {
    try withTemporaryFolder { folder in
      var printer = PDFPrinter(program: nil)
      printer.seconds = seconds
      if let script {
        let path = folder + "/browser"
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: URL(fileURLWithPath: path))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
        printer.program = path
      }
      let page = folder + "/a b&c.html"
      try Data("<p>x</p>".utf8).write(to: URL(fileURLWithPath: page))
      do { try printer.print(page, to: folder + "/out.pdf") } catch {
        return (error as? DocumentError, FileManager.default.contents(atPath: folder + "/out.pdf"))
      }
      return (nil, FileManager.default.contents(atPath: folder + "/out.pdf"))
    }
  }

  private static let find = #"for a; do case $a in --print-to-pdf=*) out=${a#*=};; esac; done; "#

  @Test("Without a browser, or with one that cannot be run, it says which to install")
  func missing() throws {
    let (error, _) = try Self.error(nil)
    #expect(error?.code == .toolMissing && error?.reason == "PDF is printed by Chromium, and none is installed.")
    #expect(error?.mend.contains("apt install chromium") == true && error?.mend.contains("TELLTALE_CHROMIUM") == true)
    do {
      try PDFPrinter(program: "/none/chromium").print("/none/page.html", to: "/none/out.pdf")
      Issue.record("it printed")
    } catch {
      #expect(error.code == .toolMissing && error.reason.contains("/none/chromium"))
    }
  }

  @Test("A browser that fails, crashes, talks or leaves no PDF is said to, and nothing is left behind")
  func failures() throws {
    for (script, code, words) in [
      ("echo no >&2; exit 3", DocumentError.Code.broken, "Chromium could not print (code 3)."),
      ("kill -SEGV $$", .broken, "Chromium crashed with signal 11."),
      ("exit 0", .broken, "Chromium ended well and left no whole PDF."),
      (Self.find + "echo '%PDF-1.4 cut' > $out", .broken, "left no whole PDF"),
      ("exec yes", .broken, "talks instead of printing"),
      ("exit 127", .toolMissing, "cannot be run"),
    ] {
      let (error, left) = try Self.error(script)
      #expect(error?.code == code && error?.reason.contains(words) == true, "\(script): \(error?.reason ?? "none")")
      #expect(left == nil)
    }
  }

  @Test("A browser that does not end is ended, with what it started")
  func endless() throws {
    let (error, _) = try Self.error("sleep 300 & sleep 300", seconds: 1)
    #expect(error?.code == .overLimits)
  }

  @Test("It gets a home of its own, no network and no more than it may write")
  func surroundings() throws {
    let script =
      Self.find + #"test "$HOME" = "$TMPDIR" && test -d "$HOME" || exit 9; "#
      + #"case "$*" in *"--proxy-server=127.0.0.1:9"*"file:///"*"a%20b&c.html"*) ;; *) exit 8;; esac; "#
      + #"echo '%PDF-1.4 %%EOF' > "$out"; ulimit -f >&2"#
    let (error, pdf) = try Self.error(script)
    #expect(error == nil && pdf == Data("%PDF-1.4 %%EOF\n".utf8))
  }

  @Test("Chromium prints a page of text", .enabled(if: hasBrowser && DocumentReaderTests.hasPDFReader, skipReason))
  func real() throws {
    try withTemporaryFolder { folder in
      let page = folder + "/page.html"
      try Data("<!DOCTYPE html><meta charset=utf-8><p>Ryongsŏng 룡성</p><script>document.write('run')</script>".utf8)
        .write(to: URL(fileURLWithPath: page))
      try PDFPrinter().print(page, to: folder + "/out.pdf")
      #expect(try DocumentReader().read(folder + "/out.pdf").text.text.contains("Ryongs"))
      #expect(throws: DocumentError.self) { try PDFPrinter().print(page, to: folder + "/none/out.pdf") }
    }
  }
}
