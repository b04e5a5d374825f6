import Foundation
import Quantities
import Testing

@Suite("Timestamps") struct TimestampTests {
  private static let calendar: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC")!
    return calendar
  }()

  @Test("Days agree with Foundation's calendar from 1858 to 2200")
  func agreesWithCalendar() throws {
    let first = try #require(Timestamp(year: 1858, month: 1, day: 1)).secondsSince1970
    let last = try #require(Timestamp(year: 2200, month: 12, day: 31)).secondsSince1970
    // A step of 17 days and some hours meets every day of the month and every hour of the day.
    for seconds in stride(from: first, through: last, by: 17 * 86_400 + 5_003) {
      let stamp = Timestamp(secondsSince1970: seconds)
      let date = Date(timeIntervalSince1970: Double(seconds))
      let parts = Self.calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: date)
      let (year, month, day) = stamp.calendarDay
      #expect(year == parts.year && month == parts.month && day == parts.day, "\(seconds)")
      let built = Timestamp(
        year: year, month: month, day: day, hour: parts.hour, minute: parts.minute!, second: parts.second!)
      #expect(built?.secondsSince1970 == seconds)
      #expect(Timestamp(iso8601: stamp.description) == stamp)
      #expect(Timestamp(iso8601: stamp.day)?.day == stamp.day)
    }
  }

  @Test(
    "Every day of the years around a century exists as often as it should", arguments: [1900, 2000, 2023, 2024, 2100])
  func lengthsOfMonths(_ year: Int) {
    for month in 1...12 {
      let start = Self.calendar.date(from: DateComponents(year: year, month: month, day: 1))!
      let count = Self.calendar.range(of: .day, in: .month, for: start)!.count
      let days = (-1...33).filter { Timestamp(year: year, month: month, day: $0) != nil }
      #expect(days == Array(1...count))
    }
  }

  @Test(
    "What the calendar lacks is nil",
    arguments: [
      (2023, 2, 29, 0, 0, 0), (2023, 13, 1, 0, 0, 0), (2023, 0, 1, 0, 0, 0), (2023, 1, 0, 0, 0, 0),
      (1857, 1, 1, 0, 0, 0),
      (10_000, 1, 1, 0, 0, 0), (2023, 1, 1, 24, 0, 0), (2023, 1, 1, 0, 60, 0), (2023, 1, 1, 0, 0, 61),
      (2023, 1, 1, -1, 0, 0), (.max, .max, .max, .max, .max, .max), (.min, .min, .min, .min, .min, .min),
    ])
  func absent(_ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ minute: Int, _ second: Int) {
    #expect(Timestamp(year: year, month: month, day: day, hour: hour, minute: minute, second: second) == nil)
  }

  @Test(
    "ISO 8601 is read with and without time, fraction and offset",
    arguments: [
      ("2018-07-18", "2018-07-18"), ("2018-07-18T06:41:09Z", "2018-07-18T06:41:09Z"),
      ("2018-07-18 06:41", "2018-07-18T06:41:00Z"), ("2018-07-18T06:41Z", "2018-07-18T06:41:00Z"),
      ("2018-07-18T06:41:09.123456Z", "2018-07-18T06:41:09Z"), ("2018-07-18T06:41:09", "2018-07-18T06:41:09Z"),
      ("2018-07-18T06:41:09+09:00", "2018-07-17T21:41:09Z"), ("2018-07-18T06:41:09.5-0530", "2018-07-18T12:11:09Z"),
      ("2018-12-31T23:59-01", "2019-01-01T00:59:00Z"), ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
      ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"), ("2018-07-18T00:00:00Z", "2018-07-18T00:00:00Z"),
    ])
  func reading(_ text: String, _ printed: String) {
    #expect(Timestamp(iso8601: text)?.description == printed)
  }

  @Test(
    "Rubbish is nil",
    arguments: [
      "", "2018", "2018-7-18", "2018/07/18", "20180718", "2018-07-18T", "2018-07-18T6:41", "2018-07-18T06",
      "2018-07-18x06:41",
      "2018-07-18T06:41:", "2018-07-18T06:41:9Z", "2018-07-18T06:41:09.", "2018-07-18T06:41:09.Z",
      "2018-07-18T06:41:09Zx",
      "2018-07-18T06:41:09+", "2018-07-18T06:41:09+9", "2018-07-18T06:41:09+05:3012", "2018-07-18T06:41:09+05x30",
      "2018-07-18T06:41:09+24:00", "2018-07-18T06:41:09+05:60", "2018-02-30", "٢٠١٨-٠٧-١٨", "2018-07-18 ",
      " 2018-07-18",
      "-018-07-18", "2018-07-1é", "9999-12-31T23:59:59-01:00", "1858-01-01T00:00+01:00", "2018-07-18T-1:41",
    ])
  func rubbish(_ text: String) {
    #expect(Timestamp(iso8601: text) == nil)
  }

  @Test("No cut or altered text ends the process, and what is read prints to what reads the same")
  func fuzz() {
    var state: UInt64 = 88_172_645_463_325_252
    func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
    let seeds = ["2018-07-18T06:41:09.123+05:30", "2018-07-18", "2018-07-18T06:41Z", "9999-12-31T23:59:60-23:59"]
    let pool = Array("0123456789-:TZ+. é".unicodeScalars)
    for _ in 0..<20_000 {
      var scalars = Array(seeds[next(seeds.count)].unicodeScalars)
      for _ in 0..<next(4) { scalars[next(scalars.count)] = pool[next(pool.count)] }
      scalars = Array(scalars.prefix(next(scalars.count + 1)))
      var text = ""
      text.unicodeScalars.append(contentsOf: scalars)
      if let stamp = Timestamp(iso8601: text) { #expect(Timestamp(iso8601: stamp.description) == stamp, "\(text)") }
    }
  }

  @Test("Moments outside all calendars still print", arguments: [Int.min, Int.min + 86_399, -1, 0, Int.max])
  func extremes(_ seconds: Int) {
    #expect(!Timestamp(secondsSince1970: seconds).description.isEmpty)
  }

  @Test("Order and differences follow time")
  func order() throws {
    let early = try #require(Timestamp(iso8601: "2018-07-18T12:00:00Z"))
    let late = try #require(Timestamp(iso8601: "2018-07-20"))
    #expect(early < late)
    #expect(late.days(since: early) == 1.5)
    #expect(early.days(since: late) == -1.5)
    #expect(try #require(Timestamp(iso8601: "1970-01-02T12:00Z")).daysSince1970 == 1.5)
  }
}
