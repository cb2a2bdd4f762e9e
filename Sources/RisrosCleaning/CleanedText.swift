internal import RisrosModel

/// A comment on its way through cleaning: its bytes, and what of the comment as read each stretch of
/// them stands for.
///
/// One a lane, emptied and filled again, so that nothing is allocated but to grow.
struct CleanedText: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var pieces: [TextEdits.Piece] = []
  private var spareBytes: [UInt8] = []
  private var sparePieces: [TextEdits.Piece] = []

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
  }

  /// Appends bytes as they are.
  ///
  /// - Parameter readStart: offset of the first in the comment as read.
  mutating func append(_ copied: ArraySlice<UInt8>, readStart: Int) {
    if copied.isEmpty { return }
    pieces.append(
      .init(start: bytes.count, readStart: readStart, readEnd: readStart + copied.count))
    bytes += copied
  }

  /// Appends bytes that stand for other ones.
  mutating func append(_ inserted: some Collection<UInt8>, standingFor read: Range<Int>) {
    if inserted.isEmpty { return }
    pieces.append(
      .init(start: bytes.count, readStart: read.lowerBound, readEnd: read.upperBound))
    bytes += inserted
  }

  /// Takes out ranges, which ascend and do not overlap.
  mutating func remove(_ cuts: [Range<Int>]) {
    if cuts.isEmpty { return }
    swap(&bytes, &spareBytes)
    swap(&pieces, &sparePieces)
    removeAll()
    var cut = 0
    for (index, piece) in sparePieces.enumerated() {
      let end = index + 1 < sparePieces.count ? sparePieces[index + 1].start : spareBytes.count
      var at = piece.start
      while at < end {
        while cut < cuts.count, cuts[cut].upperBound <= at { cut += 1 }
        if cut < cuts.count, cuts[cut].lowerBound <= at {
          at = min(end, cuts[cut].upperBound)
          continue
        }
        let stop = cut < cuts.count ? min(end, cuts[cut].lowerBound) : end
        if end - piece.start == piece.readEnd - piece.readStart {
          append(spareBytes[at..<stop], readStart: piece.readStart + at - piece.start)
        } else {
          append(spareBytes[at..<stop], standingFor: piece.readStart..<piece.readEnd)
        }
        at = stop
      }
    }
  }

  /// Takes out white space at the end, which what was cut has left behind.
  mutating func trimEnd() {
    let end = (bytes.lastIndex { $0 > 0x20 } ?? -1) + 1
    if end < bytes.count { remove([end..<bytes.count]) }
  }

  /// Nothing but white space is left.
  var isBlank: Bool { BlankText.isBlank(bytes, 0..<bytes.count) }
}
