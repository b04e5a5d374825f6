import Foundation

/// What a child process allows itself, as far as the system keeps it to its word.
///
/// Soft limits only: they stop a decoder that runs away, and the process must be able to raise its own clock for the
/// next file. macOS does not keep the limit on memory.
package enum WorkerLimits {
  /// Limits that hold from the start to the end: no core dump of somebody's picture, no file written.
  package static func setForLife() {
    set(RLIMIT_CORE, to: 0)
    set(RLIMIT_FSIZE, to: 0)
  }

  /// Memory on top of what the libraries have mapped so far.
  package static func setMemory(mebibytes: Int) {
    guard let mapped = mappedBytes() else { return }
    set(RLIMIT_AS, to: mapped + mebibytes << 20)
  }

  /// No file is opened from now on, nor can the limit be raised again.
  package static func closeFiles() { set(RLIMIT_NOFILE, to: 0, forGood: true) }

  /// Processor time from now. The kernel counts whole seconds since the process began.
  package static func setProcessorTime(seconds: Double) {
    var used = timespec()
    guard unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used) == 0 else { return }
    set(RLIMIT_CPU, to: Int(used.tv_sec) + Int(min(seconds, 1e6).rounded(.up)) + 1)
  }

  #if canImport(Darwin)
    private typealias Resource = Int32
  #else
    private typealias Resource = __rlimit_resource
  #endif

  private static func set(_ resource: Resource, to value: Int, forGood: Bool = false) {
    #if canImport(Darwin)
      let number = resource
    #else
      let number = Int32(resource.rawValue)
    #endif
    var limit = rlimit()
    guard unsafe getrlimit(number, &limit) == 0 else { return }
    limit.rlim_cur = min(rlim_t(value), limit.rlim_max)
    if forGood { limit.rlim_max = limit.rlim_cur }
    _ = unsafe setrlimit(number, &limit)
  }

  /// Address space in use; `nil` where the system has no such number to give.
  private static func mappedBytes() -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8),
      let pages = text.split(separator: " ").first.flatMap({ Int($0) })
    else { return nil }
    return pages * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
