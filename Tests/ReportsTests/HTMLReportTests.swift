import Foundation
import Places
import Quantities
import Reports
import Testing

@Suite("The report's page")
struct HTMLReportTests {
  @Test("The sample is written where TELLTALE_REPORT_SAMPLE says, for eyes")
  func sample() throws {
    let html = try HTMLReport.render(Sample.content)
    guard let path = ProcessInfo.processInfo.environment["TELLTALE_REPORT_SAMPLE"] else { return }
    try Data(html.utf8).write(to: URL(fileURLWithPath: path))
  }

  @Test("The same content gives the same bytes")
  func deterministic() throws {
    #expect(try HTMLReport.render(Sample.content) == HTMLReport.render(Sample.content))
  }

  @Test("Nothing is loaded and nothing runs")
  func standsAlone() throws {
    let html = try HTMLReport.render(Sample.content)
    for forbidden in [
      "<script", "<link", "<iframe", "<object", "@import", "url(", "http://", "https://", "src=", "javascript:",
    ] {
      #expect(!html.contains(forbidden), "\(forbidden) stands in the page")
    }
    #expect(html.matches(of: /href="([^"]{0,12})/).allSatisfy { $0.1.hasPrefix("#") || $0.1.hasPrefix("data:image/") })
    #expect(html.contains("default-src 'none'"))
  }

  @Test("Each finding, scene, setting, limit and credit stands in the page")
  func holdsEverything() throws {
    let html = try HTMLReport.render(Sample.content)
    for scene in Sample.content.scenes { #expect(html.contains("<td class=\"file\">\(scene.label)</td>")) }
    for item in Sample.content.features where item.feature.status != .rejected {
      #expect(html.contains("id=\"feature-\(item.number)\""))
      #expect(html.contains(item.feature.id))
    }
    let expected = [
      "A building was built between 2021-04-03 and 2021-04-19: 1,240 m² (90 % interval 1,130 to 1,350 m²); "
        + "38 % of the area of hall A (34 to 42 %), that is 62 % smaller. Part of works 1. Candidate, not reviewed.",
      "A crane was last seen on 2021-06-06 and was gone on 2021-07-04. Its area is not given: it is narrower than two",
      "<b>scene misaligned</b>: 14 tie points agree, 20 are needed", "used, reference",
      "Rejected by M. Ito on 2022-01-05.",
      "24 used, 10 kept out", "1 scene without a date stands in the table only.", "telltale</td><td>0.1.0",
      "1 of 2 printed intervals hold it.", "phase correlation of windows", "never identifies persons",
      "Between 2021-06-06 and 2021-07-04 no picture shows", "Made on 2022-01-10",
      "M. Ito, 2022-01-05: Seen in two other",
    ]
    for words in expected { #expect(html.contains(words), "\(words) is missing") }
  }

  @Test("The warning stays until each feature was judged by somebody with a name")
  func banner() throws {
    let mark = Feature.Mark(by: "M. Ito", note: nil, at: day("2022-01-05"))
    let accepted = ReportFeature(feature: feature(status: .accepted, mark: mark), number: 1)
    let nameless = ReportFeature(feature: feature(id: "f-2", status: .accepted), number: 2)
    let candidate = ReportFeature(feature: feature(id: "f-3"), number: 3)
    let warning = "Machine output: candidate, not reviewed"
    #expect(try !HTMLReport.render(content([accepted])).contains(warning))
    #expect(try HTMLReport.render(content([accepted, nameless])).contains(warning))
    #expect(try HTMLReport.render(content([accepted, candidate])).contains(warning))
    #expect(try HTMLReport.render(content([])).contains(warning))
  }

  @Test("A report without features does not say that nothing happened")
  func empty() throws {
    let html = try HTMLReport.render(content([], scenes: Sample.scenes))
    #expect(
      html.contains(
        "No change was found in the 24 scenes used, which is not the same as nothing happened: see what could not be "
          + "seen."))
    #expect(!html.contains("Feature by feature"))
    #expect(!html.contains("Area through time"))
    #expect(!html.contains("Measured beside true"))
  }

  @Test("300 features and 500 scenes: twenty sentences, sixty cards, a table of the rest, every scene")
  func large() throws {
    let features = (1...300).map { number in
      ReportFeature(feature: feature(id: "f-\(number)", score: Double(number * 37 % 301)), number: number)
    }
    let scenes = (0..<500).map { index in
      ReportScene(
        id: "s-\(index)", label: "file-\(index).tif", date: Timestamp(secondsSince1970: 1_500_000_000 + index * 86_400),
        sensor: "S")
    }
    let html = try HTMLReport.render(content(features, scenes: scenes))
    #expect(html.matches(of: /<p class="finding" data-from/).count == 20)
    #expect(html.matches(of: /<article class="card"/).count == 60)
    #expect(html.matches(of: /<tr id="feature-/).count == 240)
    #expect(html.contains("These are the 20 strongest of 300 changes. The other 280 stand among the features below"))
    for scene in scenes { #expect(html.contains("<td class=\"file\">\(scene.label)</td>")) }
  }

  @Test("Equal numbers and pictures of other types are refused with the mend")
  func refuses() throws {
    let twins = [ReportFeature(feature: feature(), number: 1), ReportFeature(feature: feature(id: "f-2"), number: 1)]
    #expect(
      throws: ReportError(
        .repeatedNumber, at: "feature f-2", "Its number 1 is also that of feature f-1.",
        mend: "Number the features 1, 2, 3 …")
    ) { try HTMLReport.render(content(twins)) }
    var broken = content([])
    let svg = ReportImage(bytes: Array("<svg/>".utf8), mime: "image/svg+xml", columns: 4, rows: 4)
    broken.map = ReportMap(
      image: svg, outlines: [], siteOutlines: [], metresPerPixel: nil, date: nil, credit: nil)
    #expect(
      throws: ReportError(
        .unsupportedImage, at: "map", "The picture's type is image/svg+xml; a report embeds image/png and image/jpeg.",
        mend: "Encode it as PNG or JPEG.")
    ) { try HTMLReport.render(broken) }
  }
}
