internal import RisrosLexicon
public import RisrosModel
public import RisrosPipeline

/// Takes out of comments what their writers did not write: tags, quoted mail, signatures.
///
/// The comment as read is kept beside, and all results point into it.
public struct CleanCommentsStage: Stage {
  public static let descriptor = StageDescriptor(
    name: "clean-comments",
    summary: "Cuts tags, quoted mail and signatures; decodes HTML entities.",
    reads: [],
    writes: [.edits],
    options: [
      (
        name: "cut",
        summary: "all, none, or some of markup, quotes and signatures, separated by commas"
      )
    ],
    examples: [
      StageExample("<p>K&oslash;en er lang &amp; kedelig</p>", gives: "Køen er lang & kedelig"),
      StageExample("Takk for hjelpen!\n\nMvh\nKari Nordmann", gives: "Takk for hjelpen!"),
      StageExample(
        "Nej, den virker ikke.\nDen 3. maj 2026 skrev Kundeservice:\n> Virker den nu?",
        gives: "Nej, den virker ikke."),
    ])

  /// What can be cut, as the option `cut` names it.
  public enum Part: String, CaseIterable, Sendable {
    case markup, quotes, signatures
  }

  private let mail: MailLines
  private let parts: Set<Part>

  public init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {
    mail = MailLines(try context.require(LexiconLibrary.self).mail)
    parts = try CleanCommentsStage.parts(named: options.take("cut") ?? "all")
  }

  /// Reads the option `cut`.
  /// - Throws: a usage diagnostic that lists the parts.
  public static func parts(named text: String) throws(Diagnostic) -> Set<Part> {
    switch text {
    case "all": return Set(Part.allCases)
    case "none": return []
    default: break
    }
    var parts: Set<Part> = []
    for name in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let part = Part(rawValue: String(name)) else {
        throw Diagnostic(
          "'\(name)' cannot be cut from comments", category: .usage,
          remedy: "write all, none, or some of markup, quotes and signatures, with commas")
      }
      parts.insert(part)
    }
    return parts
  }

  public func makeWorker() -> any StageWorker { CleanCommentsWorker(mail: mail, parts: parts) }
}
