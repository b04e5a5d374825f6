import Foundation
import Provenance

/// Prints a page that stands alone to PDF with a headless Chromium: a child process without network, with limits of
/// time, memory and size, and with a profile of its own that is gone afterwards. Calls block.
package struct PDFPrinter: Sendable {
  /// The browser; `nil` where there is none.
  package var program: String?
  package var seconds = 120
  /// Memory that each of the browser's processes may fill.
  package var mebibytes = 4_096
  /// Size of the PDF, and of any other file that the browser writes.
  package var mostBytes = 512 << 20

  package init(program: String? = PDFPrinter.installedProgram) { self.program = program }

  /// Names under which the browser is installed.
  private static let names = [
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
  ]
  private static let places = [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ]

  /// What `TELLTALE_CHROMIUM` names, else the first browser of the search path.
  package static let installedProgram: String? = {
    let environment = ProcessInfo.processInfo.environment
    if let named = environment["TELLTALE_CHROMIUM"], !named.isEmpty { return named }
    let folders = (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
    return (names.flatMap { name in folders.map { "\($0)/\(name)" } } + places)
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  private static let mend =
    "Install it (Debian and Ubuntu: apt install chromium; macOS: brew install --cask chromium), "
    + "or name one in TELLTALE_CHROMIUM."

  /// Prints the page at `page` to `output`, which appears whole or not at all.
  /// - Throws: `toolMissing`, `overLimits`, `broken` where the browser gives no PDF, `notWritten`.
  package func print(_ page: String, to output: String) throws(DocumentError) {
    guard let program else {
      throw DocumentError(
        .toolMissing, at: output, "PDF is printed by Chromium, and none is installed.", mend: Self.mend)
    }
    guard FileManager.default.isExecutableFile(atPath: program) else {
      throw DocumentError(
        .toolMissing, at: output, "The browser that prints PDF cannot be run: \(program).", mend: Self.mend)
    }
    // Its sockets lie in there, and the system knows no socket by more than about a hundred letters.
    let usual = FileManager.default.temporaryDirectory.path
    let isLong = usual.utf8.count > 24 && FileManager.default.isWritableFile(atPath: "/tmp")
    let folder = (isLong ? "/tmp" : usual) + "/tt-" + UUID().uuidString.prefix(8)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw DocumentError(
        .notWritten, at: output, "There is no place for the browser's profile: \(FileFault(error).words).",
        mend: "Permit writing in the folder for temporary files, or name another in TMPDIR.")
    }
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let printed = try printed(page, by: program, in: folder, for: output)
    do { try AtomicFile.write(printed, to: output) } catch {
      throw DocumentError(
        .notWritten, at: output, "The PDF could not be written: \(FileFault(error).words).",
        mend: "Permit writing there, or name another place.")
    }
  }

  private func printed(
    _ page: String, by program: String, in folder: String, for output: String
  ) throws(DocumentError) -> Data {
    // As root the browser refuses its sandbox. The page is the report's own: it holds no script, and forbids any.
    var isBoxed = geteuid() != 0
    var outcome = try run(page, program, folder, isBoxed: isBoxed, output)
    if isBoxed, outcome.end != .exited(0), Self.complaints(outcome).lowercased().contains("sandbox") {
      isBoxed = false
      outcome = try run(page, program, folder, isBoxed: isBoxed, output)
    }
    try check(outcome, output)
    guard let pdf = FileManager.default.contents(atPath: folder + "/page.pdf"), pdf.starts(with: Data("%PDF-".utf8)),
      pdf.suffix(1_024).range(of: Data("%%EOF".utf8)) != nil
    else {
      throw DocumentError(
        .broken, at: output, "Chromium ended well and left no whole PDF.",
        mend: "Try another version of it, or print report.html from a browser.", cause: Self.complaints(outcome))
    }
    return pdf
  }

  // MARK: - The child

  private func run(
    _ page: String, _ program: String, _ folder: String, isBoxed: Bool, _ output: String
  ) throws(DocumentError) -> LimitedProcess.Outcome {
    var process = LimitedProcess(
      program: program, arguments: Self.arguments(page, folder, isBoxed: isBoxed), seconds: seconds,
      mebibytes: mebibytes, mostBytes: 1 << 20)
    process.countsReservedMemory = false
    process.mostWritten = mostBytes
    process.environment = ["HOME=\(folder)", "TMPDIR=\(folder)", "XDG_RUNTIME_DIR=\(folder)"]
    do {
      return try process.run()
    } catch {
      throw DocumentError(
        .toolMissing, at: output, "The browser that prints PDF cannot be started: \(program).",
        mend: "Check that it may be run, and that the machine has processes and files to spare.", cause: error.words)
    }
  }

  /// Script stays on for the browser's own printing; the page's policy forbids it for the page.
  static func arguments(_ page: String, _ folder: String, isBoxed: Bool) -> [String] {
    [
      "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--no-default-browser-check",
      "--disable-extensions", "--disable-background-networking", "--disable-sync", "--disable-component-update",
      "--disable-default-apps", "--disable-domain-reliability", "--disable-breakpad", "--disable-crash-reporter",
      "--no-pings", "--metrics-recording-only", "--password-store=basic", "--use-mock-keychain",
      // No name is found, and what is named by number is sent to a port where nobody listens.
      "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=<-loopback>",
    ] + (isBoxed ? [] : ["--no-sandbox"]) + [
      "--user-data-dir=\(folder)/profile", "--no-pdf-header-footer", "--print-to-pdf=\(folder)/page.pdf",
      URL(fileURLWithPath: page).absoluteURL.absoluteString,
    ]
  }

  private func check(_ outcome: LimitedProcess.Outcome, _ output: String) throws(DocumentError) {
    let complaints = Self.complaints(outcome)
    switch outcome.end {
    case .exited(0): return
    case .outOfTime, .signalled(SIGXCPU), .signalled(SIGKILL):
      throw DocumentError(
        .overLimits, at: output, "Printing took more than \(seconds) s or \(mebibytes) MiB.",
        mend: "Try on a machine with less to do, or print report.html from a browser.", cause: complaints)
    case .signalled(SIGXFSZ):
      throw DocumentError(
        .overLimits, at: output, "The PDF would be larger than \(mostBytes >> 20) MiB.",
        mend: "Print report.html from a browser.", cause: complaints)
    case .exited(126), .exited(127):
      throw DocumentError(
        .toolMissing, at: output, "The browser that prints PDF cannot be run.", mend: Self.mend, cause: complaints)
    case .exited(let code):
      throw DocumentError(
        .broken, at: output, "Chromium could not print (code \(code)).",
        mend: "Run it once by hand to see why, or name another in TELLTALE_CHROMIUM.", cause: complaints)
    case .signalled(let signal):
      throw DocumentError(
        .broken, at: output, "Chromium crashed with signal \(signal).",
        mend: "Run it once by hand to see why, or name another in TELLTALE_CHROMIUM.", cause: complaints)
    case .tooMuch:
      throw DocumentError(
        .broken, at: output, "Chromium talks instead of printing.", mend: "Name another in TELLTALE_CHROMIUM.")
    }
  }

  private static func complaints(_ outcome: LimitedProcess.Outcome) -> String {
    String(decoding: outcome.complaints, as: UTF8.self)
  }
}
