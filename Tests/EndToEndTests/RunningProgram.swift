import Foundation

/// A program under way in a process of its own; its two outputs go to files, so that neither can fill a pipe and hang.
final class RunningProgram {
  let number: pid_t
  private let output: String
  private let complaint: String
  private var end: (status: Int32, peakMemoryInKiB: Int)?
  /// The most that it was seen to hold so far. Linux counts what the tests held when they started it into `ru_maxrss`.
  private var highestSeen = 0

  /// - Throws: `CocoaError` where the program cannot be started.
  init(_ executable: String, _ arguments: [String]) throws {
    let stem = FileManager.default.temporaryDirectory.appendingPathComponent("telltale-run-\(UUID().uuidString)").path
    output = stem + ".out"
    complaint = stem + ".err"
    number = try Self.spawn(executable, arguments, output: output, complaint: complaint)
  }

  deinit {
    if isRunning {
      kill(number, SIGKILL)
      while isRunning { usleep(1_000) }
    }
    for file in [output, complaint] { try? FileManager.default.removeItem(atPath: file) }
  }

  func send(_ signal: Int32) { kill(number, signal) }

  /// Whether the process has not yet ended.
  var isRunning: Bool {
    guard end == nil else { return false }
    highestSeen = max(highestSeen, memoryInKiB)
    var status: Int32 = 0
    var usage = rusage()
    guard unsafe wait4(number, &status, WNOHANG, &usage) != 0 else { return true }
    #if canImport(Darwin)
      end = (status, usage.ru_maxrss >> 10)
    #else
      // One that ended before it was looked at is told too large rather than too small.
      end = (status, highestSeen > 0 ? highestSeen : usage.ru_maxrss)
    #endif
    return false
  }

  /// Its peak up to now, where the system tells it of a running process; 0 elsewhere.
  private var memoryInKiB: Int {
    guard let status = try? String(contentsOfFile: "/proc/\(number)/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") })
    else { return 0 }
    return line.split(separator: " ").compactMap { Int($0) }.first ?? 0
  }

  /// What became of it. Past `seconds`, a guard against hanging and nothing else, it is killed.
  func wait(seconds: Double = 240) -> ProgramRun {
    let deadline = Date().addingTimeInterval(seconds)
    var isLate = false
    while isRunning {
      if Date() > deadline, !isLate {
        isLate = true
        kill(number, SIGKILL)
      }
      usleep(5_000)
    }
    let status = end?.status ?? 0
    let signal = status & 0x7f
    return ProgramRun(
      exit: isLate ? .outOfTime : signal != 0 ? .signal(signal) : .code(status >> 8 & 0xff), output: text(output),
      complaint: text(complaint), peakMemoryInKiB: end?.peakMemoryInKiB ?? 0)
  }

  private func text(_ file: String) -> String {
    String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
  }

  private static func spawn(
    _ executable: String, _ arguments: [String], output: String, complaint: String
  ) throws -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    let creating = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, creating, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, complaint, creating, 0o600)
    // A shell that runs the tests in the background has them ignore interrupts; a user's program does not.
    var signals = sigset_t()
    unsafe sigfillset(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    var words: [UnsafeMutablePointer<CChar>?] = unsafe ([executable] + arguments).map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe words.indices { unsafe free(words[index]) } }
    var number: pid_t = 0
    let code = unsafe posix_spawn(&number, executable, &actions, &attributes, &words, environ)
    guard code == 0 else {
      throw CocoaError(.fileReadUnknown, userInfo: [NSFilePathErrorKey: executable])
    }
    return number
  }
}
