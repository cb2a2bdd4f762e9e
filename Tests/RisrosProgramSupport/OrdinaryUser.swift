public import Foundation

/// A user to whom permissions mean something, as they do not to root.
public enum OrdinaryUser {
  /// What stands before a command in the shell to run it as that user: nothing where we are one
  /// already, and nil where there is no way from root to one.
  public static let prefix: String? = {
    guard geteuid() == 0 else { return "" }
    let drop = "setpriv --reuid=65534 --regid=65534 --clear-groups --"
    // The program may lie in a folder that only root can enter.
    let tried = try? Program.shell(
      "\(drop) \"$RISROS\" --version", in: FileManager.default.temporaryDirectory)
    return tried?.exit == 0 ? drop : nil
  }()

  /// Gives a folder and all that is in it to that user.
  public static func hand(over folder: URL) throws {
    guard geteuid() == 0 else { return }
    _ = try Program.shell("chown -R 65534:65534 .", in: folder)
  }
}
