internal import Risros
internal import RisrosIngest
internal import RisrosModel
internal import RisrosPipeline
internal import RisrosText

/// `--dry-run`: what was understood of the input, its first records and the languages of its begin;
/// nothing is written but that.
struct DryRun {
  let input: OpenedInput
  /// Tells the languages; empty where records are not analysed.
  let pipeline: Pipeline
  /// Standard output.
  let print: (String) -> Void

  /// Bytes of comments that are looked at.
  private static let headBytes = 256 << 10
  private static let shownRecords = 5
  private static let shownColumns = 40
  private static let shownCharacters = 70

  func run() throws(Diagnostic) {
    for report in input.reports { print(description(of: report)) }
    for note in input.notes { print("note: \(note)\n\n") }
    var reader = input.reader
    var batch = CommentBatch()
    batch.reset(ordinal: 0, firstRecord: 1)
    guard try reader.read(into: &batch, targetBytes: DryRun.headBytes), batch.count > 0 else {
      print("There are no records.\n")
      return
    }
    showRecords(batch, reader.schema)
    if !pipeline.stages.isEmpty {
      var lane = pipeline.makeLane()
      try lane.process(&batch)
      showLanguages(batch)
    }
    print("\nThis was a dry run: nothing else was read, and nothing was written.\n")
  }

  // MARK: What was understood

  private func description(of report: InputReport) -> String {
    var text = DryRun.shown(report.file) + "\n"
    func row(_ name: String, _ value: String) {
      text += DryRun.trimmed("  " + PrintableText.padded(name, to: 9) + value) + "\n"
    }
    row("format", report.facts)
    if report.columns.isEmpty {
      for note in report.notes { row("note", note) }
      return text + "\n"
    }
    row("profile", report.profile ?? "none")
    let width = min(30, report.columns.prefix(DryRun.shownColumns).map(\.count).max() ?? 0)
    for (index, column) in report.columns.prefix(DryRun.shownColumns).enumerated() {
      let uses = report.uses.filter { $0.number == index + 1 }.map { use in
        ([use.role.rawValue + " " + use.reason.rawValue] + [use.form].compactMap { $0 })
          .joined(separator: ", ")
      }
      var line =
        PrintableText.padded("\(index + 1)", to: 4)
        + PrintableText.padded(DryRun.shown(column, 30), to: width)
      if !uses.isEmpty { line += "  " + uses.joined(separator: "; ") }
      row(index == 0 ? "columns" : "", line)
    }
    if report.columns.count > DryRun.shownColumns {
      row("", "… \(report.columns.count) in all")
    }
    for note in report.notes { row("note", note) }
    return text + "\n"
  }

  // MARK: The first records

  private func showRecords(_ batch: CommentBatch, _ schema: RecordSchema) {
    let count = min(DryRun.shownRecords, batch.count)
    print(count == 1 ? "The first record\n" : "The first \(count) records\n")
    let columns = schema.columns.count
    let width = min(24, schema.columns.prefix(DryRun.shownColumns).map(\.name.count).max() ?? 0)
    for record in 0..<count {
      var number = PrintableText.padded("\(record + 1)", to: 4)
      func row(_ name: String, _ value: String) {
        let line =
          "  " + number + PrintableText.padded(DryRun.shown(name, 24), to: width) + "  " + value
        print(DryRun.trimmed(line) + "\n")
        number = "    "
      }
      if batch.status[record] == .rejected {
        let reason = batch.rejections.first { $0.record == record }?.diagnostic.message
        row("", "rejected: \(reason ?? "unreadable")")
        continue
      }
      if columns == 0 { row("", DryRun.shown(batch.string(of: record))) }
      for (index, column) in schema.columns.prefix(DryRun.shownColumns).enumerated() {
        let range = batch.fieldRange(record: record, column: index, columns: columns)
        let value = String(decoding: batch.fieldBytes[range], as: UTF8.self)
        row(column.name, DryRun.shown(value))
      }
    }
  }

  // MARK: Languages

  private func showLanguages(_ batch: CommentBatch) {
    var counts = [Int](repeating: 0, count: Language.allCases.count)
    var others: [(count: Int, name: String)] = [(0, "empty"), (0, "rejected"), (0, "duplicates")]
    for record in 0..<batch.count {
      switch batch.status[record] {
      case .comment: counts[Int(batch.language[record].rawValue)] += 1
      case .empty: others[0].count += 1
      case .rejected: others[1].count += 1
      case .duplicate: others[2].count += 1
      }
    }
    let languages = Language.allCases.map { (counts[Int($0.rawValue)], $0.code) }
      .filter { $0.0 > 0 }.sorted { ($1.0, $0.1) < ($0.0, $1.1) }
    let parts =
      languages.map { "\($0.1) \($0.0)" }
      + others.filter { $0.count > 0 }
      .map { "\($0.count) \($0.name)" }
    let records = batch.count == 1 ? "the first record" : "the first \(batch.count) records"
    print("\nLanguages of \(records): " + parts.joined(separator: " · ") + "\n")
    if let line = coverage(batch) { print(line + "\n") }
    if let cuts = CleaningSummary.text(batch.cleaning) { print(cuts.capitalizedFirst + "\n") }
  }

  /// The share of words that a lexicon knows, on the average of the comments that it scores, by
  /// language: little of it is a sign of another language or trade, or of the wrong column.
  private func coverage(_ batch: CommentBatch) -> String? {
    var sums = [(words: Int, comments: Int)](
      repeating: (0, 0), count: Language.allCases.count)
    for record in 0..<batch.count where batch.status[record] == .comment {
      guard batch.lexiconLanguage[record].isScored else { continue }
      sums[Int(batch.language[record].rawValue)].words += Int(batch.coverage[record])
      sums[Int(batch.language[record].rawValue)].comments += 1
    }
    let parts = Language.allCases.compactMap { language -> String? in
      let (words, comments) = sums[Int(language.rawValue)]
      return comments == 0
        ? nil : "\(language.code) \(Rounding.divide(words, by: 100 * comments)) %"
    }
    return parts.isEmpty ? nil : "Known words on average: " + parts.joined(separator: " · ")
  }

  // MARK: Text

  /// A value on one line that cannot steer a terminal, cut to a number of characters.
  private static func shown(_ text: String, _ most: Int = shownCharacters) -> String {
    let head = String(text.prefix(most + 1)).replacing("\r\n", with: "⏎").replacing("\n", with: "⏎")
    let safe = PrintableText.escaped(head)
    return safe.count <= most ? safe : safe.prefix(most - 1) + "…"
  }

  private static func trimmed(_ line: String) -> String {
    String(line.reversed().drop { $0 == " " }.reversed())
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
