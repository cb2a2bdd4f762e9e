internal import RisrosModel

/// The container of old Office files (Compound File Binary), in which Excel also puts workbooks that
/// are protected with a password.
enum OldOfficeFile {
  static func isMagic(_ head: [UInt8]) -> Bool {
    head.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
  }

  /// What the file is, and how to get at its rows.
  ///
  /// - Parameter directory: reads bytes from a place in the file.
  static func describe(
    _ head: [UInt8], _ read: (_ place: Int, _ count: Int) throws(Diagnostic) -> [UInt8]
  ) throws(Diagnostic) -> (message: String, remedy: String) {
    var bytes = head
    if head.count >= 512 {
      // The list of streams begins in the sector that the header names.
      let shift = min(head.uint16(at: 30), 16)
      bytes += try read((head.uint32(at: 48) + 1) << shift, 8192)
    }
    let encrypted: [UInt8] = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
    if contains(bytes, encrypted) {
      return (
        "is protected with a password", "open it, remove the password and save it again"
      )
    }
    return ("is an old Excel workbook (.xls)", "save it as .xlsx or CSV (UTF-8) and name that file")
  }

  private static func contains(_ bytes: [UInt8], _ wanted: [UInt8]) -> Bool {
    if bytes.count < wanted.count { return false }
    for start in 0...bytes.count - wanted.count
    where bytes[start] == wanted[0] && bytes[start...].starts(with: wanted) {
      return true
    }
    return false
  }
}
