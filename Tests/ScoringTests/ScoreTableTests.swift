import Testing

@testable import Scoring

@Suite("Days, areas and tables")
struct ScoreTableTests {
  @Test("Counts beside numbers or gaps are written as numbers, alone as counts; text with commas is quoted")
  func text() {
    let table = ScoreTable(
      columns: ["a", "b", "c", "d"],
      rows: [
        [.count(1), .count(2), .count(3), .text("x, \"y\"")], [.count(4), .number(0.5), .empty, .flag(true)],
      ])
    #expect(table.text == "a,b,c,d\n1,2.0,3.0,\"x, \"\"y\"\"\"\n4,0.5,,True\n")
    #expect(table.cell(1, "b") == .number(0.5) && table.cell(0, "e") == nil)
  }

  @Test("A table of nothing is one pair of quotes")
  func nothing() { #expect(ScoreTable(columns: [""]).text == "\"\"\n") }

  @Test("Rounding goes to even halves, and of decimals to the nearest")
  func rounding() {
    #expect(ScoreTable.rounded(0.46875, places: 4) == 0.4688 && ScoreTable.rounded(0.5, places: 0) == 0)
    #expect(DegreeArea.rounded(0.00005, places: 4) == 0.0001 && DegreeArea.rounded(2.675, places: 2) == 2.67)
  }

  @Test("A degree at 40° north is 111.035 km by 85.394 km")
  func degree() {
    let length = DegreeArea.metresPerDegree(at: 40)
    #expect(abs(length.north - 111_035) < 1 && abs(length.east - 85_394) < 1)
    #expect(abs(DegreeArea.squareKilometres(planar: 0.01, south: 39.95, north: 40.05) - 94.817) < 0.001)
  }

  @Test("Only days that there are, written in full")
  func days() {
    #expect(CalendarDay("2020-02-29")?.description == "2020-02-29")
    #expect(CalendarDay("1969-12-31")?.number == -1)
    for text in ["2021-02-29", "2020-1-1", "2020-01-01T00:00", "20200101", "", "heute"] {
      #expect(CalendarDay(text) == nil, "\(text)")
    }
  }

  @Test("Spans join where they touch, and share what they share")
  func spans() throws {
    func days(_ from: Int, _ to: Int) -> DaySet { DaySet(from: CalendarDay(number: from), to: CalendarDay(number: to)) }
    #expect(days(5, 4).isEmpty && days(5, 5).count == 1)
    let two = days(1, 10).union(days(20, 30))
    #expect(two.count == 21 && two.union(days(11, 19)).spans == [1...30])
    #expect(two.sharedCount(with: days(8, 22)) == 6 && days(8, 22).sharedCount(with: two) == 6)
    #expect(two.sharedCount(with: DaySet()) == 0 && two.sharedCount(with: two) == 21)
  }

  @Test("Three swept thresholds give each pair of values once, the third at its first")
  func sweep() {
    var sweep = SmartSweep()
    #expect(sweep.settings.count == 47 && Set(sweep.settings).count == 47)
    #expect(sweep.settings.first?.rho == 0.1 && sweep.settings.first?.temporalOverProposal == 0.05)
    sweep.rho = [0.5]
    sweep.temporalOverProposal = [0.1]
    sweep.temporalOverTruth = [0.2]
    #expect(sweep.settings == [SmartThresholds()])
    sweep.tau = [0.3, 0.2, 0.3]
    #expect(sweep.settings.map(\.tau) == [0.2, 0.3] && sweep.usual.tau == 0.3)
  }
}
