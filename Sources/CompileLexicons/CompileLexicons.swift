import Foundation
import PackagePlugin

/// Runs the lexicon compiler over the target's folder whenever one of its files has changed.
@main
struct CompileLexicons: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let folder = target.directoryURL
    let image = context.pluginWorkDirectoryURL.appendingPathComponent("lexicons.image")
    let languages = context.pluginWorkDirectoryURL.appendingPathComponent("languages.image")
    var inputs: [URL] = []
    for part in ["da", "nb", "nn", "shared", "languages"] {
      let files = try FileManager.default.contentsOfDirectory(
        at: folder.appendingPathComponent(part), includingPropertiesForKeys: nil)
      inputs += files.filter { $0.pathExtension == "tsv" }
    }
    return [
      .buildCommand(
        displayName: "Compiling the lexicons",
        executable: try context.tool(named: "LexiconCompiler").url,
        arguments: [folder.path, image.path, languages.path],
        inputFiles: inputs.sorted { $0.path < $1.path }, outputFiles: [image, languages])
    ]
  }
}
