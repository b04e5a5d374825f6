import Places
import Quantities

extension Redactor {
  /// The features that are told, without outline, under other names.
  package func features(_ features: [Feature]) -> [Feature] {
    features.filter { !isHidden($0) }.map(feature)
  }

  private func isHidden(_ feature: Feature) -> Bool {
    hidden.contains(feature.id) || feature.parent.map(hidden.contains) ?? false
  }

  func feature(_ feature: Feature) -> Feature {
    var told = feature
    told.id = alias(feature.id)
    told.name = feature.name.map(text)
    told.kindReasons = feature.kindReasons.map(text)
    told.parent = feature.parent.map(alias)
    told.bracket = feature.bracket.withoutHours
    told.ratios = feature.ratios.filter { !hidden.contains($0.to) }.map {
      AreaRatio(to: alias($0.to), name: text($0.name), estimate: $0.estimate)
    }
    told.scenesFor = feature.scenesFor.map(alias)
    told.scenesAgainst = feature.scenesAgainst.map(alias)
    told.notObservable = feature.notObservable.map { .init(scene: alias($0.scene), reason: $0.reason) }
    told.mark = feature.mark.map {
      Feature.Mark(by: $0.by, note: $0.note.map(text), at: $0.at.withoutHour, machineKind: $0.machineKind)
    }
    told.outline = []
    // Against the picture's own grid it tells where on the globe that grid lies.
    told.size = feature.size.map {
      FeatureSize(
        length: $0.length, width: $0.width, perimeter: $0.perimeter,
        orientation: .refused("it is left out of a redacted edition"))
    }
    told.life = feature.life.map {
      LifeStage(state: $0.state, begin: $0.begin.withoutHours, since: $0.since?.withoutHour)
    }
    told.position = feature.position.map { PositionAccuracy(ce90: $0.ce90, source: text($0.source)) }
    return told
  }

  func observation(_ observation: Observation) -> Observation {
    Observation(
      feature: alias(observation.feature), scene: alias(observation.scene), date: observation.date.withoutHour,
      state: observation.state, visibility: observation.visibility, progress: observation.progress)
  }

  /// `nil` where something is hidden: paces and totals would tell of it.
  package func activity(_ activity: Activity) -> Activity? {
    guard hidden.isEmpty else { return nil }
    return Activity(
      lines: activity.lines.map(line), zones: activity.zones.map(zone),
      pace: activity.pace.map {
        Pace(
          id: alias($0.id), name: text($0.name), from: $0.from?.withoutHour, to: $0.to?.withoutHour, lately: $0.lately,
          before: $0.before, verdict: $0.verdict, probability: $0.probability, words: text($0.words))
      }, totals: activity.totals)
  }

  private func line(_ line: LineActivity) -> LineActivity {
    LineActivity(
      id: alias(line.id), name: text(line.name), kind: line.kind, length: line.length, refused: line.refused.map(text),
      days: line.days.map {
        LineActivity.Day(
          scene: alias($0.scene), date: $0.date.withoutHour, occupied: $0.occupied, stretches: $0.stretches,
          clearShare: $0.clearShare)
      }, notes: line.notes.map(text), ownLook: line.ownLook, undetermined: line.undetermined)
  }

  private func zone(_ zone: ZoneActivity) -> ZoneActivity {
    var told = ZoneActivity(
      id: alias(zone.id), name: text(zone.name), role: zone.role, refused: zone.refused.map(text),
      days: zone.days.map {
        ZoneActivity.Day(
          scene: alias($0.scene), date: $0.date.withoutHour, index: $0.index, busierThan: $0.busierThan,
          clearShare: $0.clearShare)
      }, notes: zone.notes.map(text), countRefused: text(zone.countRefused))
    told.temperature = zone.temperature.map(temperature)
    return told
  }

  private func temperature(_ temperature: ZoneTemperature) -> ZoneTemperature {
    if let refused = temperature.refused { return ZoneTemperature(refused: text(refused)) }
    return ZoneTemperature(
      days: temperature.days.map {
        ZoneTemperature.Day(
          scene: alias($0.scene), date: $0.date.withoutHour, temperature: $0.temperature, above: $0.above,
          warmerThan: $0.warmerThan)
      }, notes: temperature.notes.map(text))
  }

  /// `nil` where something is hidden: what was absent, but for what is listed, would tell of it.
  package func observability(_ observability: Observability) -> Observability? {
    guard hidden.isEmpty else { return nil }
    return Observability(
      zones: observability.zones.map { zone in
        ZoneObservability(
          id: alias(zone.id), name: text(zone.name), role: zone.role, absence: absence(zone.absence),
          sizes: zone.sizes,
          losses: zone.losses.map {
            .init(feature: alias($0.feature), kind: $0.kind, bracket: $0.bracket.withoutHours, share: $0.share)
          }, days: zone.days.map(day))
      },
      features: observability.features.map {
        FeatureObservability(id: alias($0.id), zone: $0.zone.map(alias), days: $0.days.map(day))
      })
  }

  private func day(_ day: SeenDay) -> SeenDay {
    SeenDay(
      scene: alias(day.scene), date: day.date.withoutHour, clearShare: day.clearShare, visibility: day.visibility,
      smallest: day.smallest)
  }

  private func absence(_ absence: Absence) -> Absence {
    switch absence {
    case .refused(let reason): .refused(text(reason))
    case .stated(let statement):
      .stated(
        .init(
          over: statement.over, building: statement.building, from: statement.from.withoutHour,
          to: statement.to.withoutHour, neverClear: statement.neverClear, seldomClear: statement.seldomClear,
          hidden: statement.hidden, found: statement.found.map(alias), others: statement.others.map(alias)))
    }
  }
}
