internal import RisrosModel
internal import RisrosText

// Rows and fields that name drivers.
extension LexiconBuilder {
  mutating func addDriver(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    guard let (aspect, second) = try aspects(file, row, field: 2) else { return }
    var entry = LexiconEntry(aspect: aspect, secondAspect: second, driverSource: source)
    (entry.more, entry.traits) = try direction(file, row, field: 3)
    try addDriverTerm(file, row, entry, class: try inflectionClass(file, row, field: 1), extra: 4)
  }

  /// Whether more of a thing is good (1) or bad (-1), and when a word names its driver.
  func direction(
    _ file: TableFile, _ row: borrowing TableFile.Row, field: Int
  ) throws(Diagnostic) -> (Int8, LexicalTraits) {
    var more: Int8 = 0
    var traits: LexicalTraits = []
    for part in file.string(file.field(field, of: row)).split(separator: ",") {
      switch part {
      case "+": more = 1
      case "-": more = -1
      case "setting": traits.insert(.setting)
      case "pronoun": traits.insert(.pronoun)
      default:
        throw file.error(
          "'\(part)' does not say whether more is good, nor when the driver is meant", row,
          field: field, remedy: "write +, - or nothing; setting or pronoun behind a comma")
      }
    }
    return (more, traits)
  }

  /// Adds a lemma, phrase, `stem*` or `*ending` that names a driver, or is said to name none.
  mutating func addDriverTerm(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ driver: LexiconEntry,
    class className: Range<Int>, extra: Int
  ) throws(Diagnostic) {
    var entry = driver
    entry.traits.formUnion(Inflections.traits(of: file.bytes[className]))
    let term = file.bytes[row.fields[0]]
    let star = UInt8(ascii: "*")
    guard term.first == star || term.last == star else {
      try addForms(file, row, className: className, extra: extra, entry)
      return
    }
    entry.traits.insert(.noun)
    let isStem = term.last == star
    for affix in try alternatives(file, row) {
      let bytes = Array(isStem ? affix.dropLast()[...] : affix.dropFirst())
      guard (3...63).contains(bytes.count), !bytes.contains(star) else {
        throw file.error(
          "'\(file.string(row.fields[0]))' is no stem or ending", row, field: 0,
          remedy: "write at least three letters and one star, at the end or the beginning")
      }
      let hash = WordHash.hash(of: bytes)
      derivation.affixEntries.append(entry)
      let number = UInt32(derivation.affixEntries.count)
      if isStem {
        stems[hash] = number
        derivation.stemLengths.insert(beginningOf: bytes)
      } else {
        endings[hash] = number
        derivation.endingLengths.insert(endOf: bytes)
      }
    }
  }

  /// The longest stem of a driver that a form begins with.
  func driverStem(of form: [UInt8]) -> LexiconEntry? {
    affix(of: form, derivation.stemLengths.lengths(beginningOf: form)) {
      stems[WordHash.hash(of: form.prefix($0))]
    }
  }

  /// The longest ending of a driver that a form ends with.
  func driverEnding(of form: [UInt8]) -> LexiconEntry? {
    affix(of: form, derivation.endingLengths.lengths(endOf: form)) {
      endings[WordHash.hash(of: form.suffix($0))]
    }
  }

  private func affix(
    of form: [UInt8], _ lengths: UInt64, _ find: (Int) -> UInt32
  ) -> LexiconEntry? {
    for length in stride(from: min(form.count, 63), through: 3, by: -1)
    where lengths >> UInt64(length) & 1 != 0 {
      let place = find(length)
      if place == 0 { continue }
      let entry = derivation.affixEntries[Int(place) - 1]
      return entry.aspect == .excluded ? nil : entry
    }
    return nil
  }

  /// The drivers a field names; nil where all of them were dropped.
  func aspects(
    _ file: TableFile, _ row: borrowing TableFile.Row, field: Int
  ) throws(Diagnostic) -> (Aspect, Aspect)? {
    let name = file.string(file.field(field, of: row))
    if name == "none" { return (.excluded, .none) }
    let names = name.split(separator: "+")
    var found: [Aspect] = []
    var droppedCount = 0
    for name in names {
      if isDropped(name.prefix { $0 != "." }) {
        droppedCount += 1
        continue
      }
      guard let aspect = taxonomy.aspect(named: name) else {
        throw file.error(
          "there is no driver or aspect '\(name)'", row, field: field,
          remedy: "write driver.aspect as in shared/taxonomy.tsv, or none")
      }
      found.append(aspect)
    }
    if found.isEmpty, (1...2).contains(droppedCount) { return nil }
    guard (1...2).contains(found.count + droppedCount) else {
      throw file.error(
        "a term names one or two drivers", row, field: field, remedy: "join two with +")
    }
    return (found[0], found.count > 1 ? found[1] : .none)
  }

  private func isDropped(_ driver: Substring) -> Bool {
    !dropped.isEmpty && (dropped.contains("*") || dropped.contains(String(driver)))
  }
}
