extension Flag {
  /// The flags of nightly runs and of what they keep.
  static let nightlyFlags: [Flag] = [
    Flag(
      "config", value: "FILE", group: .run, commands: [.nightly, .history, .state],
      "The configuration of the nightly run."),
    Flag(
      "store", value: "FILE", group: .input, commands: [.history],
      "The store itself, where there is no configuration."),
    Flag(
      "driver", value: "ID", group: .output, commands: [.history], repeats: true,
      "Show this driver alone; may be given several times."),
    Flag(
      "by", value: "PERIOD", group: .output, commands: [.history],
      choices: ["day", "week", "month", "quarter", "year"],
      "day, week (default), month, quarter or year."),
    Flag(
      "segment", value: "COL", group: .output, commands: [.history], repeats: true,
      "Split by a segment column; COL=VALUE for one value of it."),
    Flag(
      "last", value: "N", group: .output, commands: [.history],
      "Show the latest N periods (table: 12, else all)."),
    Flag(
      "format", "f", value: "FORMAT", group: .output, commands: [.history],
      choices: ["table", "csv", "tsv", "json", "jsonl"], "table, csv, tsv, json or jsonl."),
    Flag(
      "output", "o", value: "FILE", group: .output, commands: [.history],
      "Write to a file, whole or not at all."),
    Flag(
      "color", value: "WHEN", group: .output, commands: [.history],
      choices: ["auto", "always", "never"], "auto, always or never."),
    Flag(
      "lang", value: "LANG", group: .output, commands: [.nightly, .history],
      choices: ["en", "da", "nb", "nn"], "The language of what it prints: en, da, nb or nn."),
    Flag("json", group: .output, commands: [.nightly], "Print the report of the run as JSON."),
    Flag(
      "lock-wait", value: "TIME", group: .run, commands: [.nightly, .state],
      "Wait so long for another run to end, as 10m (default: not at all)."),
    Flag(
      "now", value: "TIME", group: .run, commands: [.nightly],
      "Run as if it were that time, as 2026-01-05T02:00:00Z."),
    Flag(
      "print-units", value: "KIND", group: .output, commands: [.nightly],
      choices: ["systemd", "launchd", "cron"],
      "Print units that run it nightly: systemd, launchd or cron."),
    Flag(
      "at", value: "TIME", group: .run, commands: [.nightly],
      "When --print-units is to run it, as 02:15."),
    Flag(
      "keep", value: "TIME", group: .run, commands: [.state],
      "prune: remove kept comments older than this, as 90d."),
    Flag(
      "quiet", "q", group: .run, commands: [.nightly, .history, .state],
      "Say nothing on standard error but errors and warnings."),
  ]
}
