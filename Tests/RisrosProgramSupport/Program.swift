public import Foundation

/// The built `risros`, run from outside as its users run it.
public enum Program {
  /// Folder of the package.
  public static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Absolute path of the program: `RISROS_BINARY`, else beside the test bundle in the build folder.
  public static let path: String = {
    if let named = ProcessInfo.processInfo.environment["RISROS_BINARY"], !named.isEmpty {
      return URL(fileURLWithPath: named).path
    }
    var places: [URL] = []
    // Where the bundle is the running program (Linux), and where it is loaded by one (macOS).
    if let running = Bundle.main.executableURL { places.append(running.resolvingSymlinksInPath()) }
    places += Bundle.allBundles.map(\.bundleURL).filter { $0.pathExtension == "xctest" }
    for place in places {
      let beside = place.deletingLastPathComponent().appendingPathComponent("risros").path
      if FileManager.default.isExecutableFile(atPath: beside) { return beside }
    }
    fatalError("risros was not found beside \(places.map(\.path)); build it, or set RISROS_BINARY")
  }()

  /// The environment of a run: nothing of ours but the search path.
  ///
  /// - Parameter folder: stands in as home and for temporary files.
  public static func environment(
    home folder: URL, adding extra: [String: String] = [:]
  ) -> [String: String] {
    let own = ProcessInfo.processInfo.environment
    return [
      "PATH": own["PATH"] ?? "/usr/local/bin:/usr/bin:/bin",
      "HOME": folder.path,
      "TMPDIR": folder.path,
      "LC_ALL": "C.UTF-8",
      "COLUMNS": "100",
      "RISROS": path,
    ].merging(extra) { $1 }
  }

  /// What a run left behind.
  public struct Result: Sendable {
    public var stdout: Data
    public var stderr: Data
    /// The exit code, or 128 plus the signal that ended it.
    public var exit: Int32

    public var output: String { String(decoding: stdout, as: UTF8.self) }
    public var errors: String { String(decoding: stderr, as: UTF8.self) }
  }

  /// Something that hung, or could not be started.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String

    public init(description: String) { self.description = description }
  }

  /// Runs `sh -c` to its end; `$RISROS` is the program.
  ///
  /// - Parameters:
  ///   - folder: working directory.
  ///   - limit: seconds after which the run is ended and counts as hung.
  public static func shell(
    _ line: String, in folder: URL, environment: [String: String]? = nil, limit: Double = 120
  ) throws -> Result {
    try run(
      "/bin/sh", ["-c", line], in: folder, environment: environment, input: nil, limit: limit)
  }

  /// Runs the program to its end.
  ///
  /// - Parameter input: a file for its standard input; nil for none.
  public static func run(
    _ arguments: [String], in folder: URL, environment: [String: String]? = nil,
    input: URL? = nil, limit: Double = 120
  ) throws -> Result {
    try run(path, arguments, in: folder, environment: environment, input: input, limit: limit)
  }

  private static func run(
    _ program: String, _ arguments: [String], in folder: URL, environment: [String: String]?,
    input: URL?, limit: Double
  ) throws -> Result {
    // Files rather than pipes: nobody has to empty them while the program runs.
    let captured = try Scratch()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = environment ?? Program.environment(home: captured.folder)
    let output = try captured.write("stdout", "")
    let errors = try captured.write("stderr", "")
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: $0) }
      ?? FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    let running = try RunningProcess(process)
    let exit = try running.wait(limit)
    return Result(
      stdout: try Data(contentsOf: output), stderr: try Data(contentsOf: errors), exit: exit)
  }
}

/// A process that was started, with its end to wait for.
public struct RunningProcess: Sendable {
  private let process: Process
  private let ended = DispatchSemaphore(value: 0)

  public init(_ process: Process) throws {
    self.process = process
    process.terminationHandler = { [ended] _ in ended.signal() }
    try process.run()
  }

  public var isRunning: Bool { process.isRunning }

  public func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

  /// Waits for the end.
  ///
  /// - Returns: the exit code, or 128 plus the signal that ended it.
  public func wait(_ seconds: Double) throws -> Int32 {
    if ended.wait(timeout: .now() + seconds) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      throw Program.Failure(description: "still running after \(seconds) seconds")
    }
    return process.terminationReason == .uncaughtSignal
      ? 128 + process.terminationStatus : process.terminationStatus
  }
}
