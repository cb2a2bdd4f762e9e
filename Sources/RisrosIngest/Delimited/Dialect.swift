/// How a delimited file is written.
struct Dialect: Sendable, Equatable {
  /// What ends a record outside quotes.
  enum LineEnd: Sendable, Equatable {
    /// LF or CRLF; a lone CR is text.
    case lineFeed
    /// CR, as old Mac programs write; LF is text.
    case carriageReturn
    /// LF, CRLF and CR, as in files put together from several sources.
    case any
  }

  /// A delimiter that does not occur in text: for files of a single column.
  static let noDelimiter: UInt8 = 0x1F

  var delimiter: UInt8
  var quote: UInt8 = 0x22
  var lineEnd = LineEnd.lineFeed
  /// The first line is `sep=X`, which tells Excel the delimiter.
  var hasSeparatorLine = false
  var hasHeader = true

  /// "semicolon-separated"
  var title: String {
    switch delimiter {
    case 0x3B: "semicolon-separated"
    case 0x2C: "comma-separated"
    case 0x09: "tab-separated"
    case 0x7C: "pipe-separated"
    case Dialect.noDelimiter: "a single column"
    default: "separated by '\(Character(Unicode.Scalar(delimiter)))'"
    }
  }
}
