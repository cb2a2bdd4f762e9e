import RisrosModel
import RisrosPipeline

@testable import RisrosIngest

/// What a test sees of one record.
struct ReadRecord: Equatable, CustomStringConvertible {
  var status: RecordStatus
  var text: String
  var fields: [String]

  var description: String { "\(status) \(text.debugDescription) \(fields)" }
}

/// All of an input, read to its end.
struct ReadInput {
  var records: [ReadRecord] = []
  var rejections: [Rejection] = []
  var notes: [Diagnostic] = []
  var reports: [InputReport] = []
  var schema = RecordSchema()
  /// Records of each batch.
  var batches: [Int] = []

  var diagnostics: [Diagnostic] { rejections.map(\.diagnostic) }
  var texts: [String] { records.map(\.text) }
  var statuses: [RecordStatus] { records.map(\.status) }
  var messages: [String] { diagnostics.map { $0.description.split(separator: "\n")[0] + "" } }

  /// Reads bytes that stand for a file of that name.
  init(
    _ bytes: [UInt8], name: String = "kommentarer.csv", _ options: InputOptions = InputOptions(),
    pieceBytes: Int = .max, stalls: Bool = false, targetBytes: Int = 1 << 18
  ) throws(Diagnostic) {
    try self.init(
      [(name, MemoryBytes(bytes, pieceBytes: pieceBytes, stalls: stalls))], options,
      targetBytes: targetBytes)
  }

  init(
    _ text: String, name: String = "kommentarer.csv", _ options: InputOptions = InputOptions(),
    pieceBytes: Int = .max, stalls: Bool = false, targetBytes: Int = 1 << 18
  ) throws(Diagnostic) {
    try self.init(
      Array(text.utf8), name: name, options, pieceBytes: pieceBytes, stalls: stalls,
      targetBytes: targetBytes)
  }

  init(
    _ sources: [(name: String, bytes: any ByteProducer)], _ options: InputOptions = InputOptions(),
    targetBytes: Int = 1 << 18
  ) throws(Diagnostic) {
    try self.init(opened: openInput(sources, options: options), targetBytes: targetBytes)
  }

  init(opened: OpenedInput, targetBytes: Int = 1 << 18) throws(Diagnostic) {
    var reader = opened.reader
    schema = reader.schema
    reports = opened.reports
    var batch = CommentBatch()
    while true {
      batch.reset(ordinal: batches.count, firstRecord: records.count + 1)
      guard try reader.read(into: &batch, targetBytes: targetBytes) else { break }
      batches.append(batch.count)
      let columns = schema.columns.count
      for record in 0..<batch.count {
        let fields = (0..<columns).map { column in
          let range = batch.fieldRange(record: record, column: column, columns: columns)
          return String(decoding: batch.fieldBytes[range], as: UTF8.self)
        }
        records.append(
          ReadRecord(
            status: batch.status[record], text: batch.string(of: record), fields: fields))
      }
      rejections += batch.rejections
      notes += batch.notes
    }
  }
}

/// Bytes that come in two pieces, and what a reader makes of the first before the second is there.
struct CutBytes: ByteProducer {
  private let content: [UInt8]
  private let place: Int
  private var position = 0

  init(_ content: [UInt8], at place: Int) {
    self.content = content
    self.place = place
  }

  var isReady: Bool { position != place }

  func waitUntilReady(milliseconds: Int) -> Bool { isReady }

  mutating func read(
    into bytes: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(Diagnostic) -> Int {
    let end = position < place ? place : content.count
    let length = min(count, end - position)
    bytes.replaceSubrange(offset..<offset + length, with: content[position..<position + length])
    position += length
    return length
  }
}
