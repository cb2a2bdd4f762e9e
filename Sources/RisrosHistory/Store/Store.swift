internal import Foundation
internal import RisrosModel

/// The memory of nightly runs: runs, files, records counted already, and driver scores by run, day,
/// segment and language, in one SQLite database.
///
/// Everything of a run is written in one transaction, committed when its reports are in place. The
/// write-ahead log is synced at each commit (`synchronous=FULL`), so that what is committed survives
/// a power cut. All sums are integers: adding them up in any order gives the same figures.
///
/// A store is used by one thread at a time, and written to only by who holds the run lock.
public final class Store {
  public static let fileName = "risros.sqlite"

  public let path: String
  private(set) var database: SQLiteDatabase

  /// Opens a store; one that is to be written to is made, or brought to this version.
  ///
  /// - Throws: `corrupt` for a damaged file, `foreign` for another program's database and for the
  ///   store of a newer version.
  public init(path: String, access: SQLiteDatabase.Access) throws(SQLiteFailure) {
    self.path = path
    try SQLiteHeader.check(path)
    database = try SQLiteDatabase(path: path, access: access)
    do throws(SQLiteFailure) {
      try database.run("PRAGMA busy_timeout=5000")
      try checkKind()
    } catch {
      // A log makes readers write too, to a file beside the store. Where that may not be, nobody
      // writes: all there is stands in the store, if a log does not say otherwise.
      guard access == .readOnly, error.kind == .notAllowed, Store.hasNoLog(path) else {
        throw error
      }
      database = try SQLiteDatabase(path: path, access: .immutable)
      try checkKind()
    }
    if access == .readWrite {
      // Text that was pruned must not stay in free pages.
      try database.run(
        """
        PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;
        PRAGMA secure_delete=ON
        """)
      try migrate()
    }
  }

  private static func hasNoLog(_ path: String) -> Bool {
    let size = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
    return (size ?? 0) == 0
  }

  private func pragma(_ name: String) throws(SQLiteFailure) -> Int {
    try database.first("PRAGMA \(name)") { $0.int(0) } ?? 0
  }

  /// Tells our own stores from others, and sound tables from damaged ones.
  ///
  /// The tables speak before the numbers of the header do: a store whose tables are ours and whose
  /// header says otherwise is a damaged one. So every version must change the tables.
  private func checkKind() throws(SQLiteFailure) {
    let found = try StoreSchema.tables(of: database)
    let version = try pragma("user_version")
    if found.isEmpty, version == 0 { return }
    let newest = try StoreSchema.tables(ofVersion: StoreSchema.version)
    let isNewest = newest.isSubset(of: found)
    if try pragma("application_id") != StoreSchema.applicationID {
      guard isNewest else {
        throw SQLiteFailure(.foreign, "this is another program's database", path: path)
      }
      throw SQLiteFailure(.corrupt, "its header does not name risros", path: path)
    }
    if version > StoreSchema.version, !isNewest {
      throw SQLiteFailure(
        .foreign,
        "the store has version \(version), made by a newer risros; this one knows version"
          + " \(StoreSchema.version)", path: path)
    }
    guard (1...StoreSchema.version).contains(version),
      try StoreSchema.tables(ofVersion: version).isSubset(of: found)
    else {
      throw SQLiteFailure(.corrupt, "its tables are not those that were made", path: path)
    }
  }

  private func migrate() throws(SQLiteFailure) {
    let version = try pragma("user_version")
    if version == StoreSchema.version { return }
    try transaction { () throws(SQLiteFailure) in
      for step in StoreSchema.steps[version...] { try database.run(step) }
      try database.run(
        "PRAGMA application_id=\(StoreSchema.applicationID);"
          + "PRAGMA user_version=\(StoreSchema.version)")
    }
  }

  // MARK: Transactions

  /// Runs a body that is kept as a whole or not at all.
  public func transaction<Failure: Error>(
    _ body: () throws(Failure) -> Void
  ) throws(SQLiteFailure) {
    try database.run("BEGIN IMMEDIATE")
    do {
      try body()
      try database.run("COMMIT")
    } catch {
      // SQLite rolls some failures back by itself; then there is nothing left to do.
      try? database.run("ROLLBACK")
      throw (error as? SQLiteFailure) ?? SQLiteFailure(.other, "\(error)", path: path)
    }
  }

  public func begin() throws(SQLiteFailure) { try database.run("BEGIN IMMEDIATE") }
  public func commit() throws(SQLiteFailure) { try database.run("COMMIT") }
  public func rollback() { try? database.run("ROLLBACK") }

  /// Marks the place that `undo` goes back to, until `keep`; for one file of a run.
  public func mark() throws(SQLiteFailure) { try database.run("SAVEPOINT file") }
  public func keep() throws(SQLiteFailure) { try database.run("RELEASE file") }
  public func undo() throws(SQLiteFailure) {
    try database.run("ROLLBACK TO file; RELEASE file")
  }

  /// Writes the log back into the database and empties it, so that one file holds everything.
  public func checkpoint() throws(SQLiteFailure) {
    try database.run("PRAGMA wal_checkpoint(TRUNCATE)")
  }
}
