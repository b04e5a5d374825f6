import CaseStore
import Foundation
import Provenance

/// What is chosen once for one stack of a case and kept: the size of its pixel, its bands, its reference.
///
/// The main stack's choices lie under the names that cases of one stack have always had; those of further stacks in one
/// list, each under the size of its pixel.
struct StackSettings {
  enum Name: String { case gsd, stackBands, reference }

  let store: CaseStore
  /// Pixel of the stack, metres, as it is kept; `nil` for the main stack.
  let further: Double?

  static let listKey = "furtherStacks"

  /// The main stack's.
  init(_ store: CaseStore) {
    self.store = store
    further = nil
  }

  init(_ store: CaseStore, further: Double) {
    self.store = store
    self.further = further
  }

  var isMain: Bool { further == nil }

  func kept(_ name: Name) throws -> String? {
    guard let further else { return try store.setting(name.rawValue) }
    return try Self.list(store).first { $0.isOf(further) }?[name.rawValue]?.stringValue
  }

  /// A case that is only read stays as it is.
  func keep(_ name: Name, _ value: String) throws {
    guard store.isWritable, try kept(name) != value else { return }
    guard let further else { return try store.set(name.rawValue, value) }
    var list = try Self.list(store)
    let index = list.firstIndex { $0.isOf(further) }
    let own = index.map { list.remove(at: $0).members ?? [] } ?? [.init(Name.gsd.rawValue, .string("\(further)"))]
    list.append(.object(own.filter { $0.key != name.rawValue } + [.init(name.rawValue, .string(value))]))
    try Self.write(list, store)
  }

  // MARK: - All of a case

  /// Pixels of a case's stacks, metres, the main one's first; empty before there was any.
  static func pixels(_ store: CaseStore) throws -> [Double] {
    let main = try StackSettings(store).kept(.gsd).flatMap(Double.init)
    return try [main].compactMap { $0 } + list(store).compactMap(\.gsd)
  }

  /// Makes the stack of that pixel the main one; what was the main one becomes a further one.
  static func makeMain(_ gsd: Double, _ store: CaseStore) throws {
    let main = StackSettings(store)
    guard store.isWritable, let old = try main.kept(.gsd), Double(old) != gsd else { return }
    var list = try list(store)
    let index = list.firstIndex { $0.isOf(gsd) }
    let chosen = index.map { list.remove(at: $0) }
    let names = [Name.gsd, .stackBands, .reference]
    let members = try names.compactMap { name in
      try main.kept(name).map { JSONValue.Member(name.rawValue, .string($0)) }
    }
    try write(list + [.object(members)], store)
    for name in names {
      try store.set(name.rawValue, name == .gsd ? "\(gsd)" : chosen?[name.rawValue]?.stringValue)
    }
  }

  /// One object a further stack, from the finest on, its members in the order of their names: the same whenever they were
  /// chosen.
  private static func list(_ store: CaseStore) throws -> [JSONValue] {
    let text = try store.setting(listKey)
    return text.flatMap { try? JSONValue(parsing: Data($0.utf8)) }?.arrayValue ?? []
  }

  private static func write(_ list: [JSONValue], _ store: CaseStore) throws {
    let sorted = list.sorted { ($0.gsd ?? 0) < ($1.gsd ?? 0) }.map { entry in
      JSONValue.object((entry.members ?? []).sorted { $0.key < $1.key })
    }
    try store.set(listKey, JSONValue.array(sorted).compactText)
  }
}

extension JSONValue {
  fileprivate var gsd: Double? { self[StackSettings.Name.gsd.rawValue]?.stringValue.flatMap(Double.init) }

  fileprivate func isOf(_ pixel: Double) -> Bool { gsd == pixel }
}
