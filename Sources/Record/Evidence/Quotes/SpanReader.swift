import Quantities

/// Reads the dates of a clause.
struct SpanReader {
  let tokens: [QuoteToken]
  let language: QuoteLanguage

  func read() -> [QuotedSpan] {
    var spans: [QuotedSpan] = []
    var index = 0
    while index < tokens.count {
      guard let span = span(at: index, after: spans.last?.range.upperBound ?? 0) ?? bareDay(at: index, of: spans.last)
      else {
        index += 1
        continue
      }
      spans.append(span)
      index = span.range.upperBound
    }
    return spans
  }

  private func span(at start: Int, after last: Int) -> QuotedSpan? {
    let (role, from) = role(before: start, after: last)
    if let (first, end) = dayThenRange(at: start) ?? date(at: start, isLed: role != nil) {
      var first = first
      first.isRough = isRough(before: start, after: last)
      guard let next = second(at: end) ?? secondDay(at: end, of: first) else {
        let isPair = end >= 2 && end - start > 2 && (tokens[end - 2].isDash || tokens[end - 2].text == "/")
        return QuotedSpan(range: from..<end, role: role ?? .at, first: first, last: nil, isYearPair: isPair)
      }
      if first.year == nil { first.year = next.date.year }
      if first.months == nil { first.months = next.date.months }
      return QuotedSpan(range: from..<next.end, role: .between, first: first, last: next.date)
    }
    return nil
  }

  /// "on the 27th", of the month that was named before.
  private func bareDay(at index: Int, of last: QuotedSpan?) -> QuotedSpan? {
    guard let last, let months = (last.last ?? last.first).months, months.count == 1, tokens[index].isOrdinal,
      let day = day(at: index)
    else { return nil }
    let (role, from) = role(before: index, after: last.range.upperBound)
    guard let role, from < index else { return nil }
    let date = PartialDate(year: (last.last ?? last.first).year, months: months, day: day)
    return QuotedSpan(range: from..<index + 1, role: role, first: date, last: nil)
  }

  private func isRough(before start: Int, after last: Int) -> Bool {
    guard let hit = language.hedges.ending(before: start, in: tokens), start - hit.length >= last else { return false }
    return hit.value == .about
  }

  private func role(before start: Int, after last: Int) -> (QuoteLanguage.DateRole?, Int) {
    var place = start
    var hedge: QuoteLanguage.Hedge?
    // "since at least 19 April"; but "over", "up to" and "under" lead to dates themselves.
    if place > last, let hit = language.hedges.ending(before: place, in: tokens),
      language.dateRoles.ending(before: place, in: tokens) == nil
    {
      place -= hit.length
      hedge = hit.value
    }
    if place > last, language.articles.contains(tokens[place - 1].text) { place -= 1 }
    guard place > last, let hit = language.dateRoles.ending(before: place, in: tokens), place - hit.length >= last
    else {
      return (nil, start)
    }
    // "since at least May" leaves open how long before it was so.
    let role = hit.value == .since && hedge == .atLeast ? .until : hit.value
    return (role, place - hit.length)
  }

  private func second(at index: Int) -> (date: PartialDate, end: Int)? {
    guard tokens.indices.contains(index), language.rangeJoiners.contains(tokens[index].text) else { return nil }
    let isArticle = tokens.indices.contains(index + 1) && language.articles.contains(tokens[index + 1].text)
    let found = date(at: index + 1, isLed: true) ?? (isArticle ? date(at: index + 2, isLed: true) : nil)
    return found.map { ($0.0, $0.1) }
  }

  /// "30" of "September 12 and 30, 2021".
  private func secondDay(at index: Int, of first: PartialDate) -> (date: PartialDate, end: Int)? {
    guard first.day != nil, let months = first.months, tokens.indices.contains(index),
      language.rangeJoiners.contains(tokens[index].text), let day = day(at: index + 1),
      language.units.match(tokens, at: index + 2) == nil
    else { return nil }
    let (year, end) = yearAfter(index + 2) ?? (first.year, index + 2)
    return (PartialDate(year: year, months: months, day: day), end)
  }

  /// "3" of "3 and 19 April", "3-19 April".
  private func dayThenRange(at index: Int) -> (PartialDate, Int)? {
    guard index + 2 < tokens.count, let day = day(at: index), language.rangeJoiners.contains(tokens[index + 1].text),
      let (next, _) = date(at: index + 2, isLed: false), next.day != nil, next.months != nil
    else { return nil }
    return (PartialDate(day: day), index + 1)
  }

  private func date(at index: Int, isLed: Bool) -> (PartialDate, Int)? {
    guard tokens.indices.contains(index) else { return nil }
    if let day = tokens[index].day {
      let (year, month, date) = day.calendarDay
      return (PartialDate(year: year, months: month...month, day: date), index + 1)
    }
    let part = language.parts.match(tokens, at: index)
    let start = index + (part?.length ?? 0)
    guard var (date, end) = calendarDate(at: start, isLed: isLed || part != nil) else { return nil }
    date.part = part?.value
    if date.year == nil, let (year, after) = yearAfter(end) { (date.year, end) = (year, after) }
    return (date, end)
  }

  private func calendarDate(at index: Int, isLed: Bool) -> (PartialDate, Int)? {
    if let day = day(at: index) {
      let next = index + (tokens.indices.contains(index + 1) && tokens[index + 1].text == "of" ? 2 : 1)
      if let month = month(at: next, isLed: true) { return (PartialDate(months: month...month, day: day), next + 1) }
    }
    if let month = month(at: index, isLed: isLed) {
      let next = index + 1
      if let day = day(at: next), language.units.match(tokens, at: next + 1) == nil {
        return (PartialDate(months: month...month, day: day), next + 1)
      }
      return (PartialDate(months: month...month), next)
    }
    if let quarter = language.quarters.match(tokens, at: index) {
      let (year, end) = yearAfter(index + quarter.length) ?? (nil, index + quarter.length)
      return (PartialDate(year: year, months: quarter.value), end)
    }
    if tokens.indices.contains(index), let season = language.seasons[tokens[index].text],
      isLed || yearAfter(index + 1) != nil
    {
      return (PartialDate(months: season), index + 1)
    }
    if isLed, let year = year(at: index) { return (PartialDate(year: year), index + 1) }
    return nil
  }

  private func day(at index: Int) -> Int? {
    guard tokens.indices.contains(index), tokens[index].kind == .number, tokens[index].unit == 1,
      (1...31).contains(tokens[index].value)
    else { return nil }
    return Int(tokens[index].value)
  }

  private func month(at index: Int, isLed: Bool) -> Int? {
    guard tokens.indices.contains(index), let month = language.months[tokens[index].text] else { return nil }
    // "May", "March" and "Mar" are also other words: they need a capital, or a date beside them.
    let hasNeighbour = isLed || day(at: index + 1) != nil || yearAfter(index + 1) != nil
    return tokens[index].isCapital && (index > 0 || hasNeighbour) || hasNeighbour ? month : nil
  }

  private func year(at index: Int) -> Int? {
    guard tokens.indices.contains(index), tokens[index].kind == .number, tokens[index].text.count == 4,
      tokens[index].unit == 1, (1950...2100).contains(tokens[index].value),
      language.units.match(tokens, at: index + 1) == nil
    else { return nil }
    return Int(tokens[index].value)
  }

  private func yearAfter(_ index: Int) -> (Int?, Int)? {
    var place = index
    if tokens.indices.contains(place), tokens[place].isComma || tokens[place].text == "of" || tokens[place].text == "in"
    {
      place += 1
    }
    return year(at: place).map { ($0, pairEnd(place + 1, after: $0)) }
  }

  /// "2022-23", "2022/2023": the years of one winter.
  private func pairEnd(_ index: Int, after year: Int) -> Int {
    guard index + 1 < tokens.count, tokens[index].isDash || tokens[index].text == "/",
      tokens[index + 1].kind == .number, [Double(year + 1), Double((year + 1) % 100)].contains(tokens[index + 1].value)
    else { return index }
    return index + 2
  }
}
