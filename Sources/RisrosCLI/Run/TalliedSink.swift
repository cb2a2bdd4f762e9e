internal import RisrosModel
internal import RisrosPipeline
internal import RisrosScores

/// A sink around another: counts what became of the records and tells of the rejected ones.
struct TalliedSink<Base: BatchSink>: BatchSink {
  private(set) var base: Base
  private(set) var counts = RecordCounts()
  private(set) var cleaning = CleaningCounts()
  private let isQuiet: Bool
  /// The records are analysed, not only read.
  private let isAnalysis: Bool
  /// Where rejected records are kept, if anywhere.
  private var rejects: RejectsFile?
  /// Rejected records that are told one by one; the rest is counted.
  private static var toldOneByOne: Int { 10 }

  init(_ base: Base, isQuiet: Bool, isAnalysis: Bool, rejects: RejectsFile?) {
    self.base = base
    self.isQuiet = isQuiet
    self.isAnalysis = isAnalysis
    self.rejects = rejects
  }

  func makeLaneSink() -> any LaneSink { base.makeLaneSink() }

  mutating func emit(_ batch: inout CommentBatch) throws(Diagnostic) {
    for rejection in batch.rejections {
      if !isQuiet, counts.rejected < Self.toldOneByOne {
        var told = rejection.diagnostic
        told.severity = .warning
        Console.error(told.description)
      }
      counts.rejected += 1
    }
    try rejects?.write(batch.rejections)
    if !isQuiet {
      for note in batch.notes { Console.error(note.description) }
    }
    cleaning.merge(batch.cleaning)
    for record in 0..<batch.count {
      switch batch.status[record] {
      case .comment where !isAnalysis, .empty where !isAnalysis: counts.scored += 1
      case .comment:
        if batch.lexiconLanguage[record].isScored {
          counts.scored += 1
        } else {
          counts.setAsideByLanguage[Int(batch.language[record].rawValue)] += 1
        }
      case .empty: counts.empty += 1
      case .rejected: break
      case .duplicate: counts.duplicates += 1
      }
    }
    try base.emit(&batch)
  }

  mutating func finish(_ laneSinks: [any LaneSink]) throws(Diagnostic) {
    try base.finish(laneSinks)
  }

  /// "1502 records read: 1352 scored, 150 set aside (58 sv, 45 en, 47 empty), 0 rejected".
  var summary: String {
    var text = "\(counts.read) \(counts.read == 1 ? "record" : "records") read: "
    text += isAnalysis ? analysed : "\(counts.scored) written"
    text += ", \(counts.rejected) rejected"
    if counts.duplicates > 0 { text += ", \(counts.duplicates) duplicates" }
    return text
  }

  /// "1352 scored, 150 set aside (58 sv, 45 en, 47 empty)".
  private var analysed: String {
    var aside = Language.allCases.compactMap { language -> String? in
      let count = counts.setAside(in: language)
      return count == 0 ? nil : "\(count) \(language.code)"
    }
    if counts.empty > 0 { aside.append("\(counts.empty) empty") }
    let text = "\(counts.scored) scored, \(counts.setAside) set aside"
    return aside.isEmpty ? text : text + " (" + aside.joined(separator: ", ") + ")"
  }
}
