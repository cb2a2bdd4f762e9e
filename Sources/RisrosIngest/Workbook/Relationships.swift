internal import RisrosModel

/// Which parts of a workbook a part refers to, by the ids it uses for them.
struct Relationships: Sendable {
  struct Target: Sendable {
    var id: String
    /// The last word of the address that names the type: `worksheet`, `sharedStrings`.
    var type: String
    /// Place in the archive; nil for what lies outside.
    var part: String?
  }

  private(set) var targets: [Target] = []
  private static let mostTargets = 10_000

  /// Those of a part; none where the archive has no list of them. "" is the whole workbook.
  init(of part: String, in archive: ZipArchive) throws(Diagnostic) {
    var folder = part.split(separator: "/").map(String.init)
    let name = folder.popLast() ?? ""
    let list = (folder + ["_rels", name + ".rels"]).joined(separator: "/")
    guard let producer = try archive.open(list) else { return }
    var xml = try XMLReader(
      file: archive.file, part: list, producer: producer, readBytes: Workbook.smallReadBytes)
    while true {
      switch try xml.next() {
      case .start where xml.name == .relationship:
        if targets.count == Relationships.mostTargets {
          throw ZipArchive.refusal("has too many links between its parts", archive.file)
        }
        let isOutside = xml.string(.targetMode)?.lowercased() == "external"
        let type = xml.string(.type)?.split(separator: "/").last.map(String.init)
        targets.append(
          Target(
            id: xml.string(.identifier) ?? "", type: type ?? "",
            part: isOutside ? nil : Relationships.resolve(xml.string(.target) ?? "", folder)))
      case .finished: return
      default: continue
      }
    }
  }

  /// The first target of a type that lies in the archive.
  func part(ofType type: String) -> String? {
    targets.first { $0.type == type && $0.part != nil }?.part
  }

  /// A path from the root of the archive; nil for one that leads out of it.
  static func resolve(_ target: String, _ folder: [String]) -> String? {
    var path = target.hasPrefix("/") ? [] : folder
    for step in target.split(separator: "/") where step != "." {
      if step != ".." {
        path.append(String(step))
      } else if path.popLast() == nil {
        return nil
      }
    }
    return path.joined(separator: "/")
  }
}
