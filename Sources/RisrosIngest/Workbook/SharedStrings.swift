internal import RisrosModel

/// The strings that the cells of a workbook share, read as far as they are asked for.
///
/// Workbooks list strings in the order in which cells use them first, so that the begin of a sheet
/// needs the begin of the list only.
struct SharedStrings: Sendable {
  private struct Place: BitwiseCopyable {
    var chunk: UInt32
    var start: UInt32
    var end: UInt32
  }

  /// What is left of the list; nil at its end, or where the workbook has none.
  private var xml: XMLReader?
  /// In pieces, so that a long list is not copied when it grows.
  private var chunks: [[UInt8]] = [[]]
  private var places: [Place] = []
  private var byteCount = 0
  private var plain: [UInt8] = []
  private let limits: InputLimits
  private let file: String

  private static let chunkBytes = 1 << 20
  private static let mostBytes = 512 << 20

  init(_ xml: XMLReader?, limits: InputLimits, file: String) {
    self.xml = xml
    self.limits = limits
    self.file = file
  }

  /// Appends the string of that number; false where the list is shorter.
  mutating func append(_ index: Int, to target: inout [UInt8]) throws(Diagnostic) -> Bool {
    while index >= places.count { if try !readOne() { return false } }
    let place = places[index]
    target.append(contentsOf: chunks[Int(place.chunk)][Int(place.start)..<Int(place.end)])
    return true
  }

  private mutating func readOne() throws(Diagnostic) -> Bool {
    while xml != nil {
      switch try xml!.next() {
      case .start where xml!.name == .si:
        plain.removeAll(keepingCapacity: true)
        try xml!.collectString(to: &plain, upTo: limits.fieldBytes)
        try keep()
        return true
      case .start: if xml!.depth > 1 { try xml!.skipElement() }
      case .end, .text: continue
      case .finished: xml = nil
      }
    }
    return false
  }

  private mutating func keep() throws(Diagnostic) {
    if chunks[chunks.count - 1].count + plain.count > SharedStrings.chunkBytes {
      chunks.append([])
    }
    let chunk = chunks.count - 1
    if chunks[chunk].isEmpty {
      chunks[chunk].reserveCapacity(max(plain.count, SharedStrings.chunkBytes))
    }
    let start = chunks[chunk].count
    CellText.append(plain, to: &chunks[chunk])
    let end = chunks[chunk].count
    places.append(Place(chunk: UInt32(chunk), start: UInt32(start), end: UInt32(end)))
    byteCount += end - start + MemoryLayout<Place>.size
    if byteCount > SharedStrings.mostBytes {
      throw Diagnostic(
        "the strings that the cells share take more than \(SharedStrings.mostBytes) bytes",
        category: .input, at: SourceLocation(file: file),
        remedy: "save the sheet as CSV (UTF-8) and name that file")
    }
  }
}
