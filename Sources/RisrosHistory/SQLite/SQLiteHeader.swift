internal import Foundation

/// The first bytes of a database file.
enum SQLiteHeader {
  /// Bytes 18 and 19 say how the file is written and read: 1 for a journal, 2 for a log.
  ///
  /// SQLite opens a file with another number in byte 18 for reading only, which looks like a matter
  /// of permissions; no SQLite ever wrote one.
  static func check(_ path: String) throws(SQLiteFailure) {
    guard let file = FileHandle(forReadingAtPath: path),
      let header = try? file.read(upToCount: 20), header.count == 20
    else { return }
    guard header.dropFirst(18).allSatisfy({ (1...2).contains($0) }) else {
      throw SQLiteFailure(.corrupt, "its header is damaged", path: path)
    }
  }
}
