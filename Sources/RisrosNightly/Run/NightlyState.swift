internal import Foundation
internal import RisrosHistory
internal import RisrosModel
internal import RisrosText

/// The state folder of a configuration: store, lock, and the reports of single runs.
public struct NightlyState: Sendable {
  public let folder: String

  public init(folder: String) { self.folder = folder }

  public var store: String { folder + "/" + Store.fileName }
  var lock: String { folder + "/lock" }
  var runReports: String { folder + "/runs" }
  /// Says that a run was kept here: an empty store beside it has lost something.
  private var mark: String { folder + "/in-use" }

  func make() throws(Diagnostic) {
    let parts = folder.split(separator: "/", omittingEmptySubsequences: false)
    // Folders above are made as usual, the state itself for this user alone.
    if parts.count > 1 {
      let parent = parts.dropLast().joined(separator: "/")
      if !parent.isEmpty {
        try? FileManager.default.createDirectory(
          atPath: parent, withIntermediateDirectories: true)
      }
    }
    try DurableFile.makePrivateFolder(folder)
    try DurableFile.makePrivateFolder(runReports)
  }

  func runReport(_ run: Int) -> String {
    let digits = String(run)
    return runReports + "/" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
      + ".json"
  }

  func setInUse() throws(Diagnostic) { try DurableFile.write([], to: mark) }

  // MARK: The store

  /// A store that is open for writing, and whether it had to be made anew.
  struct Opened {
    var store: StoreBox
    /// Where the damaged one went and what was wrong with it.
    var damage: String?
  }

  /// Opens the store and looks for damage; a damaged one is moved aside and a new one made.
  ///
  /// - Parameter time: goes into the name of what is moved aside.
  func open(time: String) throws(Diagnostic) -> Opened {
    var damage = "it is gone"
    let size = try? FileManager.default.attributesOfItem(atPath: store)[.size] as? Int
    if FileManager.default.fileExists(atPath: mark), (size ?? 0) == 0 {
      if size != nil { damage = "it is empty" }
      return try anew(damage, time)
    }
    do throws(SQLiteFailure) {
      let box = try StoreBox(path: store)
      let problems = try box.use { (store) throws(SQLiteFailure) in try store.check() }
      if let first = problems.first {
        damage = problems.count == 1 ? first : "\(first), and \(problems.count - 1) more"
      } else if FileManager.default.fileExists(atPath: mark),
        try box.use({ (store) throws(SQLiteFailure) in try store.runs(last: 1) }).isEmpty
      {
        damage = "it is empty"
      } else {
        return Opened(store: box)
      }
    } catch {
      guard error.isDamage else { throw error.diagnostic }
      damage = error.message
    }
    return try anew(damage, time)
  }

  /// Moves a damaged store aside, which nobody may hold open, and makes a new one.
  func anew(_ damage: String, _ time: String) throws(Diagnostic) -> Opened {
    let aside = try moveAside(time: time)
    do {
      return Opened(
        store: try StoreBox(path: store),
        damage: "the store was damaged (\(damage))"
          + (aside.map { "; it is now \($0)" } ?? "")
          + "; a new one is made from the files that are still there")
    } catch {
      throw error.diagnostic
    }
  }

  /// Renames the store. Its log goes first: beside a new store it would be taken for its own.
  func moveAside(time: String, as ending: String = "corrupt") throws(Diagnostic) -> String? {
    let stamp = time.replacing(":", with: "").replacing("-", with: "")
    var aside = "\(store).\(ending)-\(stamp)"
    var count = 1
    while FileManager.default.fileExists(atPath: aside) {
      count += 1
      aside = "\(store).\(ending)-\(stamp)-\(count)"
    }
    for part in ["-wal", "-shm", ""]
    where FileManager.default.fileExists(atPath: store + part) {
      try DurableFile.move(store + part, to: aside + part)
    }
    try? FileManager.default.removeItem(atPath: mark)
    try ReplacementFile.syncFolder(of: store)
    return FileManager.default.fileExists(atPath: aside) ? aside : nil
  }
}
