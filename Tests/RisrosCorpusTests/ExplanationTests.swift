import Foundation
import Risros
import RisrosEvaluation
import RisrosLexicon
import RisrosModel
import Testing

/// What `explain` says is what the analysis did.
@Suite struct ExplanationTests {
  private let analyzer: Analyzer

  init() throws { analyzer = try Analyzer() }

  @Test(arguments: GoldTests.languages)
  func `an explanation adds up to the verdict`(_ language: String) throws {
    let texts = try GoldTests.gold(language).filter { $0.number <= 160 }.map(\.text)
    let annotations = try analyzer.annotate(texts)
    for (explanation, annotation) in zip(try analyzer.explain(texts), annotations) {
      #expect(explanation.polarity == annotation.polarity, "tracing changes nothing")
      #expect(explanation.sentiment == annotation.sentiment)
      #expect(explanation.drivers.map(\.id) == annotation.drivers.map(\.driver))
      guard explanation.lexiconLanguage.isScored else { continue }
      // The sums of what the words add are those the verdict was made of.
      let contributions = explanation.cues.map { Int(($0.contribution * 100).rounded()) }
      let praise = contributions.filter { $0 > 0 }.reduce(0, +)
      let blame = -contributions.filter { $0 < 0 }.reduce(0, +)
      #expect(abs(explanation.praise * 100 - Double(praise)) < 0.5)
      #expect(abs(explanation.blame * 100 - Double(blame)) < 0.5)
      let sum = Double(praise - blame)
      let scaled = sum / (sum * sum + 300.0 * 300.0).squareRoot()
      #expect(abs(explanation.sentiment - scaled) < 0.0002, "\(explanation.text)")
      switch explanation.reason {
      case .nothingJudged: #expect(explanation.polarity == .neutral)
      case .bothSides: #expect(explanation.polarity == .mixed)
      case .praisePrevails: #expect(explanation.polarity == .positive)
      case .blamePrevails: #expect(explanation.polarity == .negative)
      case .spoken: #expect([.positive, .negative].contains(explanation.polarity))
      }
      for cue in explanation.cues {
        // Steps lead from one value to the next.
        for (step, next) in zip(cue.steps, cue.steps.dropFirst()) {
          #expect(step.after == next.before, "\(cue.text) in \(explanation.text)")
        }
        if let last = cue.steps.last { #expect(last.after == cue.contribution) }
      }
    }
  }

  @Test func `sources lead back to the line of the word`() throws {
    let folder = try LexiconLocator.builtIn()
    for text in ["Prisen er fin, men appen er elendig", "Køen var lang og svaret ubrukelig"] {
      for cue in try analyzer.explain(text).cues where !cue.isDerived {
        let source = try #require(cue.source ?? cue.driverSource, "\(cue.text)")
        let bytes = try #require(try folder.bytes(of: source.file))
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let line = String(decoding: lines[source.line - 1], as: UTF8.self)
        let stem = cue.text.lowercased().prefix(2)
        #expect(line.hasPrefix(stem), "\(cue.text) at \(source.description): \(line)")
      }
    }
  }

  @Test func `scopes reach from the cue to what it changes`() throws {
    let explanation = try analyzer.explain("Maden var aldrig varm og lækker")
    let scope = try #require(explanation.scopes.first { $0.rule == .negation })
    #expect(scope.cue == "aldrig" && scope.cueSpan == scope.span.lowerBound..<16)
    #expect(scope.targets.allSatisfy { $0.lowerBound >= scope.cueSpan.upperBound })
    #expect(scope.span.upperBound == scope.targets.map(\.upperBound).max())
  }

  @Test(arguments: ["", "   ", "👍👍", "Hi, I would like to know where my order is please", "\u{0}x"])
  func `odd texts are explained too`(_ text: String) throws {
    let explanation = try analyzer.explain(text)
    #expect(explanation.text == text)
    #expect(explanation.polarity == (try analyzer.annotate([text])[0].polarity))
  }

  @Test func `every phrase is found that a folder of one's own adds`() throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("risros-\(UUID().uuidString)")
    let da = path.appendingPathComponent("da")
    try FileManager.default.createDirectory(at: da, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: path) }
    try Data("ikke min kop te\t-2\t-\nto, tre\t1\t-\nklokken _ præcis\t2\t-\n".utf8)
      .write(to: da.appendingPathComponent("phrases.tsv"))
    let lint = try LexiconLint.whole(
      LexiconFolder(path: path.path), over: try LexiconLocator.builtIn())
    #expect(lint.findings.map { $0.diagnostic.location?.line } == [2])
    #expect(lint.findings.map(\.kind) == [.unreachable])
  }
}
