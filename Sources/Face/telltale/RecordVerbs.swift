import ArgumentParser
import Bundles
import CaseStore
import Evidence
import Foundation
import Monitoring
import Provenance

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Is a case or bundle what was written? Exit code 3: it is not.",
    usage: "telltale verify CASE|BUNDLE [--key K | --root R] [--authority PEM]",
    discussion: """
      Without a key or root that you have from elsewhere it proves internal consistency only: whoever
      makes a record anew makes it consistent.
      """)

  @Argument(help: ArgumentHelp("Folder of a case or bundle.", valueName: "path"))
  var path: String

  @Option(help: ArgumentHelp("Public key of the signer: 64 digits, or a file that holds them.", valueName: "key"))
  var key: String?

  @Option(help: ArgumentHelp("Root that the report prints, or that export printed.", valueName: "hash"))
  var root: String?

  @Option(
    help: ArgumentHelp(
      "Of a redacted edition: what its author shows you of what it withholds.", valueName: "file"))
  var openings: String?

  @Option(
    help: ArgumentHelp("Certificates of the authority whose time stamps to check.", valueName: "pem"))
  var authority: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    try SharedOptions.checkNamed(path, "<path>")
    if key != nil && root != nil { throw ValidationError("--key and --root exclude each other: give one.") }
    if let root, ContentHash(stored: root) == nil {
      throw ValidationError("--root \(root): give the 64 digits that the report prints.")
    }
  }

  func run() throws {
    var pin: LedgerAudit.Pin?
    if let root { pin = ContentHash(stored: root).map { .root($0) } }
    if let key { pin = .key(try KeyFile.publicKey(key)) }
    let audit = try RecordAudit(path, pin: pin, openings: openings, authority: authority)
    shared.finish(
      audit.json,
      [audit.words] + (audit.ledger?.remarks ?? []) + audit.stampWords
        + (audit.opened > 0 ? ["  \(audit.opened) withheld fields are what is shown."] : [])
        + audit.faults.dropFirst().map { "  \($0.place): \($0.reason)" }
        + (audit.ledger?.signatures ?? []).map {
          "  signed by \($0.by) up to entry \($0.sequence), key \($0.key)"
        })
    if !audit.isIntact { throw ExitCode(3) }
  }
}

struct ReplayVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Compute a bundle's numbers again from the pictures. Exit code 3: some differ.",
    usage: "telltale replay BUNDLE --imagery DIR ...")

  @Argument(help: ArgumentHelp("Folder of the bundle.", valueName: "bundle"))
  var path: String

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Folders with the pictures, under whatever names.", valueName: "dir"))
  var imagery: [String] = []

  @Flag(help: "Without vectors, tables and C: the plain forms; ten times slower.")
  var plainKernels = false

  @OptionGroup var shared: SharedOptions

  func validate() throws { try SharedOptions.checkNamed(path, "<bundle>") }

  func run() throws {
    let outcome = try Replay(bundle: path, imagery: imagery, options: shared.options(), plainKernels: plainKernels)
      .run()
    let verdict =
      outcome.differences.isEmpty
      ? outcome.checked == 0
        ? "Nothing could be computed again." : "\(outcome.checked) numbers, dates and words are as published."
      : "\(outcome.differences.count) of what was published is not what comes out now."
    shared.finish(
      outcome.json,
      [verdict] + outcome.differences.prefix(20).map { "  \($0.place): \($0.recorded) → \($0.computed)" }
        + (outcome.differences.count > 20 ? ["  … and \(outcome.differences.count - 20) more; --json has all"] : [])
        + (outcome.uncheckable.isEmpty ? [] : ["Not checked: \(outcome.uncheckable.count)."])
        + outcome.uncheckable.prefix(5).map { "  \($0.place): \($0.reason)" }
        + (outcome.uncheckable.count > 5 ? ["  … and \(outcome.uncheckable.count - 5) more; --json has all"] : []))
    if !outcome.differences.isEmpty || outcome.checked == 0 && !outcome.isWithheld { throw ExitCode(3) }
  }
}

struct KeyVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Make a key to sign records with.", usage: "telltale key FILE --by WHO",
    discussion: """
      FILE is for you alone; FILE.pub is for readers. A lost key cannot be made again: make another, sign
      with it, and say so where you published the first.
      """)

  @Argument(help: ArgumentHelp("File to write the secret key to.", valueName: "file"))
  var file: String

  @Option(parsing: .unconditional, help: ArgumentHelp("Whose key it is: a name or pseudonym.", valueName: "who"))
  var by: String

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    try SharedOptions.checkNamed(file, "<file>")
    if by.allSatisfy(\.isWhitespace) { throw ValidationError("--by is empty: give a name or pseudonym.") }
  }

  func run() throws {
    let key = SigningKey(owner: by)
    try KeyFile.write(key, to: file)
    shared.finish(
      ["owner": .string(by), "public": .string(key.verifying.hexadecimal), "file": .string(file)],
      ["Public key of \(by): \(key.verifying.hexadecimal)", "Keep \(file) to yourself; give \(file).pub to readers."])
  }
}

struct SignVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign", abstract: "Sign the head of a case's ledger.", usage: "telltale sign CASE --key FILE")

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Option(help: ArgumentHelp("Secret key, as `telltale key` wrote it.", valueName: "file"))
  var key: String

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let key = try KeyFile.secretKey(key)
    let run = CaseRun(try CaseStore.open(path), options: shared.options())
    let point = try run.sign(with: key)
    shared.finish(
      [
        "sequence": .integer(point.sequence), "head": .string(point.head.hexadecimal),
        "key": .string(point.key.hexadecimal),
      ],
      ["Entries 1 to \(point.sequence) are signed by \(key.owner). Head: \(point.head.hexadecimal)"])
  }
}
