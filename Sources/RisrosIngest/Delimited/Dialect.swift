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
  /// A quote that does not occur in UTF-8: for files that know no quoting.
  static let noQuote: UInt8 = 0xFF

  var delimiter: UInt8
  var quote: UInt8 = 0x22
  /// What takes its meaning from a quote, a delimiter or a line end that follows; nil where quotes
  /// are doubled instead.
  var escape: UInt8?
  /// Blanks behind a delimiter belong to it.
  var skipsBlanks = false
  var lineEnd = LineEnd.lineFeed
  /// The first line is `sep=X`, which tells Excel the delimiter.
  var hasSeparatorLine = false
  /// Records that name the columns, cell by cell; 0 where the file has no header.
  var headerRows = 1

  var hasHeader: Bool { headerRows > 0 }
  /// Cut by wide searches; what is unusual takes a loop over bytes.
  var isPlain: Bool { escape == nil && !skipsBlanks }

  /// "semicolon-separated"
  var title: String {
    var title =
      switch delimiter {
      case 0x3B: "semicolon-separated"
      case 0x2C: "comma-separated"
      case 0x09: "tab-separated"
      case 0x7C: "pipe-separated"
      case 0x20: "separated by blanks"
      case Dialect.noDelimiter: "a single column"
      default: "separated by '\(Character(Unicode.Scalar(delimiter)))'"
      }
    if skipsBlanks { title += " with blanks" }
    switch quote {
    case 0x22: break
    case Dialect.noQuote: title += ", no quotes"
    default: title += ", quoted by \(Character(Unicode.Scalar(quote)))"
    }
    if let escape { title += ", escaped by \(Character(Unicode.Scalar(escape)))" }
    return title
  }
}
