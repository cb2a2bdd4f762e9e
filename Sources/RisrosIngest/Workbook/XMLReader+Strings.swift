internal import RisrosModel

extension XMLReader {
  /// Appends all text in the element that has just begun, up to its end, except what is in elements
  /// inside it; stops copying at `limit` bytes, one more than that tells.
  mutating func collectText(to target: inout [UInt8], upTo limit: Int) throws(Diagnostic) {
    let start = target.count
    while true {
      switch try next() {
      case .start: try skipElement()
      case .text: if target.count - start <= limit { try appendText(to: &target) }
      case .end, .finished: return
      }
    }
  }

  /// Appends the text of a shared or inline string: plain or in runs, without hints on how to
  /// pronounce it. Blanks at its ends count where the file says so.
  mutating func collectString(to target: inout [UInt8], upTo limit: Int) throws(Diagnostic) {
    let outside = depth - 1
    let start = target.count
    var keepsFirst: Bool?
    var keepsLast = true
    while true {
      switch try next() {
      case .start where name == .t:
        keepsLast = attribute(.space) != nil && string(.space) == "preserve"
        keepsFirst = keepsFirst ?? keepsLast
        try collectText(to: &target, upTo: max(0, limit - (target.count - start)))
      case .start where name == .r: continue
      case .start: try skipElement()
      case .end where depth > outside: continue
      case .text: continue
      case .end, .finished:
        trim(&target, from: start, begin: keepsFirst == false, end: !keepsLast)
        return
      }
    }
  }

  private func trim(_ target: inout [UInt8], from start: Int, begin: Bool, end: Bool) {
    while end && target.count > start && XMLTag.isBlank(target[target.count - 1]) {
      target.removeLast()
    }
    guard begin, target.count > start, XMLTag.isBlank(target[start]) else { return }
    let first = target[start...].firstIndex { !XMLTag.isBlank($0) } ?? target.count
    target.removeSubrange(start..<first)
  }
}

/// Names in the parts of an Excel workbook (ECMA-376 part 1, SpreadsheetML).
extension XMLName {
  static let c = XMLName("c")
  static let cellXfs = XMLName("cellXfs")
  static let date1904 = XMLName("date1904")
  static let formatCode = XMLName("formatCode")
  static let id = XMLName("id")
  static let identifier = XMLName("Id")
  static let inline = XMLName("is")
  static let name = XMLName("name")
  static let numFmt = XMLName("numFmt")
  static let numFmtId = XMLName("numFmtId")
  static let r = XMLName("r")
  static let relationship = XMLName("Relationship")
  static let row = XMLName("row")
  static let s = XMLName("s")
  static let sheet = XMLName("sheet")
  static let sheetData = XMLName("sheetData")
  static let si = XMLName("si")
  static let space = XMLName("space")
  static let state = XMLName("state")
  static let t = XMLName("t")
  static let target = XMLName("Target")
  static let targetMode = XMLName("TargetMode")
  static let type = XMLName("Type")
  static let v = XMLName("v")
  static let workbookPr = XMLName("workbookPr")
  static let worksheet = XMLName("worksheet")
  static let xf = XMLName("xf")
}
