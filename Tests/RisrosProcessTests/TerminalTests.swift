import Foundation
import RisrosProgramSupport
import Testing

/// `risros` on a terminal, as a person starts it.
@Suite(.serialized) struct TerminalTests {
  private static func session(
    _ arguments: [String], _ streams: TerminalSession.Streams = [.input, .output, .error],
    in scratch: Scratch, input: URL? = nil, output: URL? = nil, columns: UInt16 = 80,
    adding extra: [String: String] = [:]
  ) throws -> TerminalSession {
    var environment = Program.environment(
      home: scratch.folder, adding: ["TERM": "xterm"].merging(extra) { $1 })
    environment["COLUMNS"] = extra["COLUMNS"]
    return try TerminalSession(
      arguments, streams: streams, in: scratch.folder, input: input, output: output,
      columns: columns, environment: environment)
  }

  @Test(arguments: ["annotate", "analyze"])
  func `without a file it says how it is used, and does not hang`(_ command: String) throws {
    let scratch = try Scratch()
    let session = try TerminalTests.session([command], in: scratch)
    #expect(try session.wait(20) == 2)
    #expect(session.text.contains("Usage: risros \(command) [FLAGS] [FILE…]"))
    #expect(session.text.contains("standard input is a terminal"))
  }

  @Test func `a dash reads what is typed, line by line`() throws {
    let scratch = try Scratch()
    let session = try TerminalTests.session(
      ["annotate", "-q", "--input-format", "lines", "-"], in: scratch)
    session.type("Det var en god butik\n")
    #expect(session.waitFor("{\"id\":\"1\"", seconds: 20))
    session.type("Appen virker ikke\n")
    #expect(session.waitFor("{\"id\":\"2\"", seconds: 20))
    session.type("\u{04}")
    #expect(try session.wait(20) == 0)
  }

  @Test(arguments: [("\u{03}", 130), ("", 143)])
  func `Ctrl-C and SIGTERM end it soon`(_ key: String, _ code: Int32) throws {
    let scratch = try Scratch()
    let session = try TerminalTests.session(
      ["annotate", "-q", "--input-format", "lines", "-"], in: scratch)
    session.type("Det var en god butik\n")
    #expect(session.waitFor("{\"id\":\"1\"", seconds: 20))
    let start = Date()
    if key.isEmpty { session.send(SIGTERM) } else { session.type(key) }
    #expect(try session.wait(20) == code)
    #expect(-start.timeIntervalSinceNow < 5)
  }

  @Test func `a second signal ends it at once, though its output is stuck`() throws {
    let scratch = try Scratch()
    _ = try Program.shell(
      "mkfifo stuck; yes 'Det var godt' | head -n 200000 > big", in: scratch.folder)
    // Somebody who opens the pipe and never reads.
    let idler = try RunningProcess(shell("exec sleep 60 < stuck", in: scratch.folder))
    defer { idler.send(SIGKILL) }
    let session = try TerminalTests.session(
      ["annotate", "-q", "--input-format", "lines"], .error, in: scratch,
      input: scratch.url("big"), output: scratch.url("stuck"))
    // It has filled the pipe once it waits for it; then there are batches in hand.
    Thread.sleep(forTimeInterval: 1.5)
    session.send(SIGTERM)
    Thread.sleep(forTimeInterval: 0.1)
    session.send(SIGINT)
    // The first would give 143.
    #expect(try session.wait(20) == 130)
  }

  #if os(Linux)
    @Test func `programs that it starts inherit no ignored signal`() throws {
      let scratch = try Scratch()
      let session = try TerminalTests.session(
        ["annotate", "-q", "--input-format", "lines", "-"], in: scratch)
      session.type("Det var en god butik\n")
      #expect(session.waitFor("{\"id\":\"1\"", seconds: 20))
      let status = try String(contentsOfFile: "/proc/\(session.process)/status", encoding: .utf8)
      let ignored = status.split(separator: "\n").first { $0.hasPrefix("SigIgn:") }
      let bits = try #require(ignored.flatMap { UInt64($0.dropFirst(8), radix: 16) })
      for signal in [SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGPIPE, SIGTERM, SIGCHLD] {
        #expect(bits & 1 << UInt64(signal - 1) == 0, "signal \(signal)")
      }
      session.type("\u{04}")
      #expect(try session.wait(20) == 0)
    }
  #endif

  @Test func `a report on a terminal is a coloured table as wide as the terminal`() throws {
    let scratch = try Scratch()
    let demo = SameBytesTests.demo.path
    let session = try TerminalTests.session(["analyze", demo], in: scratch, columns: 72)
    #expect(try session.wait(60) == 0)
    let text = session.text
    #expect(text.contains("\u{1B}[1m"))
    let plain = text.replacing(/\e\[[0-9;]*[mK]/, with: "").split(whereSeparator: \.isNewline)
    #expect(plain.contains { $0.hasPrefix("Driver ") })
    for line in plain where !line.hasPrefix("risros: ") && !line.hasPrefix(demo) {
      #expect(line.count <= 72, "\(line)")
    }
  }

  @Test(arguments: [
    (["NO_COLOR": "1"], [], false), (["NO_COLOR": ""], [], true), (["TERM": "dumb"], [], false),
    (["NO_COLOR": "1"], ["--color=always"], true), ([:], ["--color", "never"], false),
  ])
  func `colour heeds flag, NO_COLOR and TERM, in this order`(
    _ environment: [String: String], _ flags: [String], _ isColoured: Bool
  ) throws {
    let scratch = try Scratch()
    let session = try TerminalTests.session(
      ["analyze", "-q"] + flags + [SameBytesTests.demo.path], in: scratch, adding: environment)
    #expect(try session.wait(60) == 0)
    #expect(session.text.contains("\u{1B}[") == isColoured)
  }

  // MARK: Progress

  @Test(arguments: [([], true), (["--progress=never"], false), (["-q"], false)])
  func `progress is told after a second where somebody watches`(
    _ flags: [String], _ isTold: Bool
  ) throws {
    let scratch = try Scratch()
    let pipe = scratch.url("pipe")
    _ = try Program.shell("mkfifo pipe", in: scratch.folder)
    let feeder = try RunningProcess(
      shell("{ echo 'Det var en god butik'; sleep 2.5; } > pipe", in: scratch.folder))
    let session = try TerminalTests.session(
      ["annotate", "--input-format", "lines"] + flags, .error, in: scratch, input: pipe,
      output: scratch.url("out"))
    #expect(session.waitFor("1 records ·", seconds: isTold ? 20 : 1.8) == isTold)
    _ = try feeder.wait(20)
    #expect(try session.wait(20) == 0)
    if isTold {
      // Its line is taken away before the closing one comes.
      #expect(session.text.contains("\r\u{1B}[Krisros: 1 record read"))
    }
  }

  @Test func `no progress among results on the same terminal`() throws {
    let scratch = try Scratch()
    let session = try TerminalTests.session(
      ["annotate", "--input-format", "lines", "-"], in: scratch)
    session.type("Det var en god butik\n")
    #expect(session.waitFor("{\"id\":\"1\"", seconds: 20))
    #expect(!session.waitFor(" records ·", seconds: 1.5))
    session.type("\u{04}")
    #expect(try session.wait(20) == 0)
  }

  @Test func `SIGUSR1 asks how far it is, whatever else is told`() throws {
    let scratch = try Scratch()
    let session = try TerminalTests.session(
      ["annotate", "-q", "--input-format", "lines", "-"], in: scratch)
    session.type("Det var en god butik\nDyrt\n")
    #expect(session.waitFor("{\"id\":\"2\"", seconds: 20))
    session.send(SIGUSR1)
    #expect(session.waitFor("risros: 2 records ·", seconds: 20))
    session.type("\u{04}")
    #expect(try session.wait(20) == 0)
  }

  private func shell(_ line: String, in folder: URL) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    return process
  }
}
