/// What a column is for.
public enum ColumnRole: String, CaseIterable, Sendable {
  case text, id, date, rating, segment
}

/// The names that columns have in Danish, Norwegian (both standards) and English exports.
///
/// Names are compared in plain form: lower case, ae, oe and aa for æ, ø and å, a single blank for
/// everything that is neither letter nor digit and before a capital inside a word, so that
/// "Review_Text", "reviewText" and "review text" are one.
enum ColumnNames {
  /// Names that nothing but a comment has, better ones first.
  static let text = plainList(
    """
    kommentar, kommentarer, kommentaren, kommentartekst, kommentarfelt, kundekommentar, fritekst,
    fri tekst, fritekstsvar, fritekstkommentar, åbent svar, åpent svar, ope svar, svartekst,
    bemærkning, bemærkninger, merknad, merknader, begrundelse, begrunnelse, grunngjeving, grunngiving,
    omtale, omtaletekst, anmeldelse, anmeldelser, anmeldelsestekst, anmeldelsens tekst, vurderingstekst,
    tilbagemelding, tilbagemeldinger, tilbakemelding, tilbakemeldinger, tilbakemeldingar,
    attendemelding, uddyb, uddybning, uddyb gerne, uddyb dit svar, utdyp, utdyping, utdypning, utdjup,
    utdjuping, ris og ros, ros og ris, kundeudtalelse, udtalelse, uttalelse, ytring,
    comment, comments, comment text, customer comment, review, reviews, review text, review body,
    review content, reviewtekst, feedback, feedback text, customer feedback, free text, freetext,
    open text, open ended, open ended response, verbatim, verbatims, nps comment, nps kommentar
    """)

  /// Names that comments have, and other texts too.
  static let generalText = plainList(
    """
    tekst, besked, melding, meldingstekst, henvendelse, beskrivelse, skildring, mening, meining,
    svar, forslag, innspill, indhold, innhold, innhald, text, body, content, message, description,
    answer, response, remark, remarks, note, notes, opinion, suggestion, suggestions, statement
    """)

  static let id = plainList(
    """
    id, nr, nummer, løbenr, løbenummer, løpenr, løpenummer, ordrenr, ordrenummer, ordre nr, ordre id,
    ordreid, bestillingsnr, bestillingsnummer, sagsnr, sagsnummer, sags id, saksnr, saksnummer, sak id,
    kundenr, kundenummer, kunde id, kundeid, svar id, svarid, svarnr, svarnummer, respondent,
    respondent id, respondentid, respondentnr, kommentar id, kommentarid, anmeldelse id, reference,
    referencenr, referencenummer, referansenummer, ref, uuid, guid, no, number, order id, orderid,
    order no, order number, response id, responseid, response number, comment id, commentid, review id,
    reviewid, ticket, ticket id, ticketid, ticket number, case id, caseid, case number, customer id,
    customerid, record id, row id, submission id, feedback id, survey response id
    """)

  static let date = plainList(
    """
    dato, tidspunkt, tid, tidsstempel, dato og tid, dato og tidspunkt, dato tid, svardato, svartidspunkt,
    oprettet, oprettet den, oprettelsesdato, opprettet, opprettet dato, oppretta, besvaret, besvart,
    svart, indsendt, innsendt, indsendt den, modtaget, mottatt, mottatt dato, motteken, udgivet,
    publiceret, publisert, publisert dato, dag, kommentardato, anmeldelsesdato, købsdato, ordredato,
    date, datetime, date time, timestamp, time, created, created at, created on, created date,
    creation date, date created, submitted, submitted at, submit date, date submitted, response date,
    review date, comment date, published, published at, published date, recorded date, end date,
    completed, completed at, received, received at, updated at
    """)

  static let rating = plainList(
    """
    nps, nps score, nps scoren, nps svar, score, scoren, karakter, karakteren, terningkast, stjerner,
    stjernar, antal stjerner, antall stjerner, stjernerating, vurdering, bedømmelse, bedømming,
    poeng, poengsum, point, tilfredshed, tilfredshet, tilfredsheit, kundetilfredshed,
    kundetilfredshet, anbefaling, anbefalingsscore, csat, csat score, ces, rating, ratings, star rating,
    stars, star, overall rating, overall score, review rating, review score, rating value, satisfaction,
    points, grade, mark, likelihood to recommend, net promoter score, osat
    """)

  /// Words that mark a text column within a longer name: "kundens kommentar til butikken".
  private static let textWords = Set(
    plainList(
      """
      kommentar, kommentarer, fritekst, besked, bemærkning, bemærkninger, begrundelse, begrunnelse,
      grunngjeving, omtale, anmeldelse, tilbagemelding, tilbakemelding, attendemelding, uddyb, uddybe,
      utdyp, utdype, utdjup, comment, comments, review, feedback, verbatim, tekst, text, message, hvorfor,
      kvifor, why
      """))

  /// Words by which a longer name is about something else than the text itself.
  private static let otherWords = Set(
    plainList(
      """
      id, nr, nummer, number, no, dato, date, time, tid, tidspunkt, score, rating, nps, stars, stjerner,
      antal, antall, tal, count, length, længde, lengde, titel, tittel, title, type, status, sprog, språk,
      language, lang, url, link, kilde, kjelde, source, forfatter, forfattar, author, af, av, by, user,
      bruger, bruker, brukar, navn, namn, name, kategori, category, tag, tags, reply, svar, likes,
      helpful, sentiment, version, email
      """))

  /// Words of the question that the net promoter score is made of.
  private static let recommending: Set = ["anbefale", "anbefaler", "tilraade", "recommend"]

  private static let exactNames: [String: ColumnRole] = {
    var names: [String: ColumnRole] = [:]
    let lists: [(ColumnRole, [String])] = [
      (.text, text), (.text, generalText), (.id, id), (.date, date), (.rating, rating),
    ]
    for (role, list) in lists {
      for name in list where names[name] == nil { names[name] = role }
    }
    return names
  }()

  private static func plainList(_ names: String) -> [String] {
    names.split(whereSeparator: { $0 == "," || $0 == "\n" })
      .map { plain(String($0)) }.filter { !$0.isEmpty }
  }

  /// The plain form of a name, without a note behind it how values are written: "Dato (dd.mm.åååå)".
  static func plain(_ name: String) -> String {
    if name.hasSuffix(")"), let open = name.lastIndex(of: "(") {
      let note = name[open...]
      let before = name[..<open]
      if before.contains(where: \.isLetter), note.contains(where: { "-–./".contains($0) }) {
        return plainWhole(String(before))
      }
    }
    return plainWhole(name)
  }

  private static func plainWhole(_ name: String) -> String {
    var result = ""
    var pending = false
    var lastWasLower = false
    for character in name.unicodeScalars.prefix(200) {
      let properties = character.properties
      guard properties.isAlphabetic || properties.numericType != nil else {
        pending = true
        lastWasLower = false
        continue
      }
      if properties.isUppercase && lastWasLower { pending = true }
      lastWasLower = properties.isLowercase
      if pending && !result.isEmpty { result += " " }
      pending = false
      switch character {
      case "æ", "Æ", "ä", "Ä": result += "ae"
      case "ø", "Ø", "ö", "Ö": result += "oe"
      case "å", "Å": result += "aa"
      default: result += properties.lowercaseMapping
      }
    }
    return result
  }

  /// Whether the whole name is one that columns have.
  static func isKnown(_ name: String) -> Bool { exactNames[plain(name)] != nil }

  static func isTextName(_ name: String) -> Bool { exactNames[plain(name)] == .text }

  /// How well a name fits a text column: 0 is best; nil where it does not.
  static func textTier(_ name: String) -> Int? {
    let plain = plain(name)
    if text.contains(plain) { return 0 }
    if generalText.contains(plain) { return 1 }
    let words = plain.split(separator: " ").map(String.init)
    if words.contains(where: textWords.contains) && !words.contains(where: otherWords.contains) {
      return 2
    }
    return nil
  }

  /// Place of a name in the list of a role; nil where it is not in it.
  static func rank(_ name: String, as role: ColumnRole) -> Int? {
    let plain = plain(name)
    switch role {
    case .text: return text.firstIndex(of: plain)
    case .id: return id.firstIndex(of: plain)
    case .date: return date.firstIndex(of: plain)
    case .rating:
      if let known = rating.firstIndex(of: plain) { return known }
      // "Hvor sandsynligt er det, at du vil anbefale os?"
      let words = plain.split(separator: " ").map(String.init)
      return words.contains(where: recommending.contains) ? rating.count : nil
    case .segment: return nil
    }
  }
}
