internal import Foundation
internal import RisrosLexicon
internal import RisrosModel

/// Compiles a folder of lexicon files into the image that programs start from. A build step:
/// `LexiconCompiler FOLDER IMAGE`.
@main
struct LexiconCompiler {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else { fail("usage: LexiconCompiler FOLDER IMAGE") }
    do throws(Diagnostic) {
      let library = try LexiconLibrary.loadText(from: [LexiconFolder(path: arguments[1])])
      let image = Data(LexiconImage.encode(library))
      do {
        try image.write(to: URL(fileURLWithPath: arguments[2]), options: .atomic)
      } catch {
        fail("cannot write \(arguments[2])")
      }
    } catch {
      fail(error.description)
    }
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(1)
  }
}
