public import RisrosModel
public import RisrosPipeline

/// An input that is ready to be read, and what was understood of it.
public struct OpenedInput: Sendable {
  public var reader: any RecordReader
  /// One a file, in order.
  public var reports: [InputReport]
  /// What could have been understood otherwise, a sentence each.
  public var notes: [String] = []
}

/// Opens the input, looks at the begin of each file and settles format, encoding and columns.
///
/// Every file is opened and looked at before the first record is read, so that a missing file or an
/// unknown column is an error at once and not in the middle of the night.
///
/// - Throws: an input diagnostic for a file that cannot be read, a usage diagnostic for an unknown
///   column.
public func openInput(_ options: InputOptions) throws(Diagnostic) -> OpenedInput {
  let paths = options.paths.isEmpty ? ["-"] : options.paths
  if paths.count(where: { $0 == "-" }) > 1 {
    throw Diagnostic(
      "standard input is named more than once", category: .usage, remedy: "name - once")
  }
  var inspections: [Inspection] = []
  for path in paths {
    inspections.append(try Inspection.of(path: path, options: options))
  }
  return try openInput(inspections, options)
}

/// Opens bytes in memory, or anything else that produces bytes, as an input.
///
/// - Parameter name: stands for the file name in messages; its extension counts as one's does.
public func openInput(
  _ sources: [(name: String, bytes: any ByteProducer)], options: InputOptions
) throws(Diagnostic) -> OpenedInput {
  var inspections: [Inspection] = []
  for source in sources {
    inspections.append(
      try Inspection(name: source.name, producer: source.bytes, options: options))
  }
  return try openInput(inspections, options)
}

private func openInput(
  _ inspections: [Inspection], _ options: InputOptions
) throws(Diagnostic) -> OpenedInput {
  var inspections = inspections
  var settled = SettledNames()
  var isFirst = true
  for index in inspections.indices {
    try inspections[index].chooseColumns(options, settled: &settled, isFirst: isFirst)
    if !inspections[index].isEmpty { isFirst = false }
  }
  var builder = SchemaBuilder(options)
  for inspection in inspections { builder.add(inspection) }
  builder.finish()
  builder.decideForms(of: inspections)
  let reader = InputReader(schema: builder.schema, files: inspections.map(builder.plan))
  return OpenedInput(
    reader: reader, reports: inspections.map(builder.report), notes: builder.notes)
}

/// What was found out about one file before its first record is read.
struct Inspection: Sendable {
  enum Content: Sendable {
    case delimited(DelimitedHead)
    case jsonLines
    case json(JSONShape)
    case lines(lineEnd: UInt8)
    case sheet(SheetPlan, SheetSource)
  }

  let bytes: InputBytes
  var name: String { bytes.name }
  let encoding: DetectedEncoding
  let content: Content
  private(set) var sample: HeadSample
  /// The product that the file is an export of, if it is known.
  private(set) var profile: ExportProfile?
  /// Rows below the names of the columns that are no records.
  private(set) var headerRows = 0
  /// The file holds no bytes at all.
  let isEmpty: Bool
  /// What is worth telling of letters that were lost before.
  let damage: String?
  let limits: InputLimits
  let mends: Bool
  var choice = ColumnChoice()
  /// The columns that serve a role are known; not so for plain lines.
  var hasColumns: Bool {
    switch content {
    case .lines: false
    case .delimited(let table): table.width == .known
    default: true
    }
  }

  /// Looks at a file; at more of it where its header is longer than what is usually looked at.
  static func of(path: String, options: InputOptions) throws(Diagnostic) -> Inspection {
    var file = try FileBytes(path: path)
    // A regular file is opened again when its turn comes, so that any number of files can be named.
    let isReopened = file.isRegular && path != "-"
    file.counter = isReopened ? nil : options.counter
    let first = try Inspection(
      name: file.name, path: isReopened ? path : nil, producer: file, options: options)
    guard isReopened else { return first }
    switch first.content {
    case .delimited(let table):
      var wider = options
      wider.limits.headBytes = max(Inspection.wideHeadBytes, options.limits.headBytes)
      if table.width != .unknown || wider.limits.headBytes == options.limits.headBytes {
        return first
      }
      return try Inspection(
        name: file.name, path: path, producer: FileBytes(path: path), options: wider)
    case .jsonLines where options.keepAll: return try first.withAllKeys(nil)
    case .json(let shape) where options.keepAll && shape.hasObjects:
      return try first.withAllKeys(shape)
    default: return first
    }
  }

  /// Looks through all of a JSON file for keys that its begin does not show.
  private func withAllKeys(_ shape: JSONShape?) throws(Diagnostic) -> Inspection {
    if sample.isWhole { return self }
    var pass = JSONKeyPass(sample.names, limits: limits)
    var found = self
    found.sample.names = pass.keys(in: try window(), shape)
    return found
  }

  /// The text of the file from its begin.
  func window() throws(Diagnostic) -> TextWindow {
    let (producer, peeked) = try bytes.reopen()
    return TextWindow(
      file: name, producer: producer, peeked: peeked, encoding: encoding,
      readBytes: limits.readBytes)
  }

  /// Ten thousand names of two hundred bytes.
  private static let wideHeadBytes = 2 << 20

  init(name: String, producer: any ByteProducer, options: InputOptions) throws(Diagnostic) {
    try self.init(name: name, path: nil, producer: producer, options: options)
  }

  private init(
    name: String, path: String?, producer: any ByteProducer, options: InputOptions
  ) throws(Diagnostic) {
    limits = options.limits
    mends = options.mends
    let found = try InputBytes.open(
      name: name, path: path, producer: producer, limits: limits,
      counter: options.counter)
    bytes = found.bytes
    let (raw, isWhole) = (found.head.bytes, found.head.isWhole)
    if try Inspection.holdsWorkbook(raw, name, options) {
      let source = try SheetSource(bytes)
      let book = try source.workbook(name, limits)
      let (plan, sample) = try SheetPlan.make(
        book, wanted: options.sheet, hints: options.dialect, limits: limits)
      content = .sheet(plan, source)
      self.sample = sample
      encoding = DetectedEncoding(head: [], isWhole: true, forced: .utf8)
      isEmpty = false
      damage = nil
      return
    }
    encoding = DetectedEncoding(head: raw, isWhole: isWhole, forced: options.encoding)
    isEmpty = raw.count <= encoding.markLength && isWhole
    if options.encoding == nil { try Inspection.refuseOthers(raw, name, bytes) }
    let head = Inspection.decode(raw, encoding)
    if options.format == .auto { try Inspection.refuseMarkup(head, name) }
    damage = TextDamage.note(head)
    let sniffer = DialectSniffer(
      head: head, isWhole: isWhole, isFull: raw.count >= limits.headBytes, limits: limits)
    content = try Inspection.content(
      head, isWhole: isWhole, name: name, sniffer: sniffer, options: options)
    switch content {
    case .delimited(let table):
      let names =
        table.header.map { HeadSample.names(header: $0) }
        ?? HeadSample.names(count: table.columnCount)
      sample =
        table.width == .known
        ? HeadSample(
          names: names, isNamed: table.header != nil, rows: table.records, isWhole: isWhole)
        : HeadSample(names: [], isNamed: false, rows: [], isWhole: isWhole)
    case .jsonLines:
      let objects = JSONHead(head: head, isWhole: isWhole, mostKeys: limits.columns)
      sample = HeadSample(
        names: objects.keys, isNamed: true, rows: objects.rows, isWhole: isWhole, isOpen: true)
    case .json(let shape):
      let objects = JSONOutline(head: head).head(mostKeys: limits.columns)
      sample = HeadSample(
        names: shape.hasObjects ? objects.keys : ["text"], isNamed: shape.hasObjects,
        rows: objects.rows, isWhole: isWhole, isOpen: shape.hasObjects)
    case .sheet: preconditionFailure("sheets were taken before")
    case .lines:
      sample = HeadSample(names: ["text"], isNamed: false, rows: [], isWhole: isWhole)
    }
  }

  private static func decode(_ raw: [UInt8], _ detected: DetectedEncoding) -> [UInt8] {
    let range = min(detected.markLength, raw.count)..<raw.count
    if detected.encoding == .utf8 { return Array(raw[range]) }
    var decoder = TextDecoder(detected.encoding)
    var text = [UInt8](repeating: 0, count: TextDecoder.bound(range.count))
    let count = decoder.decode(raw, range, into: &text, at: 0)
    return Array(text[..<count])
  }

  private static func content(
    _ head: [UInt8], isWhole: Bool, name: String, sniffer: DialectSniffer, options: InputOptions
  ) throws(Diagnostic) -> Content {
    var lower = name.lowercased()
    if lower.hasSuffix(".gz") { lower.removeLast(3) }
    if sniffer.skipsAll(options.dialect) {
      throw Diagnostic(
        "the lines to skip are more than the \(sniffer.count) bytes that are looked at",
        category: .usage, at: SourceLocation(file: name),
        remedy: "cut them off before: tail -n +\(1 + options.dialect.linesToSkip!) FILE | risros …")
    }
    func table(_ delimiter: UInt8?, isCertain: Bool) -> Content? {
      var hints = options.dialect
      hints.delimiter = delimiter
      return sniffer.sniff(hints, isCertain: isCertain, mends: options.mends)
        .map { .delimited($0) }
    }
    let delimiter = options.dialect.delimiter
    switch options.format {
    case .csv: return table(delimiter, isCertain: true)!
    case .tsv: return table(delimiter ?? 0x09, isCertain: true)!
    case .jsonl: return .jsonLines
    case .json: return .json(JSONOutline(head: head).shape)
    case .lines: return .lines(lineEnd: sniffer.lineEnd)
    // What is a workbook was taken before.
    case .auto, .xlsx: break
    }
    if let content = jsonContent(head, isWhole: isWhole, name: lower) { return content }
    if lower.hasSuffix(".jsonl") || lower.hasSuffix(".ndjson") { return .jsonLines }
    let isNamedTable = lower.hasSuffix(".csv") || lower.hasSuffix(".tsv")
    if delimiter != nil || isNamedTable {
      let tab: UInt8? = lower.hasSuffix(".tsv") && head.contains(0x09) ? 0x09 : nil
      return table(delimiter ?? tab, isCertain: true)!
    }
    return table(nil, isCertain: false) ?? .lines(lineEnd: sniffer.lineEnd)
  }

  /// What is worth telling of the names in a header: those that are missing or come twice.
  var headerNotes: [String] {
    guard case .delimited(let table) = content else { return [] }
    return table.notes
      + (table.header.map { HeaderNotes.notes(header: $0, names: sample.names) } ?? [])
  }

  /// Settles which column is what.
  mutating func chooseColumns(
    _ options: InputOptions, settled: inout SettledNames, isFirst: Bool
  ) throws(Diagnostic) {
    if isEmpty || !hasColumns {
      choice.segments = options.segments.map { _ in nil }
      if case .delimited = content { return }
      let given = [options.text, options.id, options.date, options.rating] + options.segments
      if !isEmpty, isFirst,
        let wanted = given.compactMap({ $0 }).first(where: { $0 != "1" && $0 != "text" })
      {
        throw Diagnostic(
          "there is no column '\(wanted)': the input was taken for one comment a line",
          category: .usage, at: SourceLocation(file: name),
          remedy: "say what it is with --input-format csv or jsonl")
      }
      return
    }
    profile = ExportProfile.choose(sample, wanted: options.profile)
    // Objects have no header.
    if let profile, !sample.isOpen { headerRows = sample.takeHeaderRows(profile) }
    choice = try ColumnChoice(
      sample, options: options, profile: profile, settled: settled, file: name, isFirst: isFirst)
    guard sample.isNamed, !sample.names.isEmpty else { return }
    func nameOf(_ index: Int?) -> String? { index.map { sample.names[$0] } }
    settled.text = settled.text ?? nameOf(choice.text)
    settled.id = settled.id ?? nameOf(choice.id)
    settled.date = settled.date ?? nameOf(choice.date)
    settled.rating = settled.rating ?? nameOf(choice.rating)
  }
}
