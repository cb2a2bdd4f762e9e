internal import RisrosModel

/// Turns one object after the other into records of a batch.
struct JSONRecord: Sendable {
  private var fields: JSONFields
  /// Place of each kept field among the keys of `fields`; -1 where the file has none.
  private let fieldPlaces: [Int]
  private let textPlace: Int
  /// The text of a string with escapes.
  private var plain: [UInt8] = []

  /// Fields kept of each record.
  var fieldCount: Int { fieldPlaces.count }

  /// - Parameter keys: of the kept fields; nil where the file has none.
  init(textKey: String, keys: [String?]) {
    var distinct: [String] = []
    func place(_ key: String) -> Int {
      if let known = distinct.firstIndex(of: key) { return known }
      distinct.append(key)
      return distinct.count - 1
    }
    fieldPlaces = keys.map { $0.map(place) ?? -1 }
    textPlace = place(textKey)
    fields = JSONFields(keys: distinct)
  }

  /// Appends the object that is all of `bytes[range]`; the batch is as it was where that fails.
  mutating func append(
    _ bytes: [UInt8], _ range: Range<Int>, to batch: inout CommentBatch
  ) throws(JSONError) {
    try fields.read(bytes, range)
    for place in fieldPlaces {
      appendField(place < 0 ? JSONValue() : fields.values[place], bytes, &batch)
    }
    appendText(fields.values[textPlace], bytes, &batch)
  }

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
      isEmpty = isBlank(plain, 0..<plain.count)
    } else {
      let range = byteRange(of: value)
      batch.appendText(bytes.span.extracting(range))
      isEmpty = isBlank(bytes, range)
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
