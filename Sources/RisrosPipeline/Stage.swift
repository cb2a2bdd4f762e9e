public import RisrosModel

/// One kind of annotation over a batch, which a stage writes and later ones read.
public enum Layer: String, Sendable, CaseIterable, Comparable {
  case edits, tokens, language, lexemes, clauses, sentiment, mentions

  public static func < (a: Layer, b: Layer) -> Bool { a.rawValue < b.rawValue }
}

/// A text and what a stage makes of it; documentation that is run as a test.
public struct StageExample: Sendable {
  public var text: String
  /// What `StageDescriptor.render` gives for the text once the stage has run.
  public var result: String

  public init(_ text: String, gives result: String) {
    self.text = text
    self.result = result
  }
}

/// The data sheet of a stage.
public struct StageDescriptor: Sendable {
  /// Lower case, a verb first: `detect-language`.
  public var name: String
  public var summary: String
  public var reads: Set<Layer>
  public var writes: Set<Layer>
  /// The options it takes, with their meaning.
  public var options: [(name: String, summary: String)]
  public var examples: [StageExample]

  public init(
    name: String, summary: String, reads: Set<Layer>, writes: Set<Layer>,
    options: [(name: String, summary: String)] = [], examples: [StageExample] = []
  ) {
    self.name = name
    self.summary = summary
    self.reads = reads
    self.writes = writes
    self.options = options
    self.examples = examples
  }
}

/// What stages share besides layers: lexicons, models, the taxonomy. One value a type.
public struct StageContext: Sendable {
  private var resources: [ObjectIdentifier: any Sendable] = [:]

  public init() {}

  public mutating func provide<Resource: Sendable>(_ resource: Resource) {
    resources[ObjectIdentifier(Resource.self)] = resource
  }

  /// The resource of a type.
  /// - Throws: a usage diagnostic if nobody provided it.
  public func require<Resource: Sendable>(_ type: Resource.Type) throws(Diagnostic) -> Resource {
    guard let found = resources[ObjectIdentifier(type)] as? Resource else {
      throw Diagnostic("a stage needs \(type), which was not loaded", category: .usage)
    }
    return found
  }
}

/// A step of the pipeline: an immutable recipe, made once, that makes one worker per lane.
public protocol Stage: Sendable {
  static var descriptor: StageDescriptor { get }

  /// - Throws: a usage diagnostic for an option whose value is wrong.
  init(options: inout StageOptions, context: StageContext) throws(Diagnostic)

  /// Makes the copy of the stage that one lane owns, with scratch buffers of its own.
  func makeWorker() -> any StageWorker
}

/// One lane's copy of a stage. It is called from one thread at a time, once a batch.
///
/// A worker writes exactly the layers its stage declares, for every comment of the batch whatever
/// its status, and leaves text and all other layers as they are; one that writes the layer `edits`
/// shortens comments by `CommentBatch.replaceText`, and may find that one is empty. The result of a
/// comment depends on that comment alone, never on its neighbours or on earlier batches.
/// `StageVerifier` checks this.
public protocol StageWorker: Sendable {
  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic)
}

/// The settings of one stage. A stage takes what it knows; what is left over is an error.
public struct StageOptions: Sendable {
  private var values: [String: String]
  private var asked: [String] = []

  public init(_ values: [String: String] = [:]) { self.values = values }

  /// Takes the value of an option, or nil where it was not given.
  public mutating func take(_ name: String) -> String? {
    asked.append(name)
    return values.removeValue(forKey: name)
  }

  /// - Throws: a usage diagnostic that names the unknown options and the known ones.
  public func finish(stage: String) throws(Diagnostic) {
    guard let unknown = values.keys.sorted().first else { return }
    let known = asked.isEmpty ? "it has none" : "it knows " + asked.sorted().joined(separator: ", ")
    throw Diagnostic(
      "stage \(stage) has no option '\(unknown)'", category: .usage, remedy: known)
  }
}
