internal import RisrosModel

/// What is wrong with a JSON text, and where.
struct JSONError: Error, Equatable {
  var message: String
  /// Byte of the text.
  var offset: Int
  /// The text is right, and beyond a limit; then the remedy.
  var limitRemedy: String?

  /// - Parameters:
  ///   - what: what the text is not, for one that is wrong.
  ///   - remedy: how to mend such a text.
  func diagnostic(_ what: String, at location: SourceLocation, remedy: String) -> Diagnostic {
    Diagnostic(
      limitRemedy == nil ? "\(what): \(message)" : message, category: .input, at: location,
      remedy: limitRemedy ?? remedy,
      rejection: limitRemedy == nil ? .json : .length)
  }
}
