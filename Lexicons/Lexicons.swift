internal import Foundation

/// The lexicons that come with risros, as a resource of the package.
public enum Lexicons {
  /// The folder that holds `da`, `nb`, `nn`, `shared` and `languages`, or nil where the resources
  /// were not installed beside the program.
  public static var bundledFolder: String? {
    let bundle = Bundle.module.resourcePath ?? Bundle.module.bundlePath
    return FileManager.default.fileExists(atPath: bundle + "/shared") ? bundle : nil
  }
}
