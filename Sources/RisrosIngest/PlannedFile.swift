internal import RisrosModel
internal import RisrosPipeline

/// A file whose reading is settled.
struct PlannedFile: Sendable {
  let inspection: Inspection
  /// Column of each field of the schema; nil where the file lacks it.
  let fieldColumns: [Int?]
  /// The same by key, for JSON Lines: keys may come up behind the head.
  let fieldKeys: [String?]
  let textKey: String

  func makeReader(schema: RecordSchema) throws(Diagnostic) -> any FileReader {
    let limits = inspection.limits
    if case .sheet(let plan, let source) = inspection.content {
      return WorkbookReader(
        rows: try source.workbook(inspection.name, limits).rows(of: plan.sheet),
        file: inspection.name, plan: plan, schema: schema, textColumn: inspection.choice.text,
        fieldColumns: fieldColumns, limits: limits)
    }
    let window = try inspection.window()
    switch inspection.content {
    case .delimited(let head):
      return DelimitedReader(
        window: window, head: head, schema: schema, textColumn: inspection.choice.text,
        fieldColumns: fieldColumns, limits: limits, mends: inspection.mends)
    case .jsonLines:
      return JSONLinesReader(
        window: window, schema: schema, record: jsonRecord(schema), limits: limits)
    case .json(let shape):
      return JSONDocumentReader(
        window: window, shape: shape, schema: schema, record: jsonRecord(schema), limits: limits)
    case .sheet: preconditionFailure("sheets have no window")
    case .lines(let lineEnd):
      return LinesReader(
        window: window, lineEnd: lineEnd, schema: schema, fieldColumns: fieldColumns,
        limits: limits)
    }
  }

  private func jsonRecord(_ schema: RecordSchema) -> JSONRecord {
    JSONRecord(
      textKey: textKey, keys: fieldKeys, keepsAll: schema.keepsAll, limits: inspection.limits)
  }
}
