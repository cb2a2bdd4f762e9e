/// A record that could not be read, and why.
public struct Rejection: Sendable {
  /// Index of the record in its batch.
  public var record: Int
  public var diagnostic: Diagnostic
  /// The record as it stands in its file, where the reader was asked to keep it.
  public var source: RejectedSource?

  public init(record: Int, diagnostic: Diagnostic, source: RejectedSource? = nil) {
    self.record = record
    self.diagnostic = diagnostic
    self.source = source
  }
}

/// A record that could not be read, as it stands in its file.
public struct RejectedSource: Sendable, Equatable {
  /// Number of the record in its file, from 1; headers do not count.
  public var row: Int
  /// Where it begins, in bytes of the file, with its byte order mark.
  public var byteOffset: Int
  /// Its bytes without the line end; in UTF-8 where the file is in another encoding.
  public var bytes: [UInt8]
  /// There are more bytes than were kept.
  public var isCut: Bool

  public init(row: Int, byteOffset: Int, bytes: [UInt8], isCut: Bool = false) {
    self.row = row
    self.byteOffset = byteOffset
    self.bytes = bytes
    self.isCut = isCut
  }
}
