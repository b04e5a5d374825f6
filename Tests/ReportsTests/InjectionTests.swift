import Places
import Quantities
import Reports
import Testing

@Suite("Text from outside stays text")
struct InjectionTests {
  /// Breaks out of text, attributes, titles, drawings, styles and templates, also where Swift sees one character in
  /// several scalars: U+0600 joins what follows it, U+0301 what precedes it.
  static let hostile = [
    "\"><script>alert(1)</script>", "'><img src=x onerror=alert(1)>", "</title></style></svg></td><b onload=x>",
    "\u{600}<script>alert(1)</script>", "<\u{301}i>\"\u{301} onload=alert(1) x='\u{301}", "\u{600}\" onload=x \"",
    "{{page.title}}{{{style}}}{{#page}}", "&lt;script&gt;&#60;b&#62;", "]]><!--", "http://example.org/a.js",
    "\u{202E}gnp.exe\u{0}\u{1B}[31m",
  ]

  @Test("The page has the same tags and attributes whatever the names, notes and reasons say", arguments: hostile)
  func sameTags(_ text: String) throws {
    let plain = try HTMLReport.render(Outside.content(saying: "plain words"))
    let html = try HTMLReport.render(Outside.content(saying: text))
    #expect(onceEach(tags(html)) == onceEach(tags(plain)))
    #expect(tags(plain).count > 300)
  }

  private static let plainRecord = Result { try HTMLReport.render(OutsideRecord.content(saying: "plain words")) }

  @Test(
    "So has a page with a record, whatever findings, sources, sites, analysts and forecasts say", arguments: hostile)
  func sameTagsOfRecords(_ text: String) throws {
    let plain = try Self.plainRecord.get()
    let html = try HTMLReport.render(OutsideRecord.content(saying: text))
    #expect(onceEach(tags(html)) == onceEach(tags(plain)))
    for name in ["changes", "corroboration", "timeline", "assessments", "capacity", "forecasts", "agreement"] {
      #expect(plain.contains("<section id=\"\(name)\""), "\(name)")
    }
  }

  @Test("Marks that reorder writing and invisible controls do not reach the page")
  func noControls() throws {
    let html = try HTMLReport.render(Outside.content(saying: Self.hostile[10]))
    #expect(html.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 && $0 != "\u{202E}" })
    #expect(html.contains("gnp.exe"))
    let record = try HTMLReport.render(OutsideRecord.content(saying: Self.hostile[10]))
    #expect(record.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 && $0 != "\u{202E}" })
  }

  /// Longer words under a picture take more lines: of equal pairs of tags that follow each other, one.
  private func onceEach(_ tags: [String]) -> [String] {
    var result: [String] = []
    for tag in tags {
      result.append(tag)
      if result.count >= 4, result.suffix(2) == result.dropLast(2).suffix(2) { result.removeLast(2) }
    }
    return result
  }

  /// Names of all tags with the names of their attributes, as a browser cuts them: by scalars, not by characters.
  private func tags(_ html: String) -> [String] {
    let scalars = Array(html.unicodeScalars)
    var result: [String] = []
    var index = 0
    while index < scalars.count {
      defer { index += 1 }
      guard scalars[index] == "<", index + 1 < scalars.count else { continue }
      var tag = ""
      var quote: Unicode.Scalar?
      while index + 1 < scalars.count {
        index += 1
        let scalar = scalars[index]
        if let open = quote {
          if scalar == open { quote = nil }
        } else if scalar == "\"" || scalar == "'" {
          quote = scalar
        } else if scalar == ">" {
          break
        } else {
          tag.unicodeScalars.append(scalar)
        }
      }
      result.append(tag)
    }
    return result
  }
}
