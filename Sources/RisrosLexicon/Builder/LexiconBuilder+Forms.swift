internal import RisrosModel
internal import RisrosText

// Forms of words, by their hash.
extension LexiconBuilder {
  /// All forms of a lemma by its class and its own list, or a phrase where the term has blanks.
  mutating func addForms(
    _ file: TableFile, _ row: borrowing TableFile.Row, className: Range<Int>, extra: Int,
    _ entry: LexiconEntry
  ) throws(Diagnostic) {
    let term = file.bytes[row.fields[0]]
    if term.contains(UInt8(ascii: " ")) {
      try addTerm(file, row, entry)
      return
    }
    let number = newEntry(entry)
    func addAll(_ lemma: ArraySlice<UInt8>, _ builder: inout LexiconBuilder) {
      if className.isEmpty {
        builder.scratch.removeAll(keepingCapacity: true)
        builder.scratch.append(contentsOf: lemma)
        builder.addScratch(entry, number)
        return
      }
      var forms = builder.scratch
      let inflections = builder.inflections
      inflections.forEachForm(of: lemma, class: file.bytes[className], scratch: &forms) { form in
        builder.addForm(&form, entry, number)
      }
      builder.scratch = forms
    }
    if term.contains(UInt8(ascii: "{")) {
      for lemma in try alternatives(file, row) { addAll(lemma[...], &self) }
    } else {
      addAll(term, &self)
    }
    let extras = file.field(extra, of: row)
    if !extras.isEmpty {
      for form in file.bytes[extras].split(separator: UInt8(ascii: " ")) {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: form)
        addScratch(entry, number)
      }
    }
  }

  /// A single form or a phrase, with braces expanded.
  mutating func addTerm(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ entry: LexiconEntry
  ) throws(Diagnostic) {
    for term in try alternatives(file, row) {
      if term.contains(UInt8(ascii: " ")) {
        guard addWords(of: term, entry) else {
          throw file.error(
            "'\(file.string(row.fields[0]))' cannot be matched", row, field: 0,
            remedy: "write 2 to \(PhraseTable.maximumWords) words; _ and … stand between words, and"
              + " … at most once")
        }
      } else {
        addForm(term, entry)
      }
    }
  }

  /// A word or a phrase as it stands, without braces.
  mutating func addText(
    _ text: String, _ entry: LexiconEntry, _ file: TableFile, _ row: borrowing TableFile.Row
  ) throws(Diagnostic) {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: " ")) else { return addForm(bytes, entry) }
    guard addWords(of: bytes, entry) else {
      throw file.error(
        "'\(text)' cannot be matched", row, field: 0,
        remedy: "write 2 to \(PhraseTable.maximumWords) words")
    }
  }

  private mutating func newEntry(_ entry: LexiconEntry) -> UInt32 {
    entries.append(entry)
    return UInt32(entries.count)
  }

  mutating func addForm(_ form: [UInt8], _ entry: LexiconEntry) {
    scratch = form
    addScratch(entry, nil)
  }

  private mutating func addScratch(_ entry: LexiconEntry, _ number: UInt32?) {
    var form = scratch
    addForm(&form, entry, number)
    scratch = form
  }

  /// Adds a form; `number` is the entry's place where it has one already.
  private mutating func addForm(
    _ form: inout [UInt8], _ entry: LexiconEntry, _ number: UInt32?
  ) {
    var entry = entry
    var number = number
    // A coloured word that begins with the stem of a driver names it: "brugervenlig"; so does a noun
    // with such an ending: "kanonservice".
    if entry.valence != 0, entry.aspect == .none,
      let driver = driverStem(of: form)
        ?? (entry.traits.contains(.noun) ? driverEnding(of: form) : nil)
    {
      entry.aspect = driver.aspect
      entry.secondAspect = driver.secondAspect
      entry.more = driver.more
      entry.traits.formUnion(driver.traits.intersection(.ofDriver))
      entry.driverSource = driver.driverSource
      number = nil
    }
    if let own = ownAffixes.entry(of: form), entry.driverSource != .none || entry.valence != 0 {
      entry.aspect = own.aspect
      entry.secondAspect = own.secondAspect
      entry.more = own.more
      entry.driverSource = own.driverSource
      number = nil
    }
    let count = form.count
    for _ in 0..<16 { form.append(0) }
    let hash = WordHash.hash(form, 0..<count)
    form.removeLast(16)
    let place = index[hash]
    if place == 0 {
      derivation.addLengths(of: form)
      index[hash] = number ?? newEntry(entry)
    } else if place != number {
      let merged = entries[Int(place) - 1].merged(
        with: entry, firstFileOfLayer: firstFileOfLayer)
      index[hash] = newEntry(merged)
    }
  }
}
