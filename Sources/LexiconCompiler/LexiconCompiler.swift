internal import Foundation
internal import RisrosLanguage
internal import RisrosLexicon
internal import RisrosModel

/// Compiles a folder of lexicon files into the images that programs start from, one of the lexicons
/// and one of the language model. A build step: `LexiconCompiler FOLDER IMAGE LANGUAGES-IMAGE`.
@main
struct LexiconCompiler {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 4 else {
      fail("usage: LexiconCompiler FOLDER IMAGE LANGUAGES-IMAGE")
    }
    do throws(Diagnostic) {
      let folder = LexiconFolder(path: arguments[1])
      write(LexiconImage.encode(try LexiconLibrary.loadText(from: [folder])), to: arguments[2])
      write(LanguageModelImage.encode(try LanguageModel.loadText(from: folder)), to: arguments[3])
    } catch {
      fail(error.description)
    }
  }

  private static func write(_ image: [UInt8], to path: String) {
    do {
      try Data(image).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      fail("cannot write \(path)")
    }
  }

  private static func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data((message + "\n").utf8))
    exit(1)
  }
}
