internal import Foundation

/// Tells whether a folder lies on another machine, where locks and syncs cannot be relied on.
enum NetworkFolder {
  static let kinds = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "9p", "ceph", "glusterfs", "fuse.sshfs",
    "fuse.glusterfs", "lustre",
  ]

  /// The kind of the network file system that a folder lies on; nil for a local one, and where the
  /// system does not tell.
  static func kind(of folder: String) -> String? {
    guard let mounts = FileManager.default.contents(atPath: "/proc/self/mountinfo") else {
      return nil
    }
    let path = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
    return kind(of: path, mounts: String(decoding: mounts, as: UTF8.self))
  }

  /// - Parameter mounts: as in `/proc/self/mountinfo`: the fifth word of a line is the place, the
  ///   word behind " - " the kind; a later line lies over an earlier one.
  static func kind(of path: String, mounts: String) -> String? {
    var best = (length: -1, kind: "")
    for line in mounts.split(separator: "\n") {
      guard let cut = line.firstRange(of: " - ") else { continue }
      let words = line[..<cut.lowerBound].split(separator: " ")
      guard words.count > 4, let kind = line[cut.upperBound...].split(separator: " ").first
      else { continue }
      let place = words[4].replacing("\\040", with: " ")
      let isInside = place == "/" || path == place || path.hasPrefix(place + "/")
      if isInside, place.count >= best.length { best = (place.count, String(kind)) }
    }
    return kinds.contains(best.kind) ? best.kind : nil
  }
}
