internal import RisrosModel

/// The number formats that the cells of an Excel workbook refer to by their style.
enum CellFormats {
  private static let mostFormats = 100_000

  /// One format a style, from the part that holds them; none where the workbook has no such part.
  static func read(_ part: String?, in archive: ZipArchive) throws(Diagnostic) -> [NumberFormat] {
    guard let part, let producer = try archive.open(part) else { return [] }
    var xml = try XMLReader(
      file: archive.file, part: part, producer: producer, readBytes: Workbook.smallReadBytes)
    var named: [Int: NumberFormat] = [:]
    var formats: [NumberFormat] = []
    var isInCells = false
    while true {
      switch try xml.next() {
      case .start:
        if formats.count + named.count > mostFormats {
          throw ZipArchive.refusal("has more than \(mostFormats) styles", archive.file)
        }
        if xml.name == .numFmt, xml.depth == 3, let id = xml.number(.numFmtId),
          let code = xml.string(.formatCode)
        {
          named[id] = NumberFormat(code: code)
        } else if xml.name == .cellXfs {
          isInCells = true
        } else if xml.name == .xf && isInCells {
          let id = xml.number(.numFmtId) ?? 0
          formats.append(named[id] ?? NumberFormat(builtIn: id))
        }
      case .end: if xml.name == .cellXfs { isInCells = false }
      case .text: continue
      case .finished: return formats
      }
    }
  }
}
