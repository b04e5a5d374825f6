import ArgumentParser
import CaseStore
import Documents
import Evidence
import Foundation
import Monitoring
import Provenance
import Quantities

struct SourceVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "source", abstract: "Documents and other parties' analyses, captured by their content.",
    subcommands: [SourceAdd.self, SourceList.self, SourceFind.self])
}

struct SourceAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Capture a file or text with who published it, when, and what it says.",
    usage: """
      telltale source add CASE FILE --by WHO [--kind KIND] [--quote TEXT ...]
                                    [--confidential]
             telltale source add CASE --text TEXT --title TITLE --by WHO
      """)

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Argument(help: ArgumentHelp("PDF, HTML, plain text or picture.", valueName: "file"))
  var file: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("The text itself, in place of a file.", valueName: "text"))
  var text: String?

  @Option(help: "One of: \(Source.Kind.allCases.map(\.rawValue).joined(separator: " ")).")
  var kind = Source.Kind.article.rawValue

  @Option(help: ArgumentHelp("Title; that of the document where left out.", valueName: "text"))
  var title: String?

  @Option(help: ArgumentHelp("Who published it.", valueName: "name"))
  var publisher: String?

  @Option(help: ArgumentHelp("Who wrote it.", valueName: "name"))
  var author: String?

  @Option(help: ArgumentHelp("When it was published.", valueName: "date"))
  var date: String?

  @Option(help: ArgumentHelp("Where it was found; accounts and tokens in it are left out.", valueName: "url"))
  var url: String?

  @Option(help: ArgumentHelp("Language, such as ko.", valueName: "code"))
  var language: String?

  @Option(
    name: .customLong("quote"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A passage that stands in it; may be repeated.", valueName: "text"))
  var quotations: [String] = []

  @Option(help: ArgumentHelp("A source that it quotes; may be repeated.", valueName: "id"))
  var quotes: [String] = []

  @Option(help: ArgumentHelp("Where the tip came from: sources of one tip are not independent.", valueName: "label"))
  var tip: String?

  @Option(parsing: .unconditional, help: ArgumentHelp("Who adds it: a name or pseudonym.", valueName: "who"))
  var by: String

  @Flag(help: "Never exported, not even that it exists.")
  var confidential = false

  @Option(
    help: ArgumentHelp("Of a confidential one: a finding that it speaks for; may be repeated.", valueName: "finding"))
  var supports: [String] = []

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    try SharedOptions.checkNamed(path, "<case>")
    if (file == nil) == (text == nil) { throw ValidationError("Give a file, or --text, one of the two.") }
    if Source.Kind(rawValue: kind) == nil {
      throw ValidationError(
        "--kind \(kind): give one of \(Source.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    if let date, Timestamp(iso8601: date) == nil {
      throw ValidationError("--date \(date): give a day such as 2026-06-01.")
    }
    if !supports.isEmpty, !confidential {
      throw ValidationError("--supports belongs to --confidential; else name the source with finding add --source.")
    }
  }

  func run() throws {
    let run = CaseRun(try CaseStore.open(path), options: shared.options())
    var draft = SourceDraft(
      file.map { .file($0) } ?? .text(text ?? ""), kind: Source.Kind(rawValue: kind) ?? .other, by: by)
    draft.title = title
    draft.publisher = publisher
    draft.author = author
    draft.published = date.flatMap(Timestamp.init(iso8601:))
    draft.url = url
    draft.language = language
    draft.quotations = quotations
    draft.quotes = quotes
    draft.tip = tip
    let source = try run.add(draft, isConfidential: confidential, supports: supports)
    let note = confidential ? " (confidential: nothing that is exported will name it)" : ""
    shared.finish(source.json, ["\(source.id): \(source.title), \(source.mediaType), \(source.size) bytes\(note)"])
  }
}

struct SourceList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "The sources of a case.",
    usage: "telltale source list CASE [--confidential]")

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Flag(help: "Those that are kept apart, in their place.")
  var confidential = false

  @OptionGroup var shared: SharedOptions

  func run() throws {
    let store = try CaseStore.open(path, for: .reading)
    let sources = confidential ? (store.hasConfidential ? try store.confidential().sources() : []) : try store.sources()
    shared.finish(
      ["sources": .array(sources.map(\.json))],
      sources.isEmpty
        ? ["No sources yet: telltale source add \(path) FILE --by WHO"]
        : sources.map { "\($0.id) [\($0.kind.rawValue)] \($0.title)\($0.published.map { ", \($0.day)" } ?? "")" })
  }
}

struct SourceFind: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Look for a site's names in a folder of documents or a feed.",
    usage: "telltale source search CASE FOLDER|FEED --name NAME ... --by WHO")

  @Argument(help: ArgumentHelp("Folder of the case.", valueName: "case"))
  var path: String

  @Argument(help: ArgumentHelp("Folder, feed file, or the address of a feed.", valueName: "place"))
  var place: String

  @Option(
    name: .customLong("name"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("A name of the place; spellings are derived. May be repeated.", valueName: "name"))
  var names: [String] = []

  @Option(parsing: .unconditional, help: ArgumentHelp("Who searches: a name or pseudonym.", valueName: "who"))
  var by: String

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if names.isEmpty { throw ValidationError("Give at least one --name.") }
  }

  func run() throws {
    let run = CaseRun(try CaseStore.open(path), options: shared.options())
    let record = try run.search(place, for: names, by: by)
    shared.finish(
      record.json,
      [record.statement()]
        + record.hits.prefix(20).flatMap { hit in
          ["  \(hit.document)\(hit.date.map { ", \($0.day)" } ?? ""), \(hit.count) times"]
            + hit.passages.prefix(2).map {
              "    … \($0.text) … (\($0.variant.spelling), \($0.variant.derivation.words))"
            }
        })
  }
}
