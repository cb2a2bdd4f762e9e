internal import RisrosModel

/// One row of a sheet, its cells as text.
struct SheetRow: Sendable {
  /// As the spreadsheet program counts, from 1.
  private(set) var number = 0
  /// Where it stands in the part of the archive that holds the sheet.
  private(set) var offset = 0
  /// The text of all cells, end to end.
  var bytes: [UInt8] = []
  /// Place in `bytes` of each cell, by column; up to the last cell the row has.
  private(set) var cells: [Range<Int>] = []
  /// Why the row cannot be read, and how to mend that.
  var problem: (message: String, remedy: String)?

  mutating func begin(number: Int, offset: Int) {
    self.number = number
    self.offset = offset
    bytes.removeAll(keepingCapacity: true)
    cells.removeAll(keepingCapacity: true)
    problem = nil
  }

  /// Makes it stand for an equal row further down.
  mutating func renumber(_ number: Int) { self.number = number }

  /// Makes what was appended since `start` the cell of a column; the last one counts.
  mutating func endCell(_ column: Int, from start: Int) {
    if start == bytes.count && column >= cells.count { return }
    while cells.count <= column { cells.append(0..<0) }
    cells[column] = start..<bytes.count
  }

  /// No cell holds anything but blanks, and nothing is wrong.
  var isBlankRow: Bool { problem == nil && isBlank(bytes, 0..<bytes.count) }

  @inline(__always)
  func range(_ column: Int) -> Range<Int> { column < cells.count ? cells[column] : 0..<0 }

  func string(_ column: Int) -> String { String(decoding: bytes[range(column)], as: UTF8.self) }
}

/// The rows of one sheet, from its top; a format of workbooks.
protocol SheetRows: Sendable {
  /// Reads the next row; false behind the last one. Rows that are not in the file are left out.
  mutating func next(_ row: inout SheetRow) throws(Diagnostic) -> Bool
}
