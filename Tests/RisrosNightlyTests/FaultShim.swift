import Foundation
import RisrosProgramSupport

/// `faults.c`, compiled: makes a chosen system call of the program fail, or ends it there.
struct FaultShim: Sendable {
  private let scratch: Scratch
  private let library: String

  /// nil where there is no C compiler, or libraries cannot be loaded before others.
  static let shared: FaultShim? = try? FaultShim()

  private init() throws {
    #if os(Linux)
      scratch = try Scratch()
      library = scratch.url("faults.so").path
      let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("faults.c").path
      let compiled = try Program.shell(
        """
        for cc in clang cc gcc; do
          command -v $cc >/dev/null && $cc -shared -fPIC -O1 -o '\(library)' '\(source)' -ldl && exit 0
        done
        exit 1
        """, in: scratch.folder)
      guard compiled.exit == 0 else { throw Program.Failure(description: compiled.errors) }
    #else
      throw Program.Failure(description: "LD_PRELOAD is Linux's")
    #endif
  }

  /// The environment that makes a call fail.
  ///
  /// - Parameters:
  ///   - call: counted from 1 over the calls that change files in the folder.
  ///   - error: the code it fails with, or nil for the end of the process.
  ///   - disk: a folder that takes what a disk holds for sure; see `Disk`.
  func environment(
    _ folder: URL, call: Int, error: Int32?, log: URL? = nil, disk: URL? = nil
  ) -> [String: String] {
    var environment = [
      "LD_PRELOAD": library, "FAULT_ROOT": folder.path, "FAULT_CALL": "\(call)",
      "FAULT_ERRNO": "\(error ?? 0)",
    ]
    if let log { environment["FAULT_LOG"] = log.path }
    if let disk { environment["FAULT_DISK"] = disk.path }
    return environment
  }
}
