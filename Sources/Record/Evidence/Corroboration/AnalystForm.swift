import Foundation
import Provenance

/// One analyst's part of an agreement file, its rings as they stand there.
struct AnalystForm {
  private struct Ring {
    let form: InputForm
    let points: [(Double, Double)]
  }

  private let name: String
  private var rings: [String: Ring] = [:]
  private var labels: [String: String] = [:]
  /// `nil` without an outline.
  private(set) var isInDegrees: Bool?

  /// Most things of one analyst, and most points of all outlines: comparing takes long on more.
  private static let mostThings = 2_000
  private static let mostPoints = 40_000

  init(_ form: InputForm) throws(EvidenceError) {
    guard form.json.members != nil else { throw form.wrong("an object") }
    name = try form.required("name").text()
    if let outlines = form.part("outlines") { try readOutlines(outlines) }
    if let labels = form.part("labels") { try readLabels(labels) }
    if let features = form.part("features") {
      guard rings.isEmpty else {
        throw EvidenceError(
          .unreadable, at: form.place, "It has both outlines in metres and features in degrees.", mend: "Keep one.")
      }
      try readFeatures(features)
    }
    let count = rings.values.reduce(0) { $0 + $1.points.count }
    guard rings.count <= Self.mostThings, labels.count <= Self.mostThings, count <= Self.mostPoints else {
      throw EvidenceError(
        .outOfRange, at: form.place,
        "It has \(max(rings.count, labels.count)) things and outlines of \(count) points together; "
          + "\(Self.mostThings) and \(Self.mostPoints) are the most.",
        mend: "Split the file, or simplify the outlines."
      )
    }
  }

  private mutating func readOutlines(_ form: InputForm) throws(EvidenceError) {
    guard let members = form.json.members else { throw form.wrong("an object of rings by the things' ids") }
    for member in members {
      rings[member.key] = try Self.ring(InputForm(member.value, at: "\(form.place).\(AssessmentText.name(member.key))"))
      isInDegrees = false
    }
  }

  private mutating func readLabels(_ form: InputForm) throws(EvidenceError) {
    guard let members = form.json.members else { throw form.wrong("an object of labels by the things' ids") }
    for member in members {
      labels[member.key] = try InputForm(member.value, at: "\(form.place).\(AssessmentText.name(member.key))").text()
    }
  }

  private mutating func readFeatures(_ form: InputForm) throws(EvidenceError) {
    guard form.json["type"]?.stringValue == "FeatureCollection" else { throw form.wrong("a FeatureCollection") }
    for item in try form.items("features", most: Self.mostThings) {
      let named = item.part("id") ?? item.part("properties")?.part("id")
      guard let id = try named?.text() else {
        throw EvidenceError(.incomplete, at: item.place, "It lacks an id.", mend: "Give the id of the thing.")
      }
      guard rings[id] == nil else {
        throw EvidenceError(
          .outOfRange, at: item.place, "The thing \(AssessmentText.name(id)) is outlined twice.", mend: "Keep one.")
      }
      if let label = item.part("properties")?.part("label") { labels[id] = try label.text() }
      guard let geometry = item.part("geometry") else { continue }
      guard geometry.json["type"]?.stringValue == "Polygon" else { throw geometry.wrong("a Polygon") }
      let lists = try geometry.items("coordinates", most: 100)
      guard lists.count == 1 else {
        throw EvidenceError(
          .unreadable, at: geometry.place, "It has \(lists.count) rings.", mend: "Give one outline without holes.")
      }
      rings[id] = try Self.ring(lists[0])
      isInDegrees = true
    }
  }

  /// Pairs of numbers; a last point that repeats the first is left out.
  private static func ring(_ form: InputForm) throws(EvidenceError) -> Ring {
    guard let values = form.json.arrayValue else { throw form.wrong("a list of points") }
    guard values.count <= 4_001 else {
      throw EvidenceError(
        .outOfRange, at: form.place, "It has \(values.count) points, and 4,000 are the most.", mend: "Simplify it.")
    }
    var points: [(Double, Double)] = []
    for (index, value) in values.enumerated() {
      guard let numbers = value.arrayValue, (2...3).contains(numbers.count), let first = numbers[0].doubleValue,
        let second = numbers[1].doubleValue
      else { throw InputForm(value, at: "\(form.place)[\(index)]").wrong("a pair of numbers") }
      points.append((first, second))
    }
    if points.count > 1, let first = points.first, let last = points.last, first == last { points.removeLast() }
    return Ring(form: form, points: points)
  }

  /// Of each ring in degrees the place on which its plane is laid.
  var centres: [String: LocalPlane] {
    guard isInDegrees == true else { return [:] }
    return rings.compactMapValues { LocalPlane(around: $0.points) }
  }

  func work(around centres: [String: LocalPlane]) throws(EvidenceError) -> AnalystAgreement.Work {
    var outlines: [String: AnalystOutline] = [:]
    for (id, ring) in rings.sorted(by: { $0.key < $1.key }) {
      outlines[id] = try ring.form.making { () throws(EvidenceError) in
        guard isInDegrees == true else {
          return try AnalystOutline(ring.points.map { AnalystOutline.Point(east: $0.0, north: $0.1) })
        }
        var points: [AnalystOutline.Point] = []
        for point in ring.points {
          guard let plane = centres[id], let place = plane.point(longitude: point.0, latitude: point.1) else {
            throw EvidenceError(
              .outOfRange, at: name, "Its point at longitude \(point.0), latitude \(point.1) lies too far off.",
              mend: "Give longitude and latitude in degrees, between 80° south and north, within half a degree.")
          }
          points.append(place)
        }
        return try AnalystOutline(points)
      }
    }
    return AnalystAgreement.Work(analyst: name, outlines: outlines, labels: labels)
  }
}
