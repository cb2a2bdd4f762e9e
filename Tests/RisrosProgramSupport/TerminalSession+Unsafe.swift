// A program under a pseudo-terminal. Invariant: every pointer handed to the system points to a local
// value or to a C string that is freed after the call.

public import Foundation

/// A program that was started as a person starts it: in a session of its own, on a terminal, with
/// no signal blocked or ignored.
///
/// Foundation's `Process` leaves the signals of the thread it is called from blocked, so that a
/// program that never unblocks them seems to behave.
public final class TerminalSession {
  /// Which of its streams are the terminal; the others are files.
  public struct Streams: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }
    public static let input = Streams(rawValue: 1)
    public static let output = Streams(rawValue: 2)
    public static let error = Streams(rawValue: 4)
  }

  public let process: pid_t
  private let terminal: Int32
  private var shown: [UInt8] = []

  /// - Parameters:
  ///   - input: standard input where it is not the terminal.
  ///   - output: standard output where it is not the terminal.
  public init(
    _ arguments: [String], streams: Streams = [.input, .output, .error], in folder: URL,
    input: URL? = nil, output: URL? = nil, columns: UInt16 = 80,
    environment: [String: String]
  ) throws {
    var (own, others): (Int32, Int32) = (-1, -1)
    var name = [CChar](repeating: 0, count: 256)
    var size = winsize(ws_row: 24, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard unsafe openpty(&own, &others, &name, nil, &size) == 0 else {
      throw Program.Failure(description: "there is no pseudo-terminal to be had")
    }
    // The program opens it by its name, which makes it the terminal of its session.
    defer { close(others) }
    _ = fcntl(own, F_SETFD, FD_CLOEXEC)
    _ = fcntl(others, F_SETFD, FD_CLOEXEC)
    terminal = own
    let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    let path = String(decoding: bytes, as: UTF8.self)

    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    func open(_ number: Int32, _ stream: Streams, _ other: String, _ flags: Int32) {
      let path = streams.contains(stream) ? path : other
      unsafe posix_spawn_file_actions_addopen(&actions, number, path, flags, 0o600)
    }
    open(0, .input, input?.path ?? "/dev/null", streams.contains(.input) ? O_RDWR : O_RDONLY)
    let writing = O_WRONLY | O_CREAT | O_TRUNC
    open(1, .output, output?.path ?? "/dev/null", streams.contains(.output) ? O_RDWR : writing)
    open(2, .error, "/dev/null", streams.contains(.error) ? O_RDWR : writing)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    var all = sigset_t()
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    // POSIX_SPAWN_SETSID is 0x80 in glibc and musl.
    let flags = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF) | 0x80
    unsafe posix_spawnattr_setflags(&attributes, flags)

    let line =
      ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, Program.path] + arguments
    let words = unsafe line.map { unsafe strdup($0) } + [nil]
    let variables = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
    defer {
      for index in unsafe words.indices { unsafe free(words[index]) }
      for index in unsafe variables.indices { unsafe free(variables[index]) }
    }
    var started: pid_t = 0
    let result = unsafe posix_spawn(
      &started, line[0], &actions, &attributes, words, variables)
    guard result == 0 else { throw Program.Failure(description: "cannot start: \(result)") }
    process = started
  }

  deinit { close(terminal) }

  public func type(_ text: String) {
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe write(terminal, $0.baseAddress, $0.count) }
  }

  public func send(_ signal: Int32) { kill(process, signal) }

  /// What the terminal has shown so far, escape sequences and all.
  public var text: String {
    collect(milliseconds: 0)
    return String(decoding: shown, as: UTF8.self)
  }

  /// Waits until the terminal has shown a text.
  public func waitFor(_ text: String, seconds: Double) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while !self.text.contains(text) {
      if Date() > end { return false }
      collect(milliseconds: 20)
    }
    return true
  }

  private func collect(milliseconds: Int32) {
    var request = pollfd(fd: terminal, events: Int16(POLLIN), revents: 0)
    var buffer = [UInt8](repeating: 0, count: 4096)
    while unsafe poll(&request, 1, milliseconds) > 0, request.revents & Int16(POLLIN) != 0 {
      let got = unsafe buffer.withUnsafeMutableBytes {
        unsafe read(terminal, $0.baseAddress, $0.count)
      }
      if got <= 0 { return }
      shown += buffer[..<got]
    }
  }

  /// Waits for the end.
  ///
  /// - Returns: the exit code, or 128 plus the signal that ended it.
  public func wait(_ seconds: Double) throws -> Int32 {
    let end = Date(timeIntervalSinceNow: seconds)
    var status: Int32 = 0
    while unsafe waitpid(process, &status, WNOHANG) == 0 {
      if Date() > end {
        kill(process, SIGKILL)
        _ = unsafe waitpid(process, &status, 0)
        throw Program.Failure(description: "still running after \(seconds) seconds: \(text)")
      }
      collect(milliseconds: 5)
    }
    collect(milliseconds: 0)
    return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
  }
}
