extension Flag {
  /// How a run goes on.
  static let runFlags: [Flag] = [
    Flag(
      "jobs", "j", value: "N", group: .run, commands: reading,
      "Lanes that work at the same time (default: one a processor)."),
    Flag(
      "batch-bytes", value: "N", group: .run, commands: reading,
      "Bytes of text in a batch; changes speed and memory, never the result."),
    Flag(
      "max-field-bytes", value: "N", group: .run, commands: reading,
      "Reject records with a longer field (1 MiB)."),
    Flag(
      "max-record-bytes", value: "N", group: .run, commands: reading,
      "Reject longer records (16 MiB)."),
    Flag(
      "max-columns", value: "N", group: .run, commands: reading,
      "Reject records with more columns (10,000)."),
    Flag(
      "max-expansion", value: "N", group: .run, commands: reading,
      "Refuse compressed files that grow to more than N times their size (200)."),
    Flag(
      "max-rejects", value: "LIMIT", group: .run, commands: reading,
      "Stop when more than N records cannot be read; N% of all: fail at the end."),
    Flag(
      "dry-run", group: .run, commands: reading, isSetting: false,
      "Show what is understood of the input, its first records, languages and share of known words;"
        + " write nothing."),
    Flag(
      "flush", group: .run, commands: [.annotate, .convert],
      "Small batches: every record out as soon as it is in."),
    Flag(
      "strict", group: .run, commands: reading,
      "Stop at the first record that cannot be read."),
    Flag(
      "progress", value: "WHEN", group: .run, commands: reading,
      choices: ["auto", "always", "never"],
      "auto (after a second, on a terminal), always or never."),
    Flag(
      "verbose", "v", group: .run, commands: reading,
      "Tell words, columns, lanes and time on standard error too."),
    Flag(
      "quiet", "q", group: .run, commands: reading.union([.evaluate, .lexicon]), isCommon: true,
      "Say nothing on standard error but errors."),
    Flag(
      "quiet", "q", group: .run, commands: [.languages], isSetting: false,
      "Say nothing on standard error but errors."),
    Flag(
      "config", value: "FILE", group: .run, commands: reading.union([.config]), isSetting: false,
      "Settings from this file; --no-config: none from your own either."),
  ]
}
