internal import RisrosModel
internal import RisrosPipeline

/// Reads plain text, each line a comment.
struct LinesReader: LineByLineReader {
  static let name = "lines"
  static let summary = "Plain text: each line is one comment; a blank line is an empty one."

  let schema: RecordSchema
  var window: TextWindow
  let limits: InputLimits
  var line = LineInHand()
  /// Kept fields that are the line itself: all or none.
  private let keepsLine: [Bool]

  var fieldCount: Int { keepsLine.count }
  static let longLineRemedy = "break it into comments"

  init(
    window: TextWindow, lineEnd: UInt8, schema: RecordSchema, fieldColumns: [Int?],
    limits: InputLimits
  ) {
    self.window = window
    self.window.lineEnd = lineEnd
    self.schema = schema
    self.limits = limits
    keepsLine = fieldColumns.map { $0 != nil }
  }

  @inline(__always)
  mutating func take(_ range: Range<Int>, _ batch: inout CommentBatch) {
    let text = window.bytes.span.extracting(range)
    for keeps in keepsLine {
      if keeps {
        batch.appendField(text)
      } else {
        batch.fieldEnd.append(UInt32(batch.fieldBytes.count))
      }
    }
    batch.appendText(text)
    batch.endComment(status: isBlank(window.bytes, range) ? .empty : .comment)
  }
}
