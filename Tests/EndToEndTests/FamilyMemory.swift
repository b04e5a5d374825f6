import Foundation

/// Memory of a program and of all processes that it started, seen from outside.
enum FamilyMemory {
  /// The most that they took together until the program ended: pages that several share are counted once. 0 where the
  /// system does not tell.
  static func peakInMiB(of program: RunningProgram) -> Int {
    var peak = 0
    while program.isRunning {
      peak = max(peak, family(program.number).reduce(0) { $0 + shareInKiB($1) })
      usleep(20_000)
    }
    return peak >> 10
  }

  private static func family(_ root: pid_t) -> [pid_t] {
    var children: [pid_t: [pid_t]] = [:]
    for number in ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).compactMap({ pid_t($0) }) {
      guard let text = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8),
        let parent = text.split(separator: ")").last?.split(separator: " ").dropFirst().first.flatMap({ pid_t($0) })
      else { continue }
      children[parent, default: []].append(number)
    }
    var (found, waiting): ([pid_t], [pid_t]) = ([], [root])
    while let next = waiting.popLast() {
      found.append(next)
      waiting += children[next] ?? []
    }
    return found
  }

  private static func shareInKiB(_ number: pid_t) -> Int {
    let text = (try? String(contentsOfFile: "/proc/\(number)/smaps_rollup", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("Pss:") }
    return line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
  }
}
