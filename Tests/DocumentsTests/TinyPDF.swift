import Foundation

/// A PDF small enough to be written by hand: lines of Latin text, page by page.
enum TinyPDF {
  static func pages(_ pages: [[String]]) -> Data {
    var objects: [String] = []
    let first = 4
    let kids = pages.indices.map { "\(first + 2 * $0) 0 R" }.joined(separator: " ")
    objects.append("<< /Type /Catalog /Pages 2 0 R >>")
    objects.append("<< /Type /Pages /Kids [\(kids)] /Count \(pages.count) >>")
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for (index, lines) in pages.enumerated() {
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
          + "/Contents \(first + 2 * index + 1) 0 R >>")
      let text = lines.map { "(\($0)) Tj T*" }.joined(separator: "\n")
      objects.append(stream("BT /F1 12 Tf 14 TL 72 770 Td\n\(text)\nET"))
    }
    return file(objects)
  }

  /// Forms of which each draws the next one ten times: 10¹⁵ lines of text from a few kilobytes.
  static func bomb() -> Data {
    let depth = 15
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /X 6 0 R >> >> "
        + "/Contents 5 0 R >>",
      stream("/X Do"),
    ]
    for level in 0..<depth {
      let isLast = level == depth - 1
      let resources = isLast ? "/Font << /F1 3 0 R >>" : "/XObject << /X \(7 + level) 0 R >>"
      let content =
        isLast ? "BT /F1 12 Tf 72 700 Td (boom) Tj ET" : String(repeating: "1 0 0 1 1 1 cm /X Do\n", count: 10)
      objects.append(
        stream(content, "/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << \(resources) >> "))
    }
    return file(objects)
  }

  /// A file whose words are locked with a password that nobody has.
  static func locked() -> Data {
    let key = String(repeating: "41", count: 32)
    return file(
      ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"],
      trailer: "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <\(key)> /U <\(key)> /P -4 >> ")
  }

  private static func stream(_ content: String, _ entries: String = "") -> String {
    "<< \(entries)/Length \(content.utf8.count) >>\nstream\n\(content)\nendstream"
  }

  private static func file(_ objects: [String], trailer: String = "") -> Data {
    var text = "%PDF-1.4\n"
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places {
      let digits = String(place)
      text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    text += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R \(trailer)>>\nstartxref\n\(start)\n%%EOF\n"
    return Data(text.utf8)
  }
}
