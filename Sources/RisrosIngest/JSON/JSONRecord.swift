internal import RisrosModel

/// Turns one object after the other into records of a batch.
struct JSONRecord: Sendable {
  private var fields: JSONFields
  /// Place of each kept field among the keys of `fields`; -1 where the file has none.
  private let fieldPlaces: [Int]
  private let textPlace: Int
  /// The text of a string with escapes.
  private var plain: [UInt8] = []

  private let limits: InputLimits
  /// Records that had keys of which no field is kept, and where the first of them is.
  private var newKeyRecords = 0
  private var newKeyLocation: SourceLocation?

  /// Fields kept of each record.
  var fieldCount: Int { fieldPlaces.count }

  /// - Parameters:
  ///   - keys: of the kept fields; nil where the file has none.
  ///   - keepsAll: they are to be all there are, so that others are told.
  init(textKey: String, keys: [String?], keepsAll: Bool, limits: InputLimits) {
    self.limits = limits
    var distinct: [String] = []
    func place(_ key: String) -> Int {
      if let known = distinct.firstIndex(of: key) { return known }
      distinct.append(key)
      return distinct.count - 1
    }
    fieldPlaces = keys.map { $0.map(place) ?? -1 }
    textPlace = place(textKey)
    fields = JSONFields(keys: distinct, watchesOthers: keepsAll)
  }

  /// Appends the object that is all of `bytes[range]`; the batch is as it was where that fails.
  mutating func append(
    _ bytes: [UInt8], _ range: Range<Int>, to batch: inout CommentBatch
  ) throws(JSONError) {
    try fields.read(bytes, range)
    try check(range)
    if fields.hasOther { newKeyRecords += 1 }
    for place in fieldPlaces {
      appendField(place < 0 ? JSONValue() : fields.values[place], bytes, &batch)
    }
    appendText(fields.values[textPlace], bytes, &batch)
  }

  /// Holds the object that was read against the limits.
  private func check(_ range: Range<Int>) throws(JSONError) {
    if fields.keyCount > limits.columns {
      throw JSONError(
        message: "the object has \(fields.keyCount) keys, more than \(limits.columns)",
        offset: range.lowerBound, limitRemedy: "raise the limit of columns")
    }
    if range.count <= limits.fieldBytes { return }
    for (index, value) in fields.values.enumerated() where value.range.count > limits.fieldBytes {
      throw JSONError(
        message: "the value of '\(fields.name(index))' is longer than \(limits.fieldBytes) bytes",
        offset: value.start, limitRemedy: "raise the limit of a field")
    }
  }

  // MARK: Keys that come up late

  /// The record that was read last has such a key, and it is the first.
  var hasNewKey: Bool { newKeyRecords > 0 && newKeyLocation == nil }

  mutating func locateNewKey(_ location: SourceLocation) { newKeyLocation = location }

  /// What to tell at the end of the file; nil where all keys were known.
  var newKeysNote: Diagnostic? {
    guard newKeyRecords > 0, let key = fields.firstOther else { return nil }
    return Diagnostic(
      "\(newKeyRecords) record\(newKeyRecords == 1 ? " has keys" : "s have keys") that the begin of"
        + " the file does not show, '\(key)' first here; what they hold is left out",
      category: .input, at: newKeyLocation,
      remedy: "put an object that has all keys at the begin of the file", severity: .warning)
  }

  // MARK: Values

  /// Appends a value that is no object: it is the comment, and every kept field.
  mutating func append(
    scalar bytes: [UInt8], _ range: Range<Int>, to batch: inout CommentBatch
  ) throws(JSONError) {
    var parser = JSONParser(bytes, range)
    let value = try parser.value()
    try parser.finish()
    for place in fieldPlaces { appendField(place < 0 ? JSONValue() : value, bytes, &batch) }
    appendText(value, bytes, &batch)
  }

  private mutating func appendField(
    _ value: JSONValue, _ bytes: [UInt8], _ batch: inout CommentBatch
  ) {
    if value.hasEscapes {
      unescape(value, bytes)
      batch.appendField(plain.span)
    } else {
      batch.appendField(bytes.span.extracting(byteRange(of: value)))
    }
  }

  private mutating func appendText(
    _ value: JSONValue, _ bytes: [UInt8], _ batch: inout CommentBatch
  ) {
    let isEmpty: Bool
    if value.hasEscapes {
      unescape(value, bytes)
      batch.appendText(plain.span)
      isEmpty = holdsNoComment(plain, 0..<plain.count)
    } else {
      let range = byteRange(of: value)
      batch.appendText(bytes.span.extracting(range))
      isEmpty = holdsNoComment(bytes, range)
    }
    batch.endComment(status: isEmpty ? .empty : .comment)
  }

  /// Where the bytes of a value without escapes are; none of a missing one.
  private func byteRange(of value: JSONValue) -> Range<Int> {
    value.kind == .missing || value.kind == .null ? 0..<0 : value.range
  }

  private mutating func unescape(_ value: JSONValue, _ bytes: [UInt8]) {
    plain.removeAll(keepingCapacity: true)
    JSONParser.appendUnescaped(bytes, value.range, to: &plain)
  }
}
