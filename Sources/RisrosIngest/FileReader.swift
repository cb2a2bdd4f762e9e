internal import RisrosModel
internal import RisrosPipeline

/// Reads the records of one file; `InputReader` chains them to one input.
protocol FileReader: RecordReader {
  /// Appends records until the batch holds `targetBytes`, until more input would have to be waited
  /// for while the batch holds records, or until the file ends.
  mutating func fill(
    _ batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> FillOutcome
}

enum FillOutcome: Sendable {
  /// The batch is to be processed before more is read.
  case batchIsDue
  case fileIsAtEnd
}

extension FileReader {
  /// Where one file is all of the input.
  mutating func read(
    into batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    _ = try fill(&batch, targetBytes: targetBytes)
    return batch.count > 0
  }
}

extension CommentBatch {
  /// The batch holds enough: its text, or what else records bring along.
  @inline(__always)
  func isFull(targetBytes: Int, pendingFieldBytes: Int = 0) -> Bool {
    textByteCount >= targetBytes || fieldBytes.count + pendingFieldBytes >= 4 * targetBytes
      || rejections.count >= 4096
      || !rejections.isEmpty && rejectedBytesAreFull(targetBytes)
  }

  /// What is kept of rejected records is enough; short ones are summed up now and then only.
  private func rejectedBytesAreFull(_ targetBytes: Int) -> Bool {
    guard let last = rejections.last?.source, last.bytes.count > 4096 || rejections.count % 64 == 0
    else { return false }
    return rejections.reduce(0) { $0 + ($1.source?.bytes.count ?? 0) } >= 4 * targetBytes
  }

  /// Appends a record that cannot be read, with empty fields.
  ///
  /// - Parameter source: its bytes, where they are kept; see `TextWindow.source`.
  mutating func reject(
    _ diagnostic: Diagnostic, fieldCount: Int, source: RejectedSource? = nil
  ) {
    dropPendingText()
    for _ in 0..<fieldCount { fieldEnd.append(UInt32(fieldBytes.count)) }
    endComment(status: .rejected)
    rejections.append(
      Rejection(record: count - 1, diagnostic: diagnostic, source: source))
  }
}

/// Whether a field holds no comment: white space, or what programs write where they have nothing,
/// `NULL` and `\N` of databases, `NaN` and `#N/A` of tables.
@inline(__always)
func holdsNoComment(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
  isBlank(bytes, range) || range.count <= 4 && isNothing(bytes, range)
}

/// `BlankText.isBlank`, with a short way for what most fields begin with.
@inline(__always)
func isBlank(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
  if range.isEmpty { return true }
  if bytes[range.lowerBound] > 0x20 && bytes[range.lowerBound] != 0xC2 { return false }
  return BlankText.isBlank(bytes, range)
}

private func isNothing(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
  switch range.count {
  case 2: bytes[range].elementsEqual("\\N".utf8)
  case 3: bytes[range].elementsEqual("NaN".utf8)
  case 4: bytes[range].elementsEqual("NULL".utf8) || bytes[range].elementsEqual("#N/A".utf8)
  default: false
  }
}
