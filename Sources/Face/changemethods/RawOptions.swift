/// What follows a method's name: places, then `--name value`.
struct RawOptions {
  struct Misuse: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
  }

  let places: [String]
  private let values: [String: String]

  init(_ arguments: [String], places count: Int) throws {
    var (places, values, name) = ([String](), [String: String](), String?.none)
    for argument in arguments {
      if let known = name {
        values[known] = argument
        name = nil
      } else if argument.hasPrefix("--") {
        name = String(argument.dropFirst(2))
      } else {
        places.append(argument)
      }
    }
    guard name == nil else { throw Misuse("--\(name ?? "") needs a value") }
    guard places.count == count else { throw Misuse("\(count) files are needed, \(places.count) were given") }
    self.places = places
    self.values = values
  }

  func optionalText(_ name: String) -> String? { values[name] }

  func text(_ name: String) throws -> String {
    guard let value = values[name] else { throw Misuse("--\(name) is needed") }
    return value
  }

  func integer(_ name: String, _ standard: Int? = nil) throws -> Int {
    if let standard, values[name] == nil { return standard }
    guard let value = Int(try text(name)) else { throw Misuse("--\(name) is a whole number") }
    return value
  }

  func double(_ name: String, _ standard: Double? = nil) throws -> Double {
    if let standard, values[name] == nil { return standard }
    guard let value = Double(try text(name)) else { throw Misuse("--\(name) is a number") }
    return value
  }
}
