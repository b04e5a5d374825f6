import Foundation

/// Starting a process and waiting for it with its resource usage, which Foundation's `Process` does not tell.
enum Spawning {
  struct End {
    let status: Int32
    let processorSeconds: Double
    let largestProcessMiB: Double
  }

  static func start(_ words: [String], output: String, errors: String) throws(BenchError) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, writing, 0o644)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, writing, 0o644)
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe arguments.indices { unsafe free(arguments[index]) } }
    var child: pid_t = 0
    let code = unsafe posix_spawnp(&child, words[0], &actions, nil, &arguments, environ)
    guard code == 0 else {
      throw BenchError(
        .failed, at: words[0], "It could not be started: \(unsafe String(cString: strerror(code))).",
        mend: "Check that it is installed and may be run.")
    }
    return child
  }

  /// `nil` while it runs.
  static func end(of child: pid_t) -> End? {
    var status: Int32 = 0
    var usage = rusage()
    guard unsafe wait4(child, &status, WNOHANG, &usage) == child else { return nil }
    let signal = status & 0x7F
    #if canImport(Darwin)
      let mebibytes = Double(usage.ru_maxrss) / 1_048_576
    #else
      let mebibytes = Double(usage.ru_maxrss) / 1024
    #endif
    return End(
      status: signal == 0 ? (status >> 8) & 0xFF : 128 + signal,
      processorSeconds: seconds(usage.ru_utime) + seconds(usage.ru_stime), largestProcessMiB: mebibytes)
  }

  static func kill(_ child: pid_t) {
    #if canImport(Darwin)
      _ = Darwin.kill(child, SIGKILL)
    #else
      _ = Glibc.kill(child, SIGKILL)
    #endif
    var status: Int32 = 0
    _ = unsafe waitpid(child, &status, 0)
  }

  private static func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) * 1e-6 }
}
