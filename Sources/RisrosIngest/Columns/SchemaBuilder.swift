internal import RisrosModel

/// Puts the columns of all files together to one schema, matching them by name.
struct SchemaBuilder {
  private(set) var schema = RecordSchema()
  private let options: InputOptions
  private var forms = ValueForms(dates: [], ratings: [], InputOptions())
  /// Index of each column of the schema by its name in lower case.
  private var places: [String: Int] = [:]

  init(_ options: InputOptions) {
    self.options = options
    schema.keepsAll = options.keepAll
  }

  /// Adds the columns of a file; earlier files come first.
  mutating func add(_ file: Inspection) {
    if file.isEmpty || file.sample.names.isEmpty { return }
    if options.keepAll {
      for name in file.sample.names { _ = place(name) }
    }
    func role(_ index: Int?) -> Int? { index.map { place(file.sample.names[$0]) } }
    if schema.id == nil { schema.id = role(file.choice.id) }
    if schema.date == nil { schema.date = role(file.choice.date) }
    if schema.rating == nil { schema.rating = role(file.choice.rating) }
    for (index, segment) in file.choice.segments.enumerated() {
      while schema.segments.count <= index { schema.segments.append(-1) }
      if schema.segments[index] < 0, let column = segment {
        schema.segments[index] = place(file.sample.names[column])
      }
    }
  }

  private mutating func place(_ name: String) -> Int {
    let key = name.lowercased()
    if let known = places[key] { return known }
    schema.columns.append(.init(name: name))
    places[key] = schema.columns.count - 1
    return schema.columns.count - 1
  }

  /// Adds what the user has named and no head has shown; call it behind the last `add`.
  mutating func finish() {
    if schema.id == nil, let name = options.id { schema.id = place(name) }
    if schema.date == nil, let name = options.date { schema.date = place(name) }
    if schema.rating == nil, let name = options.rating { schema.rating = place(name) }
    for (index, name) in options.segments.enumerated() {
      while schema.segments.count <= index { schema.segments.append(-1) }
      if schema.segments[index] < 0 { schema.segments[index] = place(name) }
    }
  }

  /// Decides how the dates and ratings of all files are written.
  mutating func decideForms(of files: [Inspection]) {
    func sources(_ column: KeyPath<ColumnChoice, Int?>) -> [ValueForms.Source] {
      files.compactMap { file in
        guard file.hasColumns, let index = file.choice[keyPath: column],
          file.sample.names.indices.contains(index)
        else { return nil }
        return .init(
          name: file.sample.names[index], values: Array(file.sample.values(index)),
          profile: file.profile)
      }
    }
    forms = ValueForms(dates: sources(\.date), ratings: sources(\.rating), options)
    schema.dateForm = forms.date
    schema.ratingForm = forms.rating
  }

  /// Says where the fields of the schema are in a file.
  func plan(_ file: Inspection) -> PlannedFile {
    let sample = file.sample
    let choice = file.choice
    var columns = schema.columns.map { sample.index(named: $0.name) }
    // The same role may have another name in this file.
    func take(_ place: Int?, _ column: Int?) {
      if let place, let column { columns[place] = column }
    }
    if !file.isEmpty {
      take(schema.id, choice.id)
      take(schema.date, choice.date)
      take(schema.rating, choice.rating)
      for (place, column) in zip(schema.segments, choice.segments) { take(place, column) }
    }
    let keys = zip(columns, schema.columns).map { index, column in
      index.map { sample.names[$0] } ?? column.name
    }
    let shown = sample.names.indices.contains(choice.text) ? sample.names[choice.text] : nil
    return PlannedFile(
      inspection: file, fieldColumns: columns, fieldKeys: keys,
      textKey: choice.hiddenText ?? shown ?? options.text ?? "text")
  }

  /// What is worth telling of all files together.
  var notes: [String] { forms.notes }

  /// Tells what was understood of a file.
  func report(_ file: Inspection) -> InputReport {
    let layout: String
    let format: String
    var hasHeader: Bool?
    var delimiter: UInt8?
    var notes: [String] = []
    switch file.content {
    case .delimited(let head):
      layout = head.dialect.title
      format = DelimitedReader.name
      hasHeader = head.dialect.hasHeader
      delimiter = head.dialect.delimiter == Dialect.noDelimiter ? nil : head.dialect.delimiter
    case .jsonLines:
      layout = "JSON Lines"
      format = JSONLinesReader.name
    case .json(let shape):
      layout = shape.title
      format = JSONDocumentReader.name
    case .sheet(let plan, _):
      layout = "sheet '\(plan.sheet.name)' of a workbook"
      format = WorkbookReader.name
      hasHeader = plan.hasHeader
      notes = plan.notes
    case .lines:
      layout = "one comment a line"
      format = LinesReader.name
    }
    var report = InputReport(
      file: file.name, format: format,
      layout: file.bytes.isCompressed ? layout + " in gzip" : layout, delimiter: delimiter,
      encoding: format == WorkbookReader.name ? nil : file.encoding.encoding,
      hasByteOrderMark: file.encoding.markLength > 0, hasHeader: hasHeader,
      columns: file.hasColumns ? file.sample.names : [], uses: [], notes: notes)
    if file.isEmpty {
      report.columns = []
      report.hasHeader = nil
      report.layout = "empty, no records"
      return report
    }
    if case .delimited(let head) = file.content, let note = head.widthNote(file.limits) {
      report.notes.append(note)
    }
    if let damage = file.damage { report.notes.append(damage) }
    guard file.hasColumns else { return report }
    report.notes += file.headerNotes
    report.profile = file.profile?.name
    func add(_ role: ColumnRole, _ column: Int?, _ given: String?, _ form: String? = nil) {
      if let column, file.sample.names.indices.contains(column) {
        report.uses.append(
          .init(
            role: role, name: file.sample.names[column], number: column + 1,
            reason: given != nil ? .given : file.choice.reasons[role] ?? .values, form: form))
      } else if let given {
        report.uses.append(.init(role: role, name: given, number: 0, reason: .given))
        report.notes.append(
          "there is no '\(given)' among the \(file.sample.isOpen ? "first keys" : "columns")")
      }
    }
    add(.text, file.choice.hiddenText == nil ? file.choice.text : nil, options.text)
    add(.id, file.choice.id, options.id)
    let needsOrder =
      file.choice.date.map { ValueForms.needsOrder(file.sample.values($0)) } ?? false
    let counted = file.choice.date.flatMap { ValueForms.countTitle(file.sample.values($0)) }
    add(.date, file.choice.date, options.date, needsOrder ? forms.dateTitle : counted)
    add(.rating, file.choice.rating, options.rating, forms.ratingTitle)
    for (column, given) in zip(file.choice.segments, options.segments) {
      add(.segment, column, given)
    }
    if let note = file.sample.keyedRecordsNote {
      report.notes.append(note)
    } else if let other = file.choice.otherTexts.first {
      let more = file.choice.otherTexts.count - 1
      report.notes.append(
        "'\(file.sample.names[other])'\(more > 0 ? " and \(more) more" : "") may hold comments too"
          + " (--text NAME for another column)")
    }
    if file.headerRows > 0 {
      report.notes.append("the header has \(file.headerRows + 1) rows")
    }
    return report
  }
}
