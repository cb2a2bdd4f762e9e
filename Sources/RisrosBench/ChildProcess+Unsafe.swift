// Starts processes and asks the kernel what each of them took; Foundation's `Process` does not tell.
// Invariant: the argument vector is a null-terminated array of strings that live until the call that
// takes it returns.
internal import Foundation

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// What one run of a process took.
struct ProcessCost {
  /// From before its start until it ended, in seconds.
  var wall: Double
  /// Of user and system together, in seconds.
  var cpu: Double
  /// The most memory it held, in bytes.
  var peakMemory: Int
  var exitCode: Int32
}

enum ChildProcess {
  /// Runs a program to its end.
  ///
  /// - Parameters:
  ///   - input: its standard input; nil for none.
  ///   - output: where its standard output goes.
  static func run(
    _ program: String, _ arguments: [String], input: String? = nil, output: String = "/dev/null",
    environment: [String: String] = [:]
  ) throws -> ProcessCost {
    var merged = ProcessInfo.processInfo.environment
    merged.merge(environment) { _, new in new }
    let variables = merged.map { "\($0.key)=\($0.value)" }

    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, input ?? "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(
      &actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)

    var argv = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
    var envp = unsafe variables.map { unsafe strdup($0) } + [nil]
    defer {
      for place in unsafe argv.indices { unsafe free(argv[place]) }
      for place in unsafe envp.indices { unsafe free(envp[place]) }
    }

    var id: pid_t = 0
    let clock = ContinuousClock()
    let start = clock.now
    let code = unsafe posix_spawnp(&id, program, &actions, nil, &argv, &envp)
    guard code == 0 else { throw BenchError("\(program) cannot be started") }
    var status: Int32 = 0
    var usage = rusage()
    while unsafe wait4(id, &status, 0, &usage) < 0 && errno == EINTR {}
    let wall = start.duration(to: clock.now)
    func seconds(_ time: timeval) -> Double {
      Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
    }
    #if canImport(Darwin)
      let unit = 1
    #else
      let unit = 1024
    #endif
    // The low bits tell a signal, the next byte an exit code.
    let signal = status & 0x7F
    return ProcessCost(
      wall: wall / .seconds(1), cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime),
      peakMemory: Int(usage.ru_maxrss) * unit,
      exitCode: signal == 0 ? status >> 8 & 0xFF : 128 + signal)
  }

  /// The folders of `PATH` that hold a program, the first one.
  static func isInstalled(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: $0 + "/" + program)
    }
  }
}
