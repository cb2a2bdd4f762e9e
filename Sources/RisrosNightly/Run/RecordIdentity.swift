internal import RisrosModel
internal import RisrosText

/// Names records, so that one that comes again in another export is recognised.
///
/// By the id column that the user has named, by columns the user chose, or by the whole row: all
/// fields by the name of their column, blanks around them dropped. Rows that are equal within a file
/// are told apart by counting them, so that two customers who both wrote "God service" on the same
/// day are two, in each of two exports the same two.
struct RecordIdentity: Sendable {
  struct Key: Sendable {
    /// 16 bytes of a SHA-256.
    var key: [UInt8]
    /// A hash of all fields.
    var content: Int64
  }

  private enum Way: Sendable {
    case id(Int)
    case columns([Int])
    case row
    case place(seed: [UInt8])
  }

  private let way: Way
  private let columnCount: Int
  /// Columns by name, and the names in lower case.
  private let ordered: [(place: Int, name: [UInt8])]
  /// Equal rows met so far in this file.
  private var seen: [[UInt8]: Int] = [:]
  private var number = 0

  /// - Parameters:
  ///   - schema: with all columns of the file.
  ///   - file: its name, for records that are named by their place.
  /// - Throws: an input diagnostic if a column that is to name records is missing.
  init(
    _ identity: NightlyConfiguration.Identity, hasNamedID: Bool, schema: RecordSchema,
    file: String, hash: [UInt8]
  ) throws(Diagnostic) {
    columnCount = schema.columns.count
    ordered = schema.columns.enumerated().map {
      (place: $0.offset, name: Array($0.element.name.lowercased().utf8))
    }.sorted { $0.name.lexicographicallyPrecedes($1.name) }
    switch identity {
    case .none: way = .place(seed: hash)
    case .automatic:
      if hasNamedID, let id = schema.id { way = .id(id) } else { way = .row }
    case .columns(let names):
      var places: [Int] = []
      for name in names {
        guard
          let place = schema.columns.firstIndex(where: {
            $0.name.lowercased() == name.lowercased()
          })
        else {
          throw Diagnostic(
            "has no column '\(name)', which is to tell records apart", category: .input,
            at: SourceLocation(file: file),
            remedy: "its columns are " + schema.columns.map(\.name).joined(separator: ", "))
        }
        places.append(place)
      }
      way = .columns(places)
    }
  }

  /// Whether the ledger of records is asked at all.
  var comparesFiles: Bool { if case .place = way { false } else { true } }

  /// The key of the next record of the file; call it for each, in order.
  mutating func key(of record: Int, in batch: CommentBatch) -> Key {
    number += 1
    var row: [UInt8] = []
    for (place, name) in ordered {
      row += name
      row.append(0x1F)
      row += trimmed(batch, record, place)
      row.append(0x1E)
    }
    row += batch.text[batch.textRange(of: record)]
    let content = SHA256.hash(row)
    let hash = content.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    func made(_ kind: UInt8, _ bytes: [UInt8]) -> Key {
      Key(
        key: Array(SHA256.hash([kind] + bytes).prefix(16)), content: Int64(bitPattern: hash))
    }
    func counted(_ bytes: [UInt8], _ count: Int) -> [UInt8] {
      bytes + Array(String(count).utf8)
    }
    switch way {
    case .id(let column):
      let id = trimmed(batch, record, column)
      if !id.isEmpty { return made(1, Array(id)) }
    case .columns(let columns):
      return made(2, columns.flatMap { trimmed(batch, record, $0) + [0x1F] })
    case .place(let seed): return made(4, counted(seed, number))
    case .row: break
    }
    let count = seen[content, default: 0] + 1
    seen[content] = count
    return made(3, counted(content, count))
  }

  private func trimmed(_ batch: CommentBatch, _ record: Int, _ column: Int) -> ArraySlice<UInt8> {
    var range = batch.fieldRange(record: record, column: column, columns: columnCount)
    let bytes = batch.fieldBytes
    while !range.isEmpty, bytes[range.lowerBound] <= 0x20 {
      range = range.lowerBound + 1..<range.upperBound
    }
    while !range.isEmpty, bytes[range.upperBound - 1] <= 0x20 {
      range = range.lowerBound..<range.upperBound - 1
    }
    return bytes[range]
  }
}
