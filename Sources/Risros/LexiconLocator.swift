internal import Foundation
internal import Lexicons
public import RisrosLexicon
public import RisrosModel

/// Finds the built-in lexicons.
public enum LexiconLocator {
  /// The folder of the built-in lexicons: `RISROS_LEXICONS`, the package's resources, a folder
  /// beside the program or under `../share/risros`, then `Lexicons` in the working directory.
  ///
  /// - Throws: a usage diagnostic that lists the places looked at.
  public static func builtIn() throws(Diagnostic) -> LexiconFolder {
    let environment = ProcessInfo.processInfo.environment
    var places: [String] = []
    if let named = environment["RISROS_LEXICONS"], !named.isEmpty {
      let folder = LexiconFolder(path: named)
      if folder.isComplete { return folder }
      throw Diagnostic(
        "RISROS_LEXICONS names '\(named)', which holds no lexicons", category: .usage,
        remedy: "name the folder that holds da, nb, nn, shared and languages")
    }
    let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent().path
    places.append(program + "/risros_Lexicons.resources")
    places.append(program + "/Lexicons")
    places.append(program + "/../share/risros/Lexicons")
    if let bundled = Lexicons.bundledFolder { places.append(bundled) }
    places.append("Lexicons")
    for place in places {
      let folder = LexiconFolder(path: place)
      if folder.isComplete { return folder }
    }
    throw Diagnostic(
      "the built-in lexicons were not found", category: .usage,
      remedy:
        "set RISROS_LEXICONS to the folder that holds da, nb, nn, shared and languages; looked"
        + " in " + places.joined(separator: ", "))
  }
}
