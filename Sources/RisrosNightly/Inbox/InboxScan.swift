internal import Foundation
internal import RisrosModel

/// A file of the inbox.
struct InboxFile: Sendable {
  /// As the ledger names it: relative to the configuration's folder unless it was given whole.
  var name: String
  /// As the program opens it.
  var path: String
  var status: FileStatus
}

/// Finds the files that folders, globs and names of the configuration stand for.
struct InboxScan: Sendable {
  private(set) var files: [InboxFile] = []
  /// What could not be looked at, by the name it has in the configuration.
  private(set) var failures: [(name: String, diagnostic: Diagnostic)] = []
  private let configuration: NightlyConfiguration

  /// Files in the order of their names, each once. Names that begin with a dot are passed over
  /// unless they are written out.
  init(_ configuration: NightlyConfiguration) {
    self.configuration = configuration
    var found: [String: InboxFile] = [:]
    for entry in configuration.inbox {
      let names = InboxScan.isPattern(entry) ? expand(entry) : [entry]
      for name in names {
        do throws(Diagnostic) {
          let path = configuration.resolved(name)
          let status = try FileStatus(of: path)
          if status.isFolder {
            if InboxScan.isPattern(entry) { continue }
            for (name, file) in try filesOf(folder: name) { found[name] = file }
          } else {
            found[name] = InboxFile(name: name, path: path, status: status)
          }
        } catch {
          failures.append((name, error))
        }
      }
    }
    files = found.values.sorted { $0.name < $1.name }
  }

  private func filesOf(folder: String) throws(Diagnostic) -> [(String, InboxFile)] {
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    var files: [(String, InboxFile)] = []
    for entry in try entries(of: folder) where !entry.hasPrefix(".") {
      let path = configuration.resolved(base + entry)
      // A file that is gone again, or may not be looked at, shows when it is read.
      guard let status = try? FileStatus(of: path), !status.isFolder else { continue }
      files.append((base + entry, InboxFile(name: base + entry, path: path, status: status)))
    }
    return files
  }

  private func entries(of folder: String) throws(Diagnostic) -> [String] {
    let path = configuration.resolved(folder)
    do {
      return try FileManager.default.contentsOfDirectory(atPath: path.isEmpty ? "." : path)
    } catch {
      throw Diagnostic(
        "the folder cannot be looked into", category: .input, at: SourceLocation(file: path),
        remedy: "see that it exists and that this user may read it")
    }
  }

  // MARK: Globs

  static func isPattern(_ name: String) -> Bool { name.contains { "*?[".contains($0) } }

  /// The files that a glob stands for: `*` and `?` stop at slashes, `[a-z]` is one character.
  private mutating func expand(_ pattern: String) -> [String] {
    var names = [pattern.hasPrefix("/") ? "/" : ""]
    for part in pattern.split(separator: "/").map(String.init) {
      var next: [String] = []
      for name in names {
        if !InboxScan.isPattern(part) {
          next.append(InboxScan.joined(name, part))
          continue
        }
        do throws(Diagnostic) {
          next += try entries(of: name)
            .filter { (part.hasPrefix(".") || !$0.hasPrefix(".")) && InboxScan.matches($0, part) }
            .map { InboxScan.joined(name, $0) }
        } catch {
          failures.append((name.isEmpty ? "." : name, error))
        }
      }
      names = next
    }
    return names.filter { FileManager.default.fileExists(atPath: configuration.resolved($0)) }
  }

  private static func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// Whether a name fits a pattern; takes time in the product of their lengths at most.
  static func matches(_ name: String, _ pattern: String) -> Bool {
    let (name, pattern) = (Array(name.unicodeScalars), Array(pattern.unicodeScalars))
    var (n, p) = (0, 0)
    // Where to go on when a star has to take one more.
    var retry: (n: Int, p: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == "*" {
        retry = (n, p)
        p += 1
      } else if p < pattern.count, let end = one(name[n], pattern, p) {
        n += 1
        p = end
      } else if let last = retry {
        retry = (last.n + 1, last.p)
        (n, p) = (last.n + 1, last.p + 1)
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == "*" }
  }

  /// Whether one character fits the pattern at a place; returns the place behind it.
  private static func one(
    _ scalar: Unicode.Scalar, _ pattern: [Unicode.Scalar], _ place: Int
  ) -> Int? {
    if pattern[place] == "?" { return place + 1 }
    guard pattern[place] == "[", let close = pattern[(place + 1)...].dropFirst().firstIndex(of: "]")
    else { return pattern[place] == scalar ? place + 1 : nil }
    var members = pattern[(place + 1)..<close]
    let isNegated = members.first == "!" || members.first == "^"
    if isNegated { members.removeFirst() }
    var fits = false
    var at = members.startIndex
    while at < members.endIndex {
      if at + 2 < members.endIndex, members[at + 1] == "-" {
        fits =
          fits
          || (members[at].value...max(members[at].value, members[at + 2].value))
            .contains(scalar.value)
        at += 3
      } else {
        fits = fits || members[at] == scalar
        at += 1
      }
    }
    return fits != isNegated ? close + 1 : nil
  }
}
