internal import RisrosHistory
internal import RisrosModel

/// What is to be done with a file of the inbox.
enum FilePlan: Sendable {
  /// It was read as it is now.
  case nothing
  case read(FileTask)
  case failed(Diagnostic)
}

/// A file to be read, and what is known of it.
struct FileTask: Sendable {
  enum Change: String, Sendable {
    case new, grown, rewritten, truncated, moved, settled
  }

  var file: InboxFile
  var change: Change
  /// SHA-256 of all its bytes.
  var hash: [UInt8]
  /// Records at its beginning that were read before, in this file or under another name.
  var knownRecords: Int
  /// Whether the last record may still be written, because no line end follows it.
  var hasOpenEnd: Bool
  /// The last record waits for the next run.
  var holdsBack: Bool
  /// The file it was before it was moved.
  var movedFrom: String?
  /// All of it was read under that name.
  var isCopy: Bool
}

/// Tells apart which files are new, grown, rewritten, truncated or moved.
///
/// A file with the size, the time and the place on the disk of the last run is not opened at all,
/// unless it was changed so shortly before it was read that a later change could have the same time.
/// Any other file is read once for its hash, and the hashes of those beginnings that are as long as
/// a file of the ledger: the longest that is equal tells what was read of it before.
struct FilePlanner: Sendable {
  /// A file changed within this time before it was read may have been changed once more.
  static let suspectNanoseconds = 2_000_000_000

  private let ledger: [String: LedgerFile]
  private let byHash: [[UInt8]: [LedgerFile]]
  private let sizes: [Int]
  private let configuration: NightlyConfiguration
  private let now: Int

  init(_ ledger: [LedgerFile], _ configuration: NightlyConfiguration, now: Int) {
    self.ledger = Dictionary(uniqueKeysWithValues: ledger.map { ($0.path, $0) })
    byHash = Dictionary(grouping: ledger.filter { $0.size > 0 }, by: \.hash)
    sizes = Array(Set(ledger.map(\.size)))
    self.configuration = configuration
    self.now = now
  }

  func plan(_ file: InboxFile) -> FilePlan {
    do throws(Diagnostic) {
      return try look(at: file)
    } catch {
      return .failed(error)
    }
  }

  private func look(at file: InboxFile) throws(Diagnostic) -> FilePlan {
    let status = file.status
    guard status.isRegular else {
      throw Diagnostic(
        "is no regular file", category: .input, at: SourceLocation(file: file.path),
        remedy: "a nightly run reads files that stay; pipe others through risros analyze")
    }
    let entry = ledger[file.name]
    let isSettled = (now - status.modified).magnitude >= UInt(configuration.settle) * 1_000_000_000
    if let entry, isSame(entry, status), !(entry.isHeldBack && isSettled) {
      if entry.read - entry.modified >= FilePlanner.suspectNanoseconds { return .nothing }
    }
    let digest = try FileDigest(of: file.path, size: status.size, lengths: sizes)
    let hash = digest.hashes[status.size] ?? []
    if let entry, entry.size == status.size, entry.hash == hash,
      !(entry.isHeldBack && isSettled)
    {
      return .nothing
    }
    let (base, isOwn) = longest(digest, entry, status)
    let change: FileTask.Change
    if let base {
      if isOwn {
        change = base.size == status.size ? .settled : .grown
      } else {
        change = .moved
      }
    } else if let entry {
      change = status.size < entry.size ? .truncated : .rewritten
    } else {
      change = .new
    }
    let isCopy = base.map { !isOwn && $0.size == status.size && !$0.isHeldBack } ?? false
    return .read(
      FileTask(
        file: file, change: change, hash: hash, knownRecords: base?.records ?? 0,
        hasOpenEnd: !digest.endsWithLine, holdsBack: !digest.endsWithLine && !isSettled,
        movedFrom: isOwn ? nil : base?.path, isCopy: isCopy))
  }

  private func isSame(_ entry: LedgerFile, _ status: FileStatus) -> Bool {
    entry.size == status.size && entry.modified == status.modified
      && entry.inode == status.inode && entry.device == status.device
  }

  /// The longest file of the ledger that this one begins with.
  ///
  /// Of other files only one that lay in the same place on the disk, or has the same bytes, counts:
  /// two exports may begin alike and have nothing to do with each other.
  private func longest(
    _ digest: FileDigest, _ entry: LedgerFile?, _ status: FileStatus
  ) -> (LedgerFile?, isOwn: Bool) {
    for size in digest.hashes.keys.sorted(by: >) where size > 0 {
      let equal = (byHash[digest.hashes[size]!] ?? []).filter { $0.size == size }
      if let own = equal.first(where: { $0.path == entry?.path }) { return (own, true) }
      let moved = equal.filter {
        $0.size == status.size || $0.inode == status.inode && $0.device == status.device
      }
      if let other = moved.min(by: { $0.path < $1.path }) { return (other, false) }
    }
    return (nil, false)
  }
}
