internal import RisrosModel

extension ExportProfile {
  /// All profiles, in the order they are listed.
  ///
  /// Column names after the products' own help pages and interfaces, and after public programs that
  /// read the exports. Of Netigate and Enalyzer, and of Questback's Essentials, no header row is
  /// public: the first two are known where they name themselves, their columns are guessed by what
  /// they hold, and only what is certain is listed.
  static let all: [ExportProfile] = [
    ExportProfile(
      name: "trustpilot",
      marks: [
        ["review content", "review stars"],
        ["review title", "review content", "review created utc"],
        ["consumer display name", "stars", "text"],
      ],
      text: ["review content", "text"],
      id: ["review id", "id"],
      date: ["review created utc", "review created", "created at"],
      rating: ["review stars", "stars"],
      others: ["company reply", "company response", "company reply text"],
      scale: (1, 5)),

    ExportProfile(
      name: "google-reviews",
      marks: [
        ["star rating", "create time"], ["star rating", "reviewer display name"],
        ["star rating", "review reply comment"],
      ],
      text: ["comment"],
      id: ["review id", "name"],
      date: ["create time", "update time"],
      rating: ["star rating"],
      others: ["review reply comment", "review reply"],
      scale: (1, 5)),

    ExportProfile(
      name: "app-store",
      marks: [
        ["rating", "body", "reviewer nickname"],
        ["attributes rating", "attributes body"],
        ["im rating label", "content label"],
      ],
      text: ["body", "attributes body", "content label"],
      id: ["id", "id label"],
      date: ["created date", "attributes created date", "updated label"],
      rating: ["rating", "attributes rating", "im rating label"],
      others: ["developer response", "response body"],
      scale: (1, 5)),

    ExportProfile(
      name: "google-play",
      marks: [
        ["package name", "star rating", "review text"],
        ["package name", "star rating", "review submit date and time"],
      ],
      text: ["review text"],
      id: ["review id", "review link"],
      date: ["review submit date and time", "review last update date and time"],
      rating: ["star rating"],
      others: ["developer reply text"],
      scale: (1, 5)),

    ExportProfile(
      name: "zendesk",
      marks: [
        ["summation column", "requester", "subject"],
        ["ticket id", "score", "comment", "requester id"],
        ["description", "raw subject", "requester id"],
        ["satisfaction rating score", "requester id", "description"],
      ],
      text: ["comment", "description", "satisfaction comment", "subject"],
      id: ["ticket id", "id"],
      date: ["created at"],
      rating: ["score", "satisfaction score", "satisfaction rating score"],
      scale: (0, 1)),

    ExportProfile(
      name: "surveymonkey",
      marks: [["respondent id", "collector id"]],
      text: [],
      id: ["respondent id"],
      date: ["end date", "date modified", "start date", "date created"],
      others: surveyPeople,
      dateOrder: .monthFirst,
      header: .names(emptyIn: "respondent id")),

    ExportProfile(
      name: "qualtrics",
      marks: [
        ["start date", "end date", "recorded date", "response id"],
        ["response id", "response set", "start date"],
      ],
      text: [],
      id: ["response id"],
      date: ["recorded date", "end date", "start date"],
      besideRating: " nps group",
      others: surveyPeople + [
        "recipient last name", "recipient first name", "recipient email", "external reference",
        "external data reference", "distribution channel", "user language",
      ],
      header: .through(cellPrefix: "{\"ImportId\"")),

    ExportProfile(
      name: "questback",
      // Questback's enterprise survey, as its exports name the columns.
      marks: [["lfdn", "dispcode"], ["lfdn", "external lfdn"]],
      text: [],
      id: ["lfdn", "respondent id"],
      date: ["datetime", "date of last access", "date of first mail"],
      others: surveyPeople + ["browser", "referer", "page history", "participant browser"]),

    ExportProfile(
      name: "netigate", marks: [], namesItself: true, text: [], id: ["respondent id", "answer id"],
      date: ["answered", "answer date", "date"], others: surveyPeople),

    ExportProfile(
      name: "enalyzer", marks: [], namesItself: true, text: [],
      id: ["respondent id", "respondent"],
      date: ["completed", "afsluttet", "fullfoert", "date"], others: surveyPeople,
      dateOrder: .monthFirst),
  ]

  private static let surveyPeople = [
    "ip address", "email address", "email", "e mail", "first name", "last name", "name", "fornavn",
    "efternavn", "etternavn", "navn", "custom data 1", "language", "user agent",
  ]
}
