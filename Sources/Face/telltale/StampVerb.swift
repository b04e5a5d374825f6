import ArgumentParser
import CaseStore
import Evidence
import Monitoring
import Provenance

struct StampVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stamp", abstract: "Let an authority stamp the time on a case's ledger (RFC 3161).",
    usage: """
      telltale stamp CASE --authority URL --by WHO
             telltale stamp CASE --request FILE
             telltale stamp CASE --answer FILE --by WHO
      """,
    discussion: """
      The authority is told one hash and nothing else. Without a network here, --request writes the
      question, to be sent from elsewhere, and --answer takes what came back. verify --authority PEM checks
      stamps without a network.
      """)

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Option(help: ArgumentHelp("Address of a time-stamp authority.", valueName: "url"))
  var authority: String?

  @Option(help: ArgumentHelp("File to write the question to.", valueName: "file"))
  var request: String?

  @Option(help: ArgumentHelp("File with the authority's answer.", valueName: "file"))
  var answer: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Who asks: a name or pseudonym.", valueName: "who"))
  var by: String?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    try SharedOptions.checkNamed(path, "<case>")
    guard [authority, request, answer].count(where: { $0 != nil }) == 1 else {
      throw ValidationError("Give one of --authority, --request and --answer.")
    }
    if request == nil, by?.allSatisfy(\.isWhitespace) ?? true {
      throw ValidationError("--by is missing: a name or pseudonym.")
    }
  }

  func run() throws {
    let run = CaseRun(
      try CaseStore.open(path, for: request == nil ? .writing : .reading), options: shared.options())
    if let request {
      let entry = try run.timeStampRequest(to: request)
      return shared.finish(
        ["sequence": .integer(entry.sequence), "head": .string(entry.hash.hexadecimal), "request": .string(request)],
        [
          "The question over entries 1 to \(entry.sequence): \(request)",
          "Send it as application/timestamp-query, and give the answer with --answer.",
        ])
    }
    let stamp =
      try answer.map { try run.timeStampAnswer(in: $0, by: by ?? "") }
      ?? run.timeStamp(from: authority ?? "", by: by ?? "")
    shared.finish(
      [
        "sequence": .integer(stamp.sequence), "head": .string(stamp.head.hexadecimal),
        "authority": JSONValue(stamp.authority),
      ],
      [
        "Entries 1 to \(stamp.sequence) are stamped.",
        "Check it with: telltale verify \(path) --authority CERTIFICATES.pem",
      ])
  }
}
