import Quantities

/// Dates in file names, as satellites' operators and people write them.
enum FileNameDate {
  struct Candidate: Hashable {
    let date: Timestamp
    var remark: String?
  }

  /// Every date that the name can be read to hold, the likeliest first; impossible ones (month 13) are left out.
  static func candidates(in name: String) -> [Candidate] {
    let text = NameText(name)
    var ranked: [(rank: Int, candidate: Candidate)] = []
    for run in text.runs.indices {
      for pattern in patterns {
        if let found = pattern.read(text, run) { ranked.append((pattern.rank, found)) }
      }
    }
    // The sort must not shuffle equals: the earlier date of a product's name is that of the acquisition.
    return ranked.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
      .map(\.element.candidate)
  }

  /// Midnight to the second is what programs write when they do not know the time.
  static func withoutMidnight(_ date: Timestamp) -> Timestamp {
    date.secondsSince1970 % 86_400 == 0 ? Timestamp(secondsSince1970: date.secondsSince1970, isDayOnly: true) : date
  }

  private struct Pattern {
    let rank: Int
    let read: (NameText, Int) -> Candidate?
  }

  private static var patterns: [Pattern] {
    [
      Pattern(rank: 0, read: sensingStart), Pattern(rank: 0, read: landsatScene),
      Pattern(rank: 1, read: separated), Pattern(rank: 1, read: compact), Pattern(rank: 1, read: maxar),
      Pattern(rank: 2, read: monthName), Pattern(rank: 2, read: dayFirst), Pattern(rank: 3, read: dayOfYear),
    ]
  }
}

extension FileNameDate {
  /// `20180623`, `20180623T064109`, `20180623_064109`, `201806230641`, `20180623064109…`.
  private static func compact(_ text: NameText, _ run: Int) -> Candidate? {
    let digits = text.runs[run].digits
    guard digits.count == 8 || (12...17).contains(digits.count), let year = text.number(run, 0..<4),
      let month = text.number(run, 4..<6), let day = text.number(run, 6..<8)
    else { return nil }
    if digits.count >= 12 {
      guard let hour = text.number(run, 8..<10), let minute = text.number(run, 10..<12) else { return nil }
      let second = digits.count >= 14 ? text.number(run, 12..<14) ?? 0 : 0
      return candidate(year, month, day, (hour, minute, second))
    }
    return candidate(year, month, day, text.time(after: run))
  }

  /// `2018-06-23`, `2018_06_23`, `2018.06.23`, also with a time; EO Browser's span of two such.
  private static func separated(_ text: NameText, _ run: Int) -> Candidate? {
    guard let date = text.separatedDate(run) else { return nil }
    let time = text.time(after: run + 2)
    if let time, time == (0, 0, 0), text.runs.indices.contains(run + 5), text.between(run + 4, run + 5) == "_",
      let end = text.separatedDate(run + 5), let last = candidate(end.year, end.month, end.day, nil),
      let endTime = text.time(after: run + 7), endTime.hour == 23
    {
      guard let first = candidate(date.year, date.month, date.day, nil), first.date != last.date else { return last }
      return Candidate(
        date: last.date,
        remark: "The file name spans \(first.date.day) to \(last.date.day); its last day is taken.")
    }
    return candidate(date.year, date.month, date.day, time)
  }

  /// `18JUN23064109`: year, month, day and time, as Maxar names its products.
  private static func maxar(_ text: NameText, _ run: Int) -> Candidate? {
    guard text.length(run) == 2, text.length(run + 1) == 8, let month = text.month(run, run + 1, isJoined: true),
      let year = text.number(run, 0..<2), let day = text.number(run + 1, 0..<2), let hour = text.number(run + 1, 2..<4),
      let minute = text.number(run + 1, 4..<6), let second = text.number(run + 1, 6..<8)
    else { return nil }
    return candidate(2_000 + year, month, day, (hour, minute, second))
  }

  /// `23JUN2018`, `23-Jun-2018`, `2018Jun23`, `2018-June-23`.
  private static func monthName(_ text: NameText, _ run: Int) -> Candidate? {
    guard let month = text.month(run, run + 1, isJoined: false) else { return nil }
    switch (text.length(run), text.length(run + 1)) {
    case (1...2, 4):
      guard let day = text.number(run), let year = text.number(run + 1) else { return nil }
      return candidate(year, month, day, nil)
    case (4, 1...2):
      guard let year = text.number(run), let day = text.number(run + 1) else { return nil }
      return candidate(year, month, day, nil)
    default: return nil
    }
  }

  /// `23.06.2018`; only where day and month cannot be confused.
  private static func dayFirst(_ text: NameText, _ run: Int) -> Candidate? {
    guard text.length(run) == 2, text.length(run + 1) == 2, text.length(run + 2) == 4,
      let separator = text.between(run, run + 1), ["-", ".", "_"].contains(separator),
      text.between(run + 1, run + 2) == separator,
      let first = text.number(run), let second = text.number(run + 1), let year = text.number(run + 2)
    else { return nil }
    if first > 12 || first == second { return candidate(year, second, first, nil) }
    return second > 12 ? candidate(year, first, second, nil) : nil
  }

  /// `2018174`, `A2018174`, `2018_174`: year and day of the year.
  private static func dayOfYear(_ text: NameText, _ run: Int) -> Candidate? {
    if text.length(run) == 7, let year = text.number(run, 0..<4), let day = text.number(run, 4..<7) {
      return candidate(year: year, dayOfYear: day)
    }
    guard text.length(run) == 4, text.length(run + 1) == 3, ["-", "_"].contains(text.between(run, run + 1) ?? ""),
      let year = text.number(run), let day = text.number(run + 1)
    else { return nil }
    return candidate(year: year, dayOfYear: day)
  }

  /// `LC80280302018174LGN00`: Landsat's names before its collections.
  private static func landsatScene(_ text: NameText, _ run: Int) -> Candidate? {
    guard text.length(run) == 14, let prefix = text.before(run, count: 2)?.uppercased(),
      ["LC", "LE", "LT", "LM", "LO"].contains(prefix),
      let year = text.number(run, 7..<11), let day = text.number(run, 11..<14)
    else { return nil }
    return candidate(year: year, dayOfYear: day)
  }

  /// `S2A_OPER_PRD_…_20160318T145513_R008_V20160318T095503_…`: the first date there is that of processing.
  private static func sensingStart(_ text: NameText, _ run: Int) -> Candidate? {
    guard text.before(run, count: 2) == "_V", text.between(run, run + 1) == "T" else { return nil }
    return compact(text, run)
  }

  private static func candidate(_ year: Int, _ month: Int, _ day: Int, _ time: NameText.Time?) -> Candidate? {
    guard let time else { return Timestamp(year: year, month: month, day: day).map { Candidate(date: $0) } }
    return Timestamp(
      year: year, month: month, day: day, hour: time.hour, minute: time.minute, second: time.second
    ).map { Candidate(date: withoutMidnight($0)) }
  }

  private static func candidate(year: Int, dayOfYear: Int) -> Candidate? {
    guard dayOfYear >= 1, let first = Timestamp(year: year, month: 1, day: 1) else { return nil }
    let date = Timestamp(secondsSince1970: first.secondsSince1970 + (dayOfYear - 1) * 86_400, isDayOnly: true)
    return date.calendarDay.year == year ? Candidate(date: date) : nil
  }
}
