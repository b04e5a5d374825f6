import Foundation

/// Memory that a process and all below it hold together, from /proc.
///
/// Each sample adds the peaks (`VmHWM`) so far of all that live at that moment. Peaks of different moments, and pages
/// that several share, are thus counted more than once: the figure is too high rather than too low.
struct ProcessTreeMemory {
  private(set) var peakMiB: Double?
  private let root: pid_t
  private var samples = 0

  init(root: pid_t) { self.root = root }

  mutating func sample() {
    // Looking for children reads all of /proc; every fourth time is enough, as peaks do not fall.
    samples += 1
    guard samples % 4 == 1 else { return }
    let kibibytes = Self.tree(under: root).compactMap(Self.peakKiB).reduce(0, +)
    if kibibytes > 0 { peakMiB = max(peakMiB ?? 0, Double(kibibytes) / 1024) }
  }

  private static func tree(under root: pid_t) -> [pid_t] {
    let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap(pid_t.init)
    var children: [pid_t: [pid_t]] = [:]
    for number in numbers {
      if let parent = parent(of: number) { children[parent, default: []].append(number) }
    }
    var tree = [root]
    var next = 0
    while next < tree.count {
      tree += children[tree[next]] ?? []
      next += 1
    }
    return tree
  }

  private static func parent(of process: pid_t) -> pid_t? {
    guard let line = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return nil }
    // The name, in brackets, may itself hold spaces and brackets: state and parent follow the last one.
    let words = line.suffix(from: line.lastIndex(of: ")") ?? line.startIndex).split(separator: " ")
    return words.count > 2 ? pid_t(words[2]) : nil
  }

  private static func peakKiB(of process: pid_t) -> Int? {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8) else { return nil }
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line.flatMap { Int($0.dropFirst(6).filter(\.isNumber)) }
  }
}
