import Foundation

/// The machine that figures come from.
package enum Machine {
  /// `AMD EPYC, 2 cores, 23 GiB, Debian GNU/Linux 12 (bookworm), load 0.4`.
  package static var description: String {
    let information = ProcessInfo.processInfo
    let memory = Double(information.physicalMemory) / 1_073_741_824
    let cores = information.activeProcessorCount
    return "\(processor), \(cores) core\(cores == 1 ? "" : "s"), \(Text.number(memory, 1)) GiB, \(system)\(load)"
  }

  private static var processor: String {
    #if canImport(Darwin)
      return systemControl("machdep.cpu.brand_string") ?? "unknown processor"
    #else
      let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
      let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
      return line.flatMap { $0.split(separator: ":").last }.map { $0.trimmingCharacters(in: .whitespaces) }
        ?? "unknown processor"
    #endif
  }

  private static var system: String {
    let text = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
    return line.map { $0.dropFirst(12).filter { $0 != "\"" } }
      ?? ProcessInfo.processInfo.operatingSystemVersionString
  }

  /// Others at work on the machine make times longer, so the load at the start is told.
  private static var load: String {
    let text = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8)) ?? ""
    return text.split(separator: " ").first.map { ", load \($0)" } ?? ""
  }

  #if canImport(Darwin)
    private static func systemControl(_ name: String) -> String? {
      var bytes = [CChar](repeating: 0, count: 256)
      var size = bytes.count
      guard unsafe sysctlbyname(name, &bytes, &size, nil, 0) == 0 else { return nil }
      return String(decoding: bytes.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  #endif
}
