import Provenance
import Quantities

/// When, as a STAC item tells it: one moment or a span, and in words which of a feature's dates they are.
///
/// STAC wants a `datetime`, or both ends of a span; it has no span that is open at one side. So a bracket with both
/// dates becomes a span without a `datetime`, and one with a single date becomes that moment.
struct STACTime {
  let members: [JSONValue.Member]
  let first: Timestamp
  let last: Timestamp

  /// - Parameters:
  ///   - period: first and last date of all pictures; `nil` without any.
  ///   - created: stands where no date is known at all.
  init(_ bracket: Bracket, period: (first: Timestamp, last: Timestamp)?, created: Timestamp) {
    switch (bracket.notBefore, bracket.notAfter) {
    case (let start?, let end?):
      self.init(
        from: min(start, end), to: max(start, end), "The span is the bracket: last seen before, first seen after.")
    case (nil, let end?):
      self.init(
        at: end, "The bracket has no beginning: so from the start. datetime is its end, first seen in the new state.")
    case (let start?, nil):
      self.init(
        at: start, "The bracket has no end: the new state was not seen yet. datetime is its start, last seen before.")
    case (nil, nil):
      guard let period else {
        self.init(at: created, "No date is known. datetime is when this was written.")
        return
      }
      self.init(from: period.first, to: period.last, "There is no bracket. The span is that of all pictures.")
    }
  }

  /// Of a picture: its moment; of one whose day alone is known, that day.
  init(scene date: Timestamp) {
    guard date.isDayOnly else {
      self.init(members: [.init("datetime", .string(Self.text(date)))], first: date, last: date)
      return
    }
    let day: [JSONValue.Member] = [
      .init("datetime", .string(Self.text(date))), .init("start_datetime", .string(Self.text(date))),
      .init("end_datetime", .string(Self.text(date, isEnd: true))),
      .init("telltale:datetimeMeans", "The day alone is known: datetime is its beginning."),
    ]
    self.init(members: day, first: date, last: date)
  }

  init(from first: Timestamp, to last: Timestamp, _ words: String) {
    self.init(
      members: [
        .init("datetime", .null), .init("start_datetime", .string(Self.text(first))),
        .init("end_datetime", .string(Self.text(last, isEnd: true))), .init("telltale:datetimeMeans", .string(words)),
      ], first: first, last: last)
  }

  private init(at moment: Timestamp, _ words: String) {
    self.init(
      members: [
        .init("datetime", .string(Self.text(moment))), .init("telltale:datetimeMeans", .string(words)),
      ], first: moment, last: moment)
  }

  private init(members: [JSONValue.Member], first: Timestamp, last: Timestamp) {
    self.members = members
    self.first = first
    self.last = last
  }

  /// RFC 3339 with a time, as STAC asks; of a whole day its first or last second.
  static func text(_ moment: Timestamp, isEnd: Bool = false) -> String {
    moment.isDayOnly ? moment.day + (isEnd ? "T23:59:59Z" : "T00:00:00Z") : moment.description
  }
}
