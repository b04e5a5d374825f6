import Foundation
import Places
import Provenance

extension DetectorCard {
  static let largestByteCount = 1 << 20
  static let mostClasses = 1_000

  /// The card in a JSON file.
  /// - Throws: `unreadable`, `badCard`, `persons` where a class means persons.
  package init(file path: String) throws(DetectorError) {
    let place = URL(fileURLWithPath: path).lastPathComponent
    let data = try ModelFile.bytes(path, of: "card", largest: Self.largestByteCount)
    let json: JSONValue
    do { json = try JSONValue(parsing: data) } catch {
      throw DetectorError(
        .badCard, at: place, "The card is no JSON: \(error.reason)", mend: "Write it as Docs/Guide/counting.md tells.")
    }
    try self.init(json, at: place)
  }

  /// - Parameter place: what errors call the card.
  package init(_ json: JSONValue, at place: String) throws(DetectorError) {
    let card = CardReader(json, at: place, under: "")
    classes = try Self.classes(card)
    name = try card.text("name")
    let hash = try card.text("sha256").lowercased()
    guard ContentHash(stored: hash) != nil else { throw card.bad("sha256", "is not 64 hexadecimal digits") }
    sha256 = hash
    let range = try card.numbers("gsd", count: 2)
    guard range[0] > 0, range[0] <= range[1] else { throw card.bad("gsd", "is no range of metres, finest first") }
    gsd = range[0]...range[1]
    input = try Self.input(try card.object("input"))
    let output = try card.object("output")
    self.output = Output(
      layout: try output.word("layout"), angle: try output.word("angle"), hasObjectness: try output.flag("objectness"),
      scores: try output.word("scores"), coordinates: try output.word("coordinates"))
    suppression = try card.number("suppression", in: 0.05...0.95)
    overlap = try card.whole("overlap", in: 0...(input.tile / 2))
    calibration = try Self.calibration(card, classes)
  }

  private static func classes(_ card: CardReader) throws(DetectorError) -> [DetectorClass] {
    let items = try card.list("classes")
    guard !items.isEmpty, items.count <= mostClasses else {
      throw card.bad("classes", "has \(items.count) classes, not 1 to \(mostClasses)")
    }
    var classes: [DetectorClass] = []
    for item in items {
      let name = try item.text("name")
      try refusePersons(name, at: card.place)
      classes.append(DetectorClass(name: name, kind: try item.word("kind")))
    }
    guard Set(classes.map(\.name)).count == classes.count else {
      throw card.bad("classes", "names a class twice")
    }
    return classes
  }

  /// - Throws: `persons` where the name of a class means persons.
  static func refusePersons(_ name: String, at place: String) throws(DetectorError) {
    guard let word = ClassWords.person(in: name) else { return }
    let shown = name.count > 60 ? name.prefix(60) + "…" : name[...]
    throw DetectorError(
      .persons, at: place, "Its class “\(shown)” means persons (\(word)), and detectors of persons are refused.",
      mend: "Use a model without such a class: taking the name from the list does not take it from the model.")
  }

  private static func input(_ reader: CardReader) throws(DetectorError) -> Input {
    let bands = try reader.numbers("bands", count: nil)
    guard (1...64).contains(bands.count), bands.allSatisfy({ $0 >= 1 && $0 <= 4_096 && $0 == $0.rounded() }) else {
      throw reader.bad("bands", "is no list of up to 64 bands, the first being 1")
    }
    let tile = try reader.whole("tile", in: 16...4_096)
    guard bands.count * tile * tile <= TileInput.mostNumbers else {
      throw reader.bad("tile", "of \(tile) pixels in \(bands.count) bands is over \(TileInput.mostNumbers) numbers")
    }
    let deviation = try reader.each("deviation", bands.count)
    guard deviation.allSatisfy({ $0 > 0 }) else { throw reader.bad("deviation", "is not above 0") }
    return Input(
      bands: bands.map { Int($0) - 1 }, tile: tile, scale: try reader.each("scale", bands.count),
      mean: try reader.each("mean", bands.count), deviation: deviation,
      fill: try reader.number("fill", in: -1e6...1e6))
  }

  private static func calibration(
    _ card: CardReader, _ classes: [DetectorClass]
  ) throws(DetectorError) -> [[ScoreCalibration]] {
    var tables = [[ScoreCalibration]](repeating: [], count: classes.count)
    for item in try card.list("calibration") {
      let name = try item.text("class")
      guard let index = classes.firstIndex(where: { $0.name == name }) else {
        throw item.bad("class", "“\(name)” is none of the classes")
      }
      tables[index].append(
        ScoreCalibration(
          threshold: try item.number("threshold", in: 0...1), correct: try item.whole("correct", in: 1...1_000_000_000),
          wrong: try item.whole("wrong", in: 0...1_000_000_000), missed: try item.whole("missed", in: 0...1_000_000_000)
        ))
    }
    for (index, rows) in tables.enumerated() {
      guard !rows.isEmpty else {
        throw card.bad(
          "calibration", "has no row for “\(classes[index].name)”, so that what a box of it is worth is not known")
      }
      guard Set(rows.map(\.threshold)).count == rows.count else {
        throw card.bad("calibration", "has two rows for one threshold of “\(classes[index].name)”")
      }
    }
    return tables.map { $0.sorted { $0.threshold < $1.threshold } }
  }
}
