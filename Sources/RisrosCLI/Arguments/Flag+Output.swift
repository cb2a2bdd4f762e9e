extension Flag {
  /// What is written, and where.
  static let outputFlags: [Flag] = [
    Flag(
      "format", "f", value: "FORMAT", group: .output, commands: [.analyze],
      choices: ["table", "csv", "tsv", "json", "jsonl", "markdown", "html", "prom"],
      isCommon: true, "table, csv, tsv, json, jsonl, markdown, html, prom."),
    Flag(
      "format", "f", value: "FORMAT", group: .output, commands: [.annotate],
      choices: ["jsonl", "csv", "tsv"], isCommon: true, "jsonl, csv or tsv."),
    Flag(
      "format", "f", value: "FORMAT", group: .output, commands: [.explain],
      choices: ["text", "json"], isCommon: true, "text or json."),
    Flag(
      "format", "f", value: "FORMAT", group: .output, commands: [.evaluate],
      choices: ["table", "json", "markdown"], isCommon: true, "table, json or markdown."),
    Flag(
      "format", "f", value: "FORMAT", group: .output, commands: [.lexicon],
      choices: ["text", "json"], isCommon: true, "text or json."),
    Flag(
      "all", group: .output, commands: [.lexicon],
      "unknown: count the 500 commonest words of the languages too."),
    Flag(
      "limit", value: "N", group: .output, commands: [.lexicon],
      "Show at most N words, phrases or findings of a kind (default: 50)."),
    Flag(
      "for-excel", group: .output,
      "CSV for Danish and Norwegian Excel: ; and decimal comma, no formulas."),
    Flag(
      "output", "o", value: "FILE", group: .output,
      commands: [.analyze, .annotate, .convert, .evaluate], isCommon: true, isSetting: false,
      "Write to a file, whole or not at all (or .gz)."),
    Flag(
      "output", "o", value: "DIR", group: .output, commands: [.languages], isSetting: false,
      "The folder to write to."),
    Flag(
      "source", value: "TEXT", group: .output, commands: [.languages], repeats: true,
      isSetting: false,
      "A line on where the text comes from, for the headers of the files."),
    Flag(
      "keep", value: "WHAT", group: .output, commands: [.annotate],
      choices: ["none", "roles", "all", "row"], isCommon: true,
      "roles: add date and rating as they are understood; all: carry every input column along;"
        + " row: as the row it was, with ours behind."),
    Flag(
      "spans", group: .output, commands: [.annotate],
      "Add the words that colour, and what each rule made of them (jsonl)."),
    Flag(
      "tokens", group: .output, commands: [.annotate],
      "Add the byte range of every token (jsonl)."),
    Flag(
      "verbatims", value: "N", group: .output, commands: [.analyze],
      "Show up to N comments behind each driver; they are personal data."),
    Flag(
      "fail-if", value: "EXPR", group: .output, commands: [.analyze], repeats: true,
      "Exit with 1 if it holds, as 'net.price < -20 and n.price >= 50'."),
    Flag(
      "worst", value: "N", group: .output, commands: [.evaluate], isCommon: true,
      "Show the N worst errors (default: 10)."),
    Flag(
      "show-text", group: .output, commands: [.evaluate], isCommon: true,
      "Show the comments of errors and flips too; they are personal data."),
    Flag(
      "lang", value: "LANG", group: .output, commands: [.analyze, .explain],
      choices: ["en", "da", "nb", "nn"], isCommon: true,
      "The language of the report: en, da, nb or nn."),
    Flag(
      "color", value: "WHEN", group: .output, commands: [.analyze],
      choices: ["auto", "always", "never"], "auto, always or never."),
    Flag(
      "rejects", value: "FILE", group: .output, commands: reading, isSetting: false,
      "Write records that cannot be read to a file, as JSON Lines with the reason."),
    Flag(
      "show-origin", group: .output, commands: [.config], isSetting: false,
      "Where each setting comes from."),
    Flag(
      "json", group: .output, commands: [.config, .version], isSetting: false,
      "As one JSON object."),
  ]
}
