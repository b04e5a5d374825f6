import Foundation

/// A program that reads a file of unknown origin: with little time and memory, without writing unless it must, and with
/// a cap on what it says.
///
/// The shell sets the limits and then becomes the program, since a process cannot set those of another everywhere.
struct LimitedProcess {
  enum End: Equatable {
    case exited(Int32)
    case signalled(Int32)
    case outOfTime
    /// It said more than `mostBytes`.
    case tooMuch
  }

  let program: String
  let arguments: [String]
  let seconds: Int
  let mebibytes: Int
  let mostBytes: Int
  /// Whether memory that is only reserved counts too. Browsers reserve far more than they use.
  var countsReservedMemory = true
  /// Bytes of each file that it may write.
  var mostWritten = 0
  /// Beside PATH and LC_ALL, as `NAME=value`.
  var environment: [String] = []

  struct Outcome {
    var end: End
    var output: [UInt8] = []
    /// The beginning of its complaints.
    var complaints: [UInt8] = []
  }

  /// - Throws: The system's number of the reason where nothing could be started.
  func run() throws(StartFailure) -> Outcome {
    guard let output = Self.pair() else { throw StartFailure(code: errno) }
    guard let complaints = Self.pair() else {
      for end in [output.ours, output.theirs] { _ = close(end) }
      throw StartFailure(code: errno)
    }
    let started = spawn(output.theirs, complaints.theirs)
    _ = close(output.theirs)
    _ = close(complaints.theirs)
    defer {
      _ = close(output.ours)
      _ = close(complaints.ours)
    }
    let number = try started.get()
    var outcome = Outcome(end: .outOfTime)
    let deadline = ContinuousClock.now.advanced(by: .seconds(seconds))
    let stopped = listen(output.ours, complaints.ours, until: deadline, &outcome)
    outcome.end = Self.end(number, stopped, until: deadline)
    return outcome
  }

  struct StartFailure: Error {
    let code: Int32
    var words: String { unsafe String(cString: strerror(code)) }
  }

  // MARK: - Starting

  /// Soft limits first: a hard one below the soft one is refused. Where the system has no such limit the program runs
  /// without it and the clock remains.
  private var script: String {
    """
    ulimit -S -t \(seconds) && ulimit -H -t \(seconds + 1); ulimit -c 0; \
    ulimit -f \((mostWritten + 511) / 512); ulimit -\(countsReservedMemory ? "v" : "d") \(mebibytes * 1024); exec "$@"
    """
  }

  private func spawn(_ output: Int32, _ complaints: Int32) -> Result<pid_t, StartFailure> {
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
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, complaints, STDERR_FILENO)
    // A group of its own, so that what it starts can be ended with it.
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    var all = sigset_t()
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    var none = sigset_t()
    unsafe sigemptyset(&none)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    var number: pid_t = 0
    let code = unsafe withCStrings(["/bin/sh", "-c", script, "sh", program] + arguments) { words in
      unsafe withCStrings(["PATH=\(path)", "LC_ALL=C"] + environment) { environment in
        unsafe posix_spawn(&number, "/bin/sh", &actions, &attributes, words, environment)
      }
    }
    return code == 0 ? .success(number) : .failure(StartFailure(code: code))
  }

  /// Two ends that no other child inherits, above the standard numbers.
  private static func pair() -> (ours: Int32, theirs: Int32)? {
    var ends: [Int32] = [-1, -1]
    #if canImport(Darwin)
      guard unsafe socketpair(AF_UNIX, SOCK_STREAM, 0, &ends) == 0 else { return nil }
    #else
      guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
        return nil
      }
    #endif
    let high = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 3) }
    for end in ends { _ = close(end) }
    guard high.allSatisfy({ $0 >= 0 }) else {
      for end in high where end >= 0 { _ = close(end) }
      return nil
    }
    return (high[0], high[1])
  }

  // MARK: - Listening

  /// Reads both until they close. True where all was read in time and within the cap.
  private func listen(
    _ output: Int32, _ complaints: Int32, until deadline: ContinuousClock.Instant, _ outcome: inout Outcome
  ) -> End? {
    var open = [output, complaints]
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while !open.isEmpty {
      let left = ContinuousClock.now.duration(to: deadline)
      guard left > .zero else { return .outOfTime }
      var states = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      let milliseconds = Int32(min(left / .milliseconds(1), 1e6).rounded(.up))
      guard unsafe poll(&states, nfds_t(states.count), milliseconds) > 0 else { continue }
      for state in states where state.revents != 0 {
        let got = unsafe read(state.fd, &buffer, buffer.count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else {
          open.removeAll { $0 == state.fd }
          continue
        }
        if state.fd == complaints {
          outcome.complaints += buffer[..<min(got, max(0, 4096 - outcome.complaints.count))]
        } else {
          outcome.output += buffer[..<got]
          guard outcome.output.count <= mostBytes else { return .tooMuch }
        }
      }
    }
    return nil
  }

  /// Waits for the process, which has closed its ends, or kills it and what it started.
  private static func end(_ number: pid_t, _ stopped: End?, until deadline: ContinuousClock.Instant) -> End {
    var status: Int32 = 0
    var waited: pid_t = 0
    var result = stopped
    while result == nil {
      waited = unsafe waitpid(number, &status, WNOHANG)
      if waited != 0, !(waited < 0 && errno == EINTR) { break }
      if ContinuousClock.now > deadline { result = .outOfTime }
      usleep(1000)
    }
    if waited == 0 {
      kill(-number, SIGKILL)
      repeat { waited = unsafe waitpid(number, &status, 0) } while waited < 0 && errno == EINTR
    }
    if let result { return result }
    let signal = status & 0x7F
    return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
  }
}
