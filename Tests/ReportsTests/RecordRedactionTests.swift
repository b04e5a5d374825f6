import Evidence
import Places
import Quantities
import Testing

@testable import Reports

@Suite("Redaction of what persons add")
struct RecordRedactionTests {
  private static let sections = ["changes", "corroboration", "timeline", "agreement", "sources"]

  private func edition(hidden: Set<String>) throws -> String {
    let content = try SampleRecord.content()
    let redactor = Redactor(
      scenes: content.scenes, features: content.features.map(\.feature), sites: [], words: ["spur", "same maker"],
      hidden: hidden)
    return try HTMLReport.render(redactor.content(content, edition: "The place is left out."))
  }

  @Test("Scenes and sources one by one, other sites, analysts' outlines and the last report are told in no edition")
  func leftOut() throws {
    let html = try edition(hidden: [])
    for name in Self.sections { #expect(!html.contains("<section id=\"\(name)\">"), "\(name)") }
    for words in ["fuel plant", "Modernisation of the plant", "f-4d9e0b7a22", "scene-12-ab12cd34ef", "quay"] {
      #expect(!html.contains(words), "\(words)")
    }
    #expect(html.contains("Rail cars stand on the new [withheld]") && !html.contains("new spur"))
    #expect(html.contains("two plants of the [withheld], S3"))
    #expect(html.contains("The floor area is that of feature 2, the new building."))
  }

  @Test("Where something is hidden, neither forecasts nor capacities are told")
  func hidden() throws {
    let html = try edition(hidden: [Sample.features[4].feature.id])
    for name in Self.sections + ["forecasts", "capacity"] {
      #expect(!html.contains("<section id=\"\(name)\">"), "\(name)")
    }
  }
}
