internal import Risros
internal import RisrosModel
internal import RisrosReport
internal import RisrosText

/// An explanation for people.
struct ExplanationText {
  let explanation: Explanation
  let taxonomy: Taxonomy
  let labels: ExplanationLabels

  init(_ explanation: Explanation, _ taxonomy: Taxonomy, _ language: ReportLanguage) {
    self.explanation = explanation
    self.taxonomy = taxonomy
    labels = ExplanationLabels(language)
  }

  func rendered() -> String {
    var text = PrintableText.escaped(explanation.text) + "\n\n"
    text += heads
    guard explanation.lexiconLanguage.isScored else { return text }
    text += section(labels.clausesHeading, clauses)
    text += section(labels.wordsHeading, words)
    text += section(labels.scopesHeading, scopes)
    text += section(labels.driversHeading, drivers)
    return text
  }

  private func section(_ heading: String, _ body: String) -> String {
    "\n\(heading)\n" + (body.isEmpty ? "  \(labels.none)\n" : body)
  }

  private var heads: String {
    let code = explanation.language.code
    var language = "\(labels.name(explanation.language)) (\(code))"
    if explanation.language != .und {
      language += ", " + labels.sure(percent(explanation.confidence))
    }
    let codes = explanation.plausible.map(\.code)
    if !codes.isEmpty { language += "; " + labels.plausible(codes.joined(separator: ", ")) }
    if explanation.lexiconLanguage.isScored {
      if explanation.lexiconLanguage != explanation.language {
        language += "; " + labels.scoredAs(labels.name(explanation.lexiconLanguage))
      }
      language += "; " + labels.known(percent(explanation.coverage))
    } else {
      language += "; " + labels.setAside
    }
    var table = AlignedText(["", ""])
    table.add([labels.languageHeading, language])
    if explanation.lexiconLanguage.isScored {
      let reason = labels.reason(
        explanation, points(explanation.praise), points(-explanation.blame))
      table.add([
        labels.verdictHeading,
        "\(labels.name(explanation.polarity)) \(signed(explanation.sentiment)): \(reason)",
      ])
    }
    table.add([
      labels.tokensHeading,
      explanation.tokens.map { PrintableText.escaped($0.text) }.joined(separator: " | "),
    ])
    return table.rendered()
  }

  private var clauses: String {
    var table = AlignedText([" ", "", " ", ""])
    for (index, clause) in explanation.clauses.enumerated() {
      let weight =
        clause.weighed == clause.colour
        ? "" : "→ " + points(clause.weighed)
      table.add([
        "\(index + 1)", PrintableText.escaped(clause.text),
        clause.colour == 0 ? "" : points(clause.colour), weight,
      ])
    }
    return table.rendered(indent: 2)
  }

  private var words: String {
    var table = AlignedText(["", " ", "", ""])
    for cue in explanation.cues {
      var marks: [String] = []
      if cue.isPhrase { marks.append(labels.phrase) }
      if cue.isDerived { marks.append(labels.derived) }
      marks += cue.roles + cue.aspects
      var sources: [String] = []
      for source in [cue.source, cue.driverSource].compactMap({ $0?.description })
      where !sources.contains(source) {
        sources.append(source)
      }
      table.add([
        PrintableText.escaped(cue.text), cue.valence == 0 ? "" : points(cue.valence),
        marks.joined(separator: ", "), sources.joined(separator: " "),
      ])
      for step in cue.steps {
        let by = step.cueSpan == cue.span ? "" : " »\(PrintableText.escaped(step.cue))«"
        table.add([
          "  ", "", labels.name(step.rule) + by, "\(points(step.before)) → \(points(step.after))",
        ])
      }
    }
    return table.rendered(indent: 2)
  }

  private var scopes: String {
    let bytes = Array(explanation.text.utf8)
    var table = AlignedText(["", ""])
    for scope in explanation.scopes {
      let text = String(decoding: bytes[scope.span], as: UTF8.self)
      table.add([labels.name(scope.rule), PrintableText.escaped(text)])
    }
    return table.rendered(indent: 2)
  }

  private var drivers: String {
    var table = AlignedText(["", "", " ", "", ""])
    for driver in explanation.drivers {
      table.add([
        taxonomy.label(of: driver.driver, in: labels.language.rawValue),
        labels.name(driver.polarity),
        signed(driver.sentiment), "", "",
      ])
      for mention in driver.mentions {
        table.add([
          "  " + PrintableText.escaped(mention.text), mention.aspect,
          mention.valence == 0 ? "" : points(mention.valence), labels.origin(mention),
          mention.source?.description ?? "",
        ])
      }
    }
    return table.rendered(indent: 2)
  }

  // MARK: Numbers

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
  private func points(_ value: Double) -> String { fixed(value, 1) }
  private func signed(_ value: Double) -> String { fixed(value, 2) }

  private func fixed(_ value: Double, _ decimals: Int) -> String {
    let unit = decimals == 1 ? 10 : 100
    let scaled = Int((abs(value) * Double(unit)).rounded())
    let digits = String(scaled % unit)
    let comma = labels.language == .en ? "." : ","
    return (scaled == 0 ? "" : value < 0 ? "−" : "+") + "\(scaled / unit)\(comma)"
      + String(repeating: "0", count: decimals - digits.count) + digits
  }
}
