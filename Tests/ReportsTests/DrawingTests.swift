import Quantities
import Reports
import Testing

@Suite("Axes, scale bars and labels")
struct DrawingTests {
  @Test(
    "Ticks stand at the starts of days, months or years",
    arguments: [
      ("2021-01-04", "2021-10-20", "2021-03", 4), ("2021-04-03", "2021-04-12", "2021-04-03", 5),
      ("2001-06-01", "2024-02-01", "2005", 4), ("2021-05-05", "2021-05-05", "2021-05-02", 7),
    ])
  func ticks(_ first: String, _ last: String, _ label: String, _ count: Int) {
    let axis = DateAxis(first: day(first), last: day(last), left: 0, right: 500)
    let ticks = axis.ticks()
    #expect(ticks.first?.label == label)
    #expect(ticks.count == count)
    #expect(ticks.allSatisfy { (0...500.001).contains(axis.column($0.date)) })
  }

  @Test(
    "A scale bar is 1, 2 or 5 times a power of ten metres long and fits",
    arguments: [(3.0, 150.0, "200 m"), (0.5, 100, "50 m"), (10, 400, "2 km"), (0.004, 100, "0.2 m")])
  func scaleBar(_ metresPerUnit: Double, _ most: Double, _ label: String) throws {
    let bar = try #require(MapFurniture.bar(metresPerUnit: metresPerUnit, most: most))
    #expect(bar.label == label)
    #expect(bar.length <= most)
  }

  @Test("Without a ground size there is no scale bar")
  func noScaleBar() {
    #expect(MapFurniture.bar(metresPerUnit: nil, most: 100) == nil)
    #expect(MapFurniture.bar(metresPerUnit: 0, most: 100) == nil)
    #expect(MapFurniture.bar(metresPerUnit: .nan, most: 100) == nil)
  }

  @Test("Labels keep off each other and inside the picture, or are left out")
  func labels() {
    var placement = LabelPlacement(width: 300, height: 200)
    let centres = (0..<40).compactMap { _ in
      placement.place(width: 30, height: 20, near: Sample.box(140, 90, 10, 10))
    }
    #expect(centres.count > 8 && centres.count < 40)
    for (index, one) in centres.enumerated() {
      #expect(one.column >= 15 && one.column <= 285 && one.row >= 10 && one.row <= 190)
      for other in centres.dropFirst(index + 1) {
        #expect(abs(one.column - other.column) >= 30 || abs(one.row - other.row) >= 20)
      }
    }
  }

  @Test("A value axis starts at zero, ends above the highest, and has at most six ticks")
  func valueAxis() {
    for highest in [0.0, 0.3, 7, 99, 100, 1_352, 57_900] {
      let axis = ValueAxis(highest: highest, top: 10, bottom: 110)
      #expect(axis.ticks.first == 0)
      #expect((axis.ticks.last ?? 0) >= highest)
      #expect(axis.ticks.count <= 6)
      #expect(axis.row(-5) == 110)
    }
  }
}
