internal import RisrosModel
internal import RisrosPipeline
internal import RisrosText

/// One lane's cleaner. Nearly all comments get one quick look and nothing else.
struct CleanCommentsWorker: StageWorker {
  private let markup: MarkupCleaner
  private var mail: MailCleaner
  private var cleaned = CleanedText()
  private let looksForMarkup: Bool
  private let looksForMail: Bool

  init(mail: MailLines, parts: Set<CleanCommentsStage.Part>) {
    var cleaner = MailCleaner(mail: mail)
    cleaner.cutsQuotes = parts.contains(.quotes)
    cleaner.cutsSignatures = parts.contains(.signatures)
    self.mail = cleaner
    markup = MarkupCleaner(
      cutsMarkup: parts.contains(.markup), cutsQuotes: parts.contains(.quotes))
    looksForMarkup = parts.contains(.markup) || parts.contains(.quotes)
    looksForMail = parts.contains(.quotes) || parts.contains(.signatures)
  }

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    guard looksForMarkup || looksForMail else { return }
    for comment in 0..<batch.count {
      let range = batch.textRange(of: comment)
      let found = MarkupSearch.search(batch.text, range)
      if found.hasMarkup || found.hasLines, batch.status[comment] == .comment {
        clean(comment, range, found, &batch)
      }
    }
  }

  @inline(never)
  private mutating func clean(
    _ comment: Int, _ range: Range<Int>, _ found: MarkupSearch.Finding,
    _ batch: inout CommentBatch
  ) {
    var counts = CleaningCounts()
    var isChanged =
      found.hasMarkup && looksForMarkup
      && markup.clean(batch.text, range, into: &cleaned, &counts)
    if looksForMail, isChanged || found.hasLines && mail.mayHaveMail(batch.text, range) {
      if !isChanged {
        cleaned.removeAll()
        cleaned.append(batch.text[range], readStart: 0)
      }
      mail.findCuts(cleaned.bytes, &counts)
      if !mail.cuts.isEmpty {
        cleaned.remove(mail.cuts)
        isChanged = true
      }
    }
    guard isChanged else { return }
    cleaned.trimEnd()
    counts.comments = 1
    batch.cleaning.merge(counts)
    batch.replaceText(of: comment, with: cleaned.bytes, pieces: cleaned.pieces)
    if cleaned.isBlank { batch.status[comment] = .empty }
  }
}
