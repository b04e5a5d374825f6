import Evidence
import Foundation
import Provenance

/// Reads the text of documents of unknown origin. Calls block.
package struct DocumentReader: Sendable {
  package var limits: DocumentLimits
  /// The program that reads PDF; `nil` where there is none.
  package var pdfProgram: String?

  package init(limits: DocumentLimits = .init(), pdfProgram: String? = DocumentReader.installedPDFProgram) {
    self.limits = limits
    self.pdfProgram = pdfProgram
  }

  /// `pdftotext` of poppler, where the search path has it.
  package static let installedPDFProgram: String? = InstalledProgram.path(of: "pdftotext")

  /// - Throws: `unreadable`, `notAFile`, `tooLarge`, `unsupported`; of PDF `toolMissing`, `locked`, `broken` and
  ///   `overLimits`.
  package func read(_ path: String) throws(DocumentError) -> DocumentText {
    let file = try OrdinaryFile(opening: path, limit: limits.bytes)
    let format = DocumentFormat(try file.beginning(DocumentFormat.byteCount), name: path)
    switch format {
    case .plainText:
      let decoded = TextDecoding(try file.bytes())
      return try plain(decoded, path)
    case .html: return try html(try file.bytes(), path)
    case .pdf: return try PDFText(limits: limits, program: pdfProgram).read(path)
    case .picture(let mediaType): return DocumentText(ExtractedText(""), mediaType: mediaType)
    case .other(let words):
      throw DocumentError(
        .unsupported, at: path, "This is \(words); text is read of plain text, HTML and PDF.",
        mend: "Save or print it as one of these.")
    }
  }

  private func plain(_ decoded: TextDecoding, _ path: String) throws(DocumentError) -> DocumentText {
    try checkLength(decoded.text.utf8.count, path)
    var document = DocumentText(ExtractedText(decoded.text), mediaType: "text/plain")
    document.encoding = decoded.encoding
    document.isEncodingGuessed = decoded.isGuessed
    return document
  }

  private func html(_ bytes: Data, _ path: String) throws(DocumentError) -> DocumentText {
    let decoded = TextDecoding(bytes, declared: HTMLCharset.declared(in: bytes))
    let page = HTMLText(Array(decoded.text.utf8))
    try checkLength(page.text.utf8.count, path)
    var document = DocumentText(ExtractedText(page.text), mediaType: "text/html")
    document.encoding = decoded.encoding
    document.isEncodingGuessed = decoded.isGuessed
    document.title = page.facts.title
    document.author = page.facts.author
    document.publisher = page.facts.publisher
    document.language = page.facts.language
    document.published = page.facts.published
    return document
  }

  private func checkLength(_ count: Int, _ path: String) throws(DocumentError) {
    guard count <= limits.textBytes else {
      throw DocumentError(
        .tooLarge, at: path,
        "Its text has \(DocumentLimits.words(count)), and at most \(DocumentLimits.words(limits.textBytes)) are taken.",
        mend: "Cut out the part that matters.")
    }
  }
}
