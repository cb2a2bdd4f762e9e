internal import Foundation
public import RisrosModel

/// Units that run `risros nightly` once a night: for systemd, launchd or cron.
public struct ScheduleUnits: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case systemd, launchd, cron
  }

  private let program: String
  private let configuration: String
  private let folder: String
  /// Folders that a run writes to, absolute.
  private let written: [String]
  private let hour: Int
  private let minute: Int

  /// - Parameters:
  ///   - program: the absolute path of `risros`.
  ///   - time: `02:15`.
  /// - Throws: a usage diagnostic for a time that is none.
  public init(
    _ configuration: NightlyConfiguration, program: String, at time: String
  ) throws(Diagnostic) {
    let parts = time.split(separator: ":").compactMap { Int($0) }
    guard parts.count == 2, (0...23).contains(parts[0]), (0...59).contains(parts[1]) else {
      throw Diagnostic(
        "--at is '\(time)', which is no time of the day", category: .usage,
        remedy: "write it as 02:15")
    }
    (hour, minute) = (parts[0], parts[1])
    self.program = program
    func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
    self.configuration = absolute(configuration.file)
    folder = URL(fileURLWithPath: self.configuration).deletingLastPathComponent().path
    var folders = [absolute(configuration.stateFolder)]
    let outputs = configuration.reports.map(\.path) + (configuration.metrics.map { [$0] } ?? [])
    for path in outputs {
      let parent = URL(fileURLWithPath: absolute(configuration.resolved(path)))
        .deletingLastPathComponent().path
      if !folders.contains(parent) { folders.append(parent) }
    }
    written = folders
  }

  public func text(_ kind: Kind) -> String {
    switch kind {
    case .systemd: systemd
    case .launchd: launchd
    case .cron: cron
    }
  }

  private func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

  // MARK: systemd

  /// A word of `ExecStart`: quoted, with `%` and `$` doubled, which systemd would replace.
  private func word(_ text: String) -> String {
    let escaped = text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      .replacing("%", with: "%%").replacing("$", with: "$$")
    return escaped.contains { " \t'\";".contains($0) } ? "\"\(escaped)\"" : escaped
  }

  private func path(_ text: String) -> String {
    let escaped = text.replacing("%", with: "%%")
    return escaped.contains(" ") ? "\"\(escaped)\"" : escaped
  }

  private var systemd: String {
    """
    # /etc/systemd/system/risros-nightly.service
    # Make the folders of ReadWritePaths first. The user needs to read the inbox and to write there.
    [Unit]
    Description=risros: driver scores of new customer comments
    # Somebody should hear of a night that failed:
    # OnFailure=notify-admin@%n.service

    [Service]
    Type=oneshot
    User=risros
    WorkingDirectory=\(folder.replacing("%", with: "%%"))
    ExecStart=\(word(program)) nightly --config \(word(configuration)) --lock-wait 10m
    # 1: done, but records were rejected or an alert fired; it need not count as a failure.
    # SuccessExitStatus=1
    TimeoutStartSec=2h
    Nice=10
    IOSchedulingClass=idle
    UMask=0027
    ReadWritePaths=\(written.map(path).joined(separator: " "))
    ProtectSystem=strict
    ProtectHome=read-only
    PrivateTmp=true
    PrivateDevices=true
    PrivateNetwork=true
    ProtectClock=true
    ProtectControlGroups=true
    ProtectHostname=true
    ProtectKernelLogs=true
    ProtectKernelModules=true
    ProtectKernelTunables=true
    NoNewPrivileges=true
    CapabilityBoundingSet=
    RestrictAddressFamilies=AF_UNIX
    RestrictNamespaces=true
    RestrictRealtime=true
    RestrictSUIDSGID=true
    LockPersonality=true
    MemoryDenyWriteExecute=true
    SystemCallArchitectures=native
    SystemCallFilter=@system-service

    # /etc/systemd/system/risros-nightly.timer
    [Unit]
    Description=risros every night

    [Timer]
    OnCalendar=*-*-* \(padded(hour)):\(padded(minute)):00
    # A night that was slept through is made up for once.
    Persistent=true
    RandomizedDelaySec=10m

    [Install]
    WantedBy=timers.target

    """
  }

  // MARK: launchd

  private func xml(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  private var launchd: String {
    let words = [program, "nightly", "--config", configuration, "--lock-wait", "10m"]
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- ~/Library/LaunchAgents/risros.nightly.plist; then: launchctl load -w that file.
           A night that was slept through is made up for when the machine wakes. -->
      <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
      <plist version="1.0">
      <dict>
        <key>Label</key>
        <string>risros.nightly</string>
        <key>ProgramArguments</key>
        <array>
      \(words.map { "    <string>\(xml($0))</string>" }.joined(separator: "\n"))
        </array>
        <key>WorkingDirectory</key>
        <string>\(xml(folder))</string>
        <key>StartCalendarInterval</key>
        <dict>
          <key>Hour</key>
          <integer>\(hour)</integer>
          <key>Minute</key>
          <integer>\(minute)</integer>
        </dict>
        <key>ProcessType</key>
        <string>Background</string>
        <key>LowPriorityIO</key>
        <true/>
        <key>StandardOutPath</key>
        <string>\(xml(written[0]))/nightly.log</string>
        <key>StandardErrorPath</key>
        <string>\(xml(written[0]))/nightly.log</string>
      </dict>
      </plist>

      """
  }

  // MARK: cron

  private var cron: String {
    func quoted(_ text: String) -> String {
      // cron takes an unescaped % for a line end.
      let plain = "'" + text.replacing("'", with: "'\\''") + "'"
      return plain.replacing("%", with: "\\%")
    }
    return """
      # crontab -e; what it prints is mailed to MAILTO.
      \(minute) \(hour) * * * \(quoted(program)) nightly --config \(quoted(configuration)) --lock-wait 10m

      """
  }
}
