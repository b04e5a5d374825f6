import Places
import Quantities
import Testing

@Suite("Statements of absence")
struct AbsenceTests {
  private func statement(
    over: Double = 113, never: Double = 0, seldom: Double = 0, hidden: Double = 0, found: [String] = [],
    others: [String] = []
  ) throws -> String {
    let from = try #require(Timestamp(iso8601: "2021-03-01"))
    let to = try #require(Timestamp(iso8601: "2022-10-12"))
    return Absence.stated(
      Absence.Statement(
        over: SquareMetres(over), building: AssumedBuilding(contrast: 0.25, height: Metres(6), level: 0.95), from: from,
        to: to, neverClear: never, seldomClear: seldom, hidden: hidden, found: found, others: others)
    ).words
  }

  @Test("Size, dates, level and what was never clear are said, the size rounded up")
  func words() throws {
    #expect(
      try statement(never: 0.14)
        == "No new building over 120 m² between 2021-03-01 and 2022-10-12 (95 %), "
        + "except in the 14 % of it that was never clear.")
    #expect(try statement(over: 120) == "No new building over 120 m² between 2021-03-01 and 2022-10-12 (95 %).")
  }

  @Test("What was found is not denied, and what is listed under another name is set apart")
  func found() throws {
    #expect(
      try statement(found: ["f-1"], others: ["f-2"])
        == "No other new building over 120 m² between 2021-03-01 and 2022-10-12 (95 %). "
        + "This is not said of the ground of another change that is listed there.")
    #expect(
      try statement(others: ["f-2", "f-3"]).hasSuffix(
        " This is not said of the ground of 2 other changes that are listed there."))
  }

  @Test("Shares that are left out are told one by one, a small one never as nothing")
  func shares() throws {
    #expect(
      try statement(never: 0.002, seldom: 0.05, hidden: 0.3).hasSuffix(
        ", except in less than 1 % of it that was never clear and the 5 % of it that was clear on too few dates and "
          + "the 30 % of it that lies under a new roof or screen by the end."))
  }

  @Test("Where nothing can be said, that is said, with the reason")
  func refused() {
    #expect(
      Absence.refused("it was clear on no date.").words
        == "Nothing can be said of what is absent: it was clear on no date.")
  }

  @Test(
    "Sizes are rounded up to two digits",
    arguments: [(113.0, 120.0), (99.2, 100), (1_210, 1_300), (58, 58), (1_200, 1_200)])
  func rounding(_ area: Double, _ rounded: Double) {
    #expect(Absence.Statement.rounded(SquareMetres(area)).magnitude == rounded)
  }
}
