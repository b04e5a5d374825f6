import Evidence
import Foundation

/// Text of a PDF by poppler's `pdftotext`, page by page.
struct PDFText {
  let limits: DocumentLimits
  let program: String?

  /// - Throws: `toolMissing`, `locked`, `broken`, `overLimits`.
  func read(_ path: String) throws(DocumentError) -> DocumentText {
    guard let program else {
      throw DocumentError(
        .toolMissing, at: path, "The text of a PDF is read by pdftotext, and it is not installed.",
        mend: "Install poppler (Debian and Ubuntu: apt install poppler-utils; macOS: brew install poppler).")
    }
    // From the root on: a name that begins with a hyphen would be taken for an option.
    let file = URL(fileURLWithPath: path).path
    let process = LimitedProcess(
      program: program, arguments: ["-enc", "UTF-8", "-eol", "unix", file, "-"], seconds: limits.seconds,
      mebibytes: limits.mebibytes, mostBytes: limits.textBytes)
    let outcome: LimitedProcess.Outcome
    do {
      outcome = try process.run()
    } catch {
      throw DocumentError(
        .toolMissing, at: path, "The program that reads PDF cannot be started: \(program).",
        mend: "Check that it may be run, and that the machine has processes and files to spare.", cause: error.words)
    }
    try check(outcome, path)
    let text = String(decoding: outcome.output, as: UTF8.self)
    return DocumentText(ExtractedText(pagesIn: text), mediaType: "application/pdf")
  }

  private func check(_ outcome: LimitedProcess.Outcome, _ path: String) throws(DocumentError) {
    let complaints = String(decoding: outcome.complaints, as: UTF8.self).asOneLine
    switch outcome.end {
    case .exited(0): return
    case .exited where complaints.contains("ncorrect password") || complaints.contains("ncrypted"):
      throw DocumentError(
        .locked, at: path, "This PDF asks for a password.", mend: "Save a copy without one.", cause: complaints)
    case .exited where complaints.contains("emory") || complaints.contains("bad_alloc"):
      throw overLimits(path, "more than \(limits.mebibytes) MiB of memory", complaints)
    case .exited(127), .exited(126):
      throw DocumentError(
        .toolMissing, at: path, "The program that reads PDF cannot be run.", mend: "Install poppler-utils again.",
        cause: complaints)
    case .exited(let code):
      throw DocumentError(
        .broken, at: path, "pdftotext cannot read this PDF (code \(code)): \(complaints.shortened(to: 200)).",
        mend: "Print it to a new PDF, or save its text.", cause: complaints)
    case .outOfTime, .signalled(SIGXCPU): throw overLimits(path, "more than \(limits.seconds) s", complaints)
    case .signalled(SIGKILL): throw overLimits(path, "more time or memory than is allowed", complaints)
    case .signalled(SIGABRT), .signalled(SIGSEGV), .signalled(SIGBUS):
      throw overLimits(path, "more than \(limits.mebibytes) MiB of memory, or it made pdftotext crash", complaints)
    case .signalled(let signal):
      throw DocumentError(
        .broken, at: path, "It made pdftotext crash with signal \(signal).",
        mend: "Print it to a new PDF, or save its text.", cause: complaints)
    case .tooMuch:
      throw DocumentError(
        .tooLarge, at: path, "It has more than \(DocumentLimits.words(limits.textBytes)) of text.",
        mend: "Cut out the pages that matter.")
    }
  }

  private func overLimits(_ path: String, _ what: String, _ cause: String) -> DocumentError {
    DocumentError(
      .overLimits, at: path, "Reading this PDF took \(what).", mend: "Cut out the pages that matter.", cause: cause)
  }
}
