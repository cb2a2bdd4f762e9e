@testable import RisrosIngest

/// Archives without compression whose check sums are right, so that what is inside them is reached.
enum StoredArchive {
  private static let names = [
    "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels", "_rels/.rels",
  ]
  private static let type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
  /// What a part is where the input has none of its own.
  private static let defaults = [
    "<worksheet><sheetData/></worksheet>", "<sst/>", "<styleSheet/>",
    "<workbook><sheets><sheet name=\"a\" id=\"1\"/></sheets></workbook>",
    "<Relationships><Relationship Id=\"1\" Type=\"\(type)worksheet\" Target=\"worksheets/sheet1.xml\"/>"
      + "<Relationship Id=\"2\" Type=\"\(type)sharedStrings\" Target=\"sharedStrings.xml\"/>"
      + "<Relationship Id=\"3\" Type=\"\(type)styles\" Target=\"styles.xml\"/></Relationships>",
    "<Relationships><Relationship Id=\"1\" Type=\"\(type)officeDocument\" Target=\"xl/workbook.xml\"/>"
      + "</Relationships>",
  ]

  /// A workbook of parts that NUL bytes divide: sheet, strings, styles, workbook, links.
  static func workbook(_ bytes: [UInt8]) -> [UInt8] {
    let parts = bytes.split(separator: 0, maxSplits: 5, omittingEmptySubsequences: false)
    return archive(
      names.indices.map { index in
        let own = index < parts.count && !parts[index].isEmpty
        return (names[index], own ? Array(parts[index]) : Array(defaults[index].utf8))
      })
  }

  private static func archive(_ entries: [(name: String, content: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    var list: [UInt8] = []
    for (name, content) in entries {
      let sum = Inflater.checkSum(0, content, 0..<content.count)
      let common =
        two(0) + two(0) + four(0) + four(Int(sum)) + four(content.count) + four(content.count)
        + two(name.utf8.count) + two(0)
      list += [0x50, 0x4B, 0x01, 0x02] + two(20) + two(20) + common + two(0) + two(0) + two(0)
      list += four(0) + four(bytes.count) + Array(name.utf8)
      bytes += [0x50, 0x4B, 0x03, 0x04] + two(20) + common + Array(name.utf8) + content
    }
    let start = bytes.count
    bytes += list + [0x50, 0x4B, 0x05, 0x06] + two(0) + two(0) + two(entries.count)
    return bytes + two(entries.count) + four(list.count) + four(start) + two(0)
  }

  private static func two(_ number: Int) -> [UInt8] {
    [UInt8(number & 0xFF), UInt8(number >> 8 & 0xFF)]
  }

  private static func four(_ number: Int) -> [UInt8] { two(number) + two(number >> 16) }
}
