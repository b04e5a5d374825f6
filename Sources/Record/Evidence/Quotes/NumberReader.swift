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
    let firstUnit = unit(at: end) ?? (first.isFraction ? unitOfPart(at: end) : nil)
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
    let margin = second == nil ? margin(at: end, measure) : nil
    end = margin?.end ?? end
    let trailing = language.hedges.match(tokens, at: end).flatMap { tokens[end].text == "or" ? $0 : nil }
    end += trailing?.length ?? 0
    let readings = ([first.value] + (first.other.map { [$0] } ?? [])).map { value in
      margin.map { QuotedInterval(low: value * measure.factor - $0.value, high: value * measure.factor + $0.value) }
        ?? interval(first, value, second, trailing?.value ?? hedge, measure)
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

  /// "a quarter of an acre", "half a mile"
  private func unitOfPart(at index: Int) -> (length: Int, unit: QuoteLanguage.Unit)? {
    var place = index
    if tokens.indices.contains(place), tokens[place].text == "of" { place += 1 }
    guard tokens.indices.contains(place), language.articles.contains(tokens[place].text),
      let found = unit(at: place + 1), [.area, .length, .duration].contains(found.unit.measure)
    else { return nil }
    return (place + 1 - index + found.length, found.unit)
  }

  /// "2,740 m, plus or minus 40 m": half the width of an interval around the number.
  private func margin(at index: Int, _ unit: QuoteLanguage.Unit) -> (value: Double, end: Int)? {
    var place = index
    if tokens.indices.contains(place), tokens[place].isComma { place += 1 }
    guard let sign = language.margins.match(tokens, at: place), let said = plain(at: place + sign.length) else {
      return nil
    }
    let end = place + sign.length + said.length
    let own = self.unit(at: end)
    let factor = own?.unit.factor ?? unit.factor
    guard own == nil || own?.unit.measure == unit.measure, unit.measure != .percent else { return nil }
    return (said.value * factor, end + (own?.length ?? 0))
  }

  private func joined(at index: Int, opened start: Int) -> (plain: Plain, end: Int)? {
    guard tokens.indices.contains(index), language.rangeJoiners.contains(tokens[index].text) else { return nil }
    // "and" spans a range only after "between": else it adds another number.
    let opener = start > 0 ? tokens[start - 1].text : ""
    let isOpened =
      language.rangeOpeners.contains(opener) || (start > 1 && language.rangeOpeners.contains(tokens[start - 2].text))
    if tokens[index].text != "-", !isOpened, tokens[index].text != "to", tokens[index].text != "or" { return nil }
    // "between a quarter and a third"
    let isArticle = tokens.indices.contains(index + 1) && language.articles.contains(tokens[index + 1].text)
    let place = isArticle ? index + 2 : index + 1
    guard !taken.contains(place), let next = plain(at: place), !isArticle || next.isFraction else { return nil }
    return (next, place + next.length)
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
    // "Spread over 4 acres" sets no bound.
    let verb = place - hit.length - 1
    if tokens[place - hit.length..<place].map(\.text) == ["over"], verb >= 0,
      language.spreadVerbs.contains(tokens[verb].text)
    {
      return (nil, place - hit.length)
    }
    return (hit.value, place - hit.length)
  }

  // MARK: - Intervals

  private func interval(
    _ first: Plain, _ value: Double, _ second: Plain?, _ hedge: QuoteLanguage.Hedge?, _ unit: QuoteLanguage.Unit
  ) -> QuotedInterval {
    // "65 %" has the factor 0.01; a fraction said in words is a share as it is.
    let factor = unit.measure == .percent && first.isFraction ? 1 : unit.factor
    if unit.isRough { return rough(value * factor, second.map { $0.value * factor }, hedge) }
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
    let reach = min(2 * tolerance, abs(number) * 0.2)
    if hedge == .justOver { (result.low, result.high) = (number, number + reach) }
    if hedge == .justUnder { (result.low, result.high) = (number - reach, number) }
    return result
  }

  /// Things without one size give a number only roughly: pitches differ by a third.
  private func rough(_ value: Double, _ other: Double?, _ hedge: QuoteLanguage.Hedge?) -> QuotedInterval {
    let ends = [value, other ?? value]
    let (low, high) = (0.7 * (ends.min() ?? value), 1.4 * (ends.max() ?? value))
    switch hedge {
    case .atLeast?: return QuotedInterval(low: low, high: .infinity)
    case .atMost?: return QuotedInterval(low: 0, high: high)
    default: return QuotedInterval(centre: value, low: low, high: high, isHedged: true)
    }
  }

  /// Half of what rounding to its digits may hide, within a twentieth of the number when hedged, a fortieth when bare.
  private func tolerance(
    _ plain: Plain, _ number: Double, _ step: Double, _ unit: Double, _ measure: QuoteLanguage.Measure, isHedged: Bool
  ) -> Double {
    if plain.isFraction { return number * (isHedged ? 0.1 : 0.05) }
    if measure == .times { return number * (isHedged ? 0.125 : 0.025) }
    let share = number * (isHedged ? 0.05 : 0.025)
    // One digit alone may hide half of it, which nobody means: "about a mile".
    let most = number * (isHedged ? 0.15 : 0.1)
    return max(isHedged ? number * 0.025 : 0, min(step / 2, max(share, unit / 2), measure == .plain ? .infinity : most))
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

  /// "over an acre", "about a kilometre"
  private func isHedgedSize(_ unit: QuoteLanguage.Unit, _ index: Int) -> Bool {
    guard [.area, .length].contains(unit.measure),
      let hedge = language.hedges.ending(before: index, in: tokens)?.value
    else { return false }
    return !unit.isRough || hedge == .atMost || hedge == .atLeast
  }

  /// "a week before"
  private func impliedOne(at index: Int) -> Plain? {
    guard language.articles.contains(tokens[index].text), let unit = language.units.match(tokens, at: index + 1),
      unit.value.measure == .duration || isHedgedSize(unit.value, index),
      unit.value.measure != .duration || language.earlier.match(tokens, at: index + 1 + unit.length) != nil
        || language.later.match(tokens, at: index + 1 + unit.length) != nil
    else { return nil }
    return Plain(value: 1, length: 1, step: 1, unit: 1)
  }
}
