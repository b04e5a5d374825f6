import Foundation

/// Starts child processes that hold nothing of their parent's but the two ends meant for them.
package struct WorkerLauncher: Sendable {
  let executable: String
  let arguments: [String]

  package init(executable: String, arguments: [String]) {
    self.executable = executable
    self.arguments = arguments
  }

  /// Where libraries and their tables are found. Nothing else of the parent's surroundings counts: settings of GDAL in
  /// the environment would change what a picture says.
  private static let kept = [
    "PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "GDAL_DATA",
    "PROJ_DATA", "PROJ_LIB", "ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS",
  ]

  private static var environment: [String] {
    let own = ProcessInfo.processInfo.environment
    // Without backtraces: printing one takes seconds and starts a program that keeps the socket open.
    return kept.compactMap { key in own[key].map { "\(key)=\($0)" } } + ["SWIFT_BACKTRACE=enable=no", "LC_ALL=C"]
  }

  /// - Returns: The system's reason where no process could be started.
  package func launch() -> Result<WorkerProcess, LaunchFailure> {
    guard let (ours, theirs) = Self.socketPair() else { return .failure(LaunchFailure(code: errno)) }
    let result = spawn(talkingTo: theirs)
    _ = close(theirs)
    switch result {
    case .failure(let failure):
      _ = close(ours)
      return .failure(failure)
    case .success(let number):
      _ = fcntl(ours, F_SETFL, fcntl(ours, F_GETFL) | O_NONBLOCK)
      return .success(WorkerProcess(number: number, socket: ours))
    }
  }

  package struct LaunchFailure: Error {
    let code: Int32
    package var words: String { unsafe String(cString: strerror(code)) }
  }

  private func spawn(talkingTo socket: Int32) -> Result<pid_t, LaunchFailure> {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
      var attributes: posix_spawnattr_t?
      let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_CLOEXEC_DEFAULT
    #else
      var actions = unsafe posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    unsafe posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    // A group of its own: an interrupt from the keyboard is for the parent, which closes the socket when it goes.
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    var all = sigset_t()
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    var number: pid_t = 0
    let code = withMutableCStrings([executable] + arguments) { words in
      withMutableCStrings(Self.environment) { environment in
        unsafe posix_spawn(&number, executable, &actions, &attributes, words, environment)
      }
    }
    return code == 0 ? .success(number) : .failure(LaunchFailure(code: code))
  }

  /// Two ends that no child inherits by accident.
  ///
  /// A socket, not two pipes: it is born closed on exec, and writing to one whose other end is gone can be kept from
  /// raising SIGPIPE without touching the whole program's signals.
  private static func socketPair() -> (ours: Int32, theirs: Int32)? {
    var ends: [Int32] = [-1, -1]
    #if canImport(Darwin)
      guard unsafe socketpair(AF_UNIX, SOCK_STREAM, 0, &ends) == 0 else { return nil }
      var yes: Int32 = 1
      unsafe setsockopt(ends[0], SOL_SOCKET, SO_NOSIGPIPE, &yes, socklen_t(MemoryLayout<Int32>.size))
    #else
      let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
      guard unsafe socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
    #endif
    // Above the standard numbers: an end that had become standard output could not be passed on as standard input.
    let high = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
    for end in ends { _ = close(end) }
    guard high.allSatisfy({ $0 >= 0 }) else {
      for end in high where end >= 0 { _ = close(end) }
      return nil
    }
    // The samples of a small picture fit in flight, so that the process need not wait for its reader.
    var bytes: Int32 = 1 << 20
    unsafe setsockopt(high[1], SOL_SOCKET, SO_SNDBUF, &bytes, socklen_t(MemoryLayout<Int32>.size))
    return (high[0], high[1])
  }
}
