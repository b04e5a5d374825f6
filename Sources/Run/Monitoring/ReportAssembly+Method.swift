import Changes
import Mensuration
import Places
import Provenance
import Quantities
import Reports
import SceneMeasures
import Stacks
import Tracking

/// The report's pages of method, doubt and limits.
extension ReportAssembly {
  /// The budgets of all stacks, each line with its stack where there are several.
  var budget: [BudgetTerm] {
    stacks.all.flatMap { stack in
      stack.budgetTerms.map {
        BudgetTerm(term: heading($0.term, of: stack), size: $0.size, effect: $0.effect, source: $0.source)
      }
    }
  }

  private func heading(_ text: String, of stack: CaseStack) -> String {
    stacks.isOne ? text : "\(text) (stack of \(stack.gsd.magnitude) m)"
  }

  var method: [ReportSection] {
    stacks.all.map(grid) + settingsAlone + [remarks].compactMap { $0 }
  }

  /// The method without what tells the place: grids, and what was remarked on single scenes.
  var settingsAlone: [ReportSection] {
    [section("Stack", Settings.stack)]
      + analysis.stacks.map {
        section(heading("Change and measures", of: $0.stack), Settings.change($0.detection, $0.stack.limiting))
      }
  }

  private func grid(_ stack: CaseStack) -> ReportSection {
    let transform = stack.grid.geotransform
    return ReportSection(
      heading: heading("Grid and reference", of: stack),
      rows: [
        .init(name: "Coordinate reference system", value: stack.grid.crs.definition),
        .init(name: "Pixel", value: "\(JSONValue.fixed(transform.columnEasting, places: 3)) m"),
        .init(name: "Size", value: "\(stack.grid.columns) × \(stack.grid.rows) pixels"),
        .init(name: "Reference scene", value: stack.reference.id),
      ],
      paragraphs: [
        "Every scene is shifted onto the reference by the phase of many tiles, resampled once, "
          + "brought to the stack's median brightness on pixels that do not change, "
          + "and masked where it departs from the site's own history as cloud, haze or shadow do."
      ])
  }

  private func section(_ heading: String, _ settings: JSONValue) -> ReportSection {
    ReportSection(
      heading: heading,
      rows: (settings.members ?? []).map { .init(name: $0.key, value: $0.value.stringValue ?? $0.value.compactText) })
  }

  private var remarks: ReportSection? {
    let rows = stacks.rows.flatMap { row in
      (row.scene?.remarks ?? []).map { ReportSection.Row(name: row.fileName, value: $0) }
    }
    return rows.isEmpty ? nil : ReportSection(heading: "Remarks on scenes", rows: rows)
  }

  /// What could not be seen, stack by stack, then what holds for all.
  var limits: [String] {
    analysis.stacks.flatMap { part in
      let lines = limits(of: part.stack, part.detection)
      return stacks.isOne ? lines : lines.map { "Stack of \(part.stack.gsd.magnitude) m: \($0)" }
    } + [
      "Sides of a thing that lie in shadow or beside a neighbour of its own brightness may be drawn too far out or in; "
        + "intervals allow for it in part."
    ]
  }

  private func limits(of stack: CaseStack, _ detection: ChangeDetection?) -> [String] {
    let series = stack.series
    var lines: [String] = [sizeLimit(of: stack)]
    let least = 2 * StepDetector.persistence
    if detection == nil {
      lines.append(
        "Change could not be tested: the ground was seen on fewer than \(least) clear dates. "
          + "That nothing is listed does not mean that nothing happened.")
    } else {
      let sitePixels = stack.inSite.indices.filter { stack.inSite[$0] }
      let untested = series.seenCounts(sitePixels, threads: threads).count { $0 < least }
      let share = Double(untested) / Double(max(sitePixels.count, 1))
      if share > 0 {
        lines.append(
          "\(JSONValue.fixed(100 * share, places: 1)) % of the site was seen clearly "
            + "on fewer than \(least) dates and could not be tested.")
      }
      lines.append(
        "A change counts once it was seen on \(StepDetector.persistence) clear dates in a row; "
          + "what came after \(series.dates[max(0, series.count - StepDetector.persistence)].day) "
          + "cannot be confirmed yet, and what happened before "
          + "\(series.dates[min(series.count - 1, StepDetector.persistence - 1)].day) "
          + "has too little past to depart from.")
    }
    let days = series.dates.count(where: \.isDayOnly)
    if days > 0 {
      lines.append(
        "Of \(days) of \(series.count) scenes the day alone is known: where shadows fell on them was reckoned for "
          + "half past ten by the sun, when most satellites cross.")
    }
    return lines
  }

  private func sizeLimit(of stack: CaseStack) -> String {
    let limiting = stack.limiting
    let pixel = limiting.size.magnitude
    let smallest = Int(max(Double(ChangeRegions.minimumPixels), ThingFinder.smallestThing))
    let text =
      "Things narrower than \(JSONValue.fixed(AreaMeasure.minimumWidthInPixels * pixel, places: 0)) m "
      + "(\(Int(AreaMeasure.minimumWidthInPixels)) pixels) are not measured, and changes of fewer than "
      + "\(smallest) pixels (\(JSONValue.fixed(Double(smallest) * pixel * pixel, places: 0)) m²) are not reported."
    guard limiting.factor > 1 else { return text }
    return text + " These are pixels of \(JSONValue.fixed(pixel, places: 1)) m: \(limiting.enlarged) of the "
      + "\(limiting.measured) pictures whose spectrum could tell were enlarged to the "
      + "\(JSONValue.fixed(stack.gsd.magnitude, places: 1)) m of theirs, and show nothing finer than before."
  }
}
