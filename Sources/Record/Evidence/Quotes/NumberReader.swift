/// Reads the numbers of a clause: digits and words, ranges, hedges before and after, units.
struct NumberReader {
  private struct Plain {
    var value: Double
    var length: Int
    var step: Double
    var unit: Double
    var isFraction = false
    var isMultiple = false
    var other: Double?
  }

  let tokens: [QuoteToken]
  let language: QuoteLanguage
  /// Tokens that are parts of dates or names.
  let taken: Set<Int>

  func read() -> [QuotedNumber] {
    var numbers: [QuotedNumber] = []
    var index = 0
    while index < tokens.count {
      if !taken.contains(index), let number = number(at: index, after: numbers.last?.range.upperBound ?? 0) {
        numbers.append(number)
        index = number.range.upperBound
      } else {
        index += 1
      }
    }
    return numbers
  }

  private func number(at start: Int, after last: Int) -> QuotedNumber? {
    if let vague = language.vagueCounts.match(tokens, at: start) {
      let interval = QuotedInterval(low: vague.value.lowerBound, high: vague.value.upperBound)
      return QuotedNumber(
        readings: [interval], measure: .plain, range: start..<start + vague.length, start: start, isFraction: false,
        isVague: true)
    }
    guard let first = plain(at: start) else { return nil }
    var end = start + first.length
    let firstUnit = unit(at: end)
    end += firstUnit?.length ?? 0
    let (hedge, from) = hedge(before: start, after: last)
    var second: Plain?
    var secondUnit: QuoteLanguage.Unit?
    if let next = joined(at: end, opened: start) {
      let unitOfNext = unit(at: next.end)
      if firstUnit == nil || unitOfNext != nil || next.plain.isFraction {
        second = next.plain
        secondUnit = unitOfNext?.unit
        end = next.end + (unitOfNext?.length ?? 0)
      }
    }
    let measure = secondUnit ?? firstUnit?.unit ?? implied(second ?? first)
    let trailing = language.hedges.match(tokens, at: end).flatMap { tokens[end].text == "or" ? $0 : nil }
    end += trailing?.length ?? 0
    let readings = ([first.value] + (first.other.map { [$0] } ?? [])).map { value in
      interval(first, value, second, trailing?.value ?? hedge, measure)
    }
    return QuotedNumber(
      readings: readings, measure: measure.measure, range: from..<end, start: start,
      isFraction: first.isFraction || second?.isFraction == true)
  }

  private func implied(_ plain: Plain) -> QuoteLanguage.Unit {
    .init(plain.isFraction ? .percent : plain.isMultiple ? .times : .plain)
  }

  private func unit(at index: Int) -> (length: Int, unit: QuoteLanguage.Unit)? {
    language.units.match(tokens, at: index).map { ($0.length, $0.value) }
  }

  private func joined(at index: Int, opened start: Int) -> (plain: Plain, end: Int)? {
    guard tokens.indices.contains(index), language.rangeJoiners.contains(tokens[index].text) else { return nil }
    // "and" spans a range only after "between": else it adds another number.
    let opener = start > 0 ? tokens[start - 1].text : ""
    let isOpened =
      language.rangeOpeners.contains(opener) || (start > 1 && language.rangeOpeners.contains(tokens[start - 2].text))
    if tokens[index].text != "-", !isOpened, tokens[index].text != "to", tokens[index].text != "or" { return nil }
    guard !taken.contains(index + 1), let next = plain(at: index + 1) else { return nil }
    return (next, index + 1 + next.length)
  }

  private func hedge(before start: Int, after last: Int) -> (QuoteLanguage.Hedge?, Int) {
    var place = start
    if place > last, language.rangeOpeners.contains(tokens[place - 1].text) { place -= 1 }
    if place > last, language.articles.contains(tokens[place - 1].text), plain(at: start)?.isFraction == true {
      place -= 1
    }
    guard place > 0, let hit = language.hedges.ending(before: place, in: tokens), place - hit.length >= last else {
      return (nil, start)
    }
    return (hit.value, place - hit.length)
  }

  // MARK: - Intervals

  private func interval(
    _ first: Plain, _ value: Double, _ second: Plain?, _ hedge: QuoteLanguage.Hedge?, _ unit: QuoteLanguage.Unit
  ) -> QuotedInterval {
    // "65 %" has the factor 0.01; a fraction said in words is a share as it is.
    let factor = unit.measure == .percent && first.isFraction ? 1 : unit.factor
    let step = first.step * factor
    let written = first.unit * factor
    let number = value * factor
    if let second {
      let other = second.value * (unit.measure == .percent && second.isFraction ? 1 : unit.factor)
      return QuotedInterval(
        low: min(number, other), high: max(number, other), isHedged: hedge == .about,
        step: hedge == .about ? max(written, abs(other - number) * 0.2) : written)
    }
    switch hedge {
    case .atLeast?: return QuotedInterval(low: number, high: .infinity, step: 0)
    case .atMost?: return QuotedInterval(low: 0, high: number, step: 0)
    default: break
    }
    let tolerance = tolerance(
      first, abs(number), step, written, unit.measure, isHedged: hedge != nil && hedge != .exactly)
    var result = QuotedInterval(
      centre: number, low: number - tolerance, high: number + tolerance, isHedged: hedge != nil && hedge != .exactly,
      isExact: hedge == .exactly, step: first.isFraction ? 0 : step, unit: first.isFraction ? 0 : written)
    if hedge == .justOver { (result.low, result.high) = (number, number + 2 * tolerance) }
    if hedge == .justUnder { (result.low, result.high) = (number - 2 * tolerance, number) }
    return result
  }

  /// Half of what rounding to its digits may hide, within a twentieth of the number when hedged, a fortieth when bare.
  private func tolerance(
    _ plain: Plain, _ number: Double, _ step: Double, _ unit: Double, _ measure: QuoteLanguage.Measure, isHedged: Bool
  ) -> Double {
    if plain.isFraction { return number * (isHedged ? 0.1 : 0.05) }
    if measure == .times { return number * (isHedged ? 0.125 : 0.025) }
    let share = number * (isHedged ? 0.05 : 0.025)
    return max(isHedged ? number * 0.025 : 0, min(step / 2, max(share, unit / 2)))
  }

  // MARK: - Plain numbers

  private func plain(at index: Int) -> Plain? {
    guard tokens.indices.contains(index), !taken.contains(index) else { return nil }
    if let hit = language.multiples.match(tokens, at: index) {
      return Plain(value: hit.value, length: hit.length, step: 1, unit: 1, isMultiple: true)
    }
    if let fraction = fraction(at: index) { return fraction }
    guard var plain = digits(at: index) ?? spelt(at: index) else { return nil }
    let next = index + plain.length
    if let part = addedFraction(at: next) {
      plain.value += part
      plain.unit = part
      plain.step = part
      plain.length += 3
    }
    return plain
  }

  /// "and a half"
  private func addedFraction(at index: Int) -> Double? {
    guard index + 2 < tokens.count, tokens[index].text == "and", language.articles.contains(tokens[index + 1].text)
    else { return nil }
    return language.fractions[tokens[index + 2].stem]
  }

  private func digits(at index: Int) -> Plain? {
    let token = tokens[index]
    guard token.kind == .number, !token.isOrdinal else { return nil }
    var plain = Plain(value: token.value, length: 1, step: token.unit, unit: token.unit, other: token.otherValue)
    if token.unit == 1, token.value > 0 {
      while plain.value.truncatingRemainder(dividingBy: plain.step * 10) == 0 { plain.step *= 10 }
    }
    if tokens.indices.contains(index + 1), let magnitude = language.magnitudes[tokens[index + 1].text] {
      plain.value *= magnitude
      plain.step *= magnitude
      plain.unit *= magnitude
      plain.length = 2
    }
    return plain
  }

  private func fraction(at index: Int) -> Plain? {
    func share(_ place: Int) -> Double? {
      tokens.indices.contains(place) && !taken.contains(place) ? language.fractions[tokens[place].stem] : nil
    }
    if index + 2 < tokens.count, tokens[index + 1].text == "/", tokens[index].kind == .number,
      tokens[index + 2].kind == .number, tokens[index + 2].value > 0
    {
      return Plain(value: tokens[index].value / tokens[index + 2].value, length: 3, step: 0, unit: 0, isFraction: true)
    }
    if let part = share(index + 1) {
      let count =
        tokens[index].kind == .number && !tokens[index].isOrdinal
        ? tokens[index].value
        : language.cardinals[tokens[index].text]
      if let count { return Plain(value: count * part, length: 2, step: 0, unit: 0, isFraction: true) }
    }
    guard let part = share(index), language.cardinals[index > 0 ? tokens[index - 1].text : ""] == nil else {
      return nil
    }
    return Plain(value: part, length: 1, step: 0, unit: 0, isFraction: true)
  }

  private func spelt(at index: Int) -> Plain? {
    var total = 0.0
    var group = 0.0
    var length = 0
    while index + length < tokens.count {
      let text = tokens[index + length].text
      if let value = language.cardinals[text] {
        // "two four" are two numbers; "sixty five" is one.
        if group > 0,
          !(group.truncatingRemainder(dividingBy: 100) == 0
            || group.truncatingRemainder(dividingBy: 10) == 0 && value < 10)
        {
          break
        }
        group += value
      } else if let value = language.magnitudes[text], group > 0 {
        group *= value
        if value >= 1_000 { (total, group) = (total + group, 0) }
      } else if text == "and", length > 0, group >= 100 || total > 0, index + length + 1 < tokens.count,
        language.cardinals[tokens[index + length + 1].text] != nil
      {
      } else {
        break
      }
      length += 1
    }
    guard length > 0 else { return impliedOne(at: index) }
    // "one" alone is more often a pronoun than a number.
    if length == 1, group == 1, unit(at: index + 1) == nil, addedFraction(at: index + 1) == nil { return nil }
    let value = total + group
    var step = 1.0
    while value > 0, value.truncatingRemainder(dividingBy: step * 10) == 0 { step *= 10 }
    return Plain(value: value, length: length, step: step, unit: 1)
  }

  /// "a week before"
  private func impliedOne(at index: Int) -> Plain? {
    guard language.articles.contains(tokens[index].text), let unit = language.units.match(tokens, at: index + 1),
      unit.value.measure == .duration,
      language.earlier.match(tokens, at: index + 1 + unit.length) != nil
        || language.later.match(tokens, at: index + 1 + unit.length) != nil
    else { return nil }
    return Plain(value: 1, length: 1, step: 1, unit: 1)
  }
}
