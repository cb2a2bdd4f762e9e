/// What risros can be asked to do.
enum Command: String, CaseIterable, Sendable {
  case analyze, annotate, explain, evaluate, lexicon, convert, nightly, history, state, stages,
    config, languages, version

  var summary: String {
    switch self {
    case .analyze: "Aggregated driver scores of all comments."
    case .annotate:
      "Every comment with language, sentiment and drivers, one record out per record in."
    case .explain: "Why a comment got its language, its verdict and its drivers."
    case .evaluate: "Accuracy on labelled comments, and what would change it."
    case .convert:
      "Any export in, one JSON object a record out, all fields as text: what was understood of it."
    case .nightly: "One scheduled run: reads what is new, keeps the scores, writes reports."
    case .history: "How scores moved over time, out of what nightly runs have kept."
    case .state: "Checks, prunes or rebuilds what nightly runs have kept."
    case .lexicon: "The words risros knows: look them up, check them, find missing ones."
    case .stages: "The stages of the pipeline and the layers they read and write."
    case .config: "The settings in force, and where each of them comes from."
    case .languages: "Counts the statistics of the language detector from running text."
    case .version: "The version, and what results rest on."
    }
  }

  /// Takes files, or standard input where none is named.
  var readsInput: Bool { Flag.reading.contains(self) }

  /// Heeds settings files and the environment; nightly runs have a configuration of their own.
  var takesSettings: Bool { Flag.reading.contains(self) }

  /// Left out of the overview.
  var isHidden: Bool { self == .languages || self == .version }

  /// What stands behind the command's name and flags.
  var operands: String? {
    switch self {
    case .analyze, .annotate, .convert: "[FILE…]"
    case .explain: "[TEXT…]"
    case .evaluate: "FILE…"
    case .nightly: "--config FILE"
    case .state: "check|prune|rebuild --config FILE"
    case .lexicon: "TASK [ARGUMENT…]"
    case .config: "[COMMAND]"
    case .languages: "build CODE=FILE…"
    case .history, .stages, .version: nil
    }
  }

  var examples: [String] {
    switch self {
    case .analyze:
      [
        "risros analyze kommentarer.csv",
        "risros analyze --segment butik --by month jan.csv feb.csv",
        "zcat comments.csv.gz | risros analyze --format json",
      ]
    case .annotate:
      [
        "risros annotate kommentarer.csv > scored.jsonl",
        "tail -f chat.txt | risros annotate --input-format lines",
        "risros annotate --keep row --for-excel -o scored.csv kommentarer.csv",
      ]
    case .explain:
      [
        "risros explain \"Prisen er fin, men appen er elendig\"",
        "risros explain --lang da --format json \"Ikke helt tosset\"",
      ]
    case .evaluate:
      [
        "risros evaluate Corpora/gold/da.jsonl",
        "risros evaluate --against my-words Corpora/gold/da.jsonl",
        "risros evaluate --ablate --format markdown Corpora/gold/nn.jsonl",
      ]
    case .convert:
      [
        "risros convert kommentarer.csv > kommentarer.jsonl",
        "risros convert -e cp865 -d ';' gamle.csv | head",
      ]
    case .nightly:
      [
        "risros nightly --config nightly.json",
        "risros nightly --config nightly.json --lock-wait 10m --json",
        "risros nightly --config nightly.json --print-units systemd",
      ]
    case .history:
      [
        "risros history --config nightly.json",
        "risros history --store state/risros.sqlite --by month --driver price",
        "risros history --config nightly.json --segment butik --format csv",
      ]
    case .state:
      [
        "risros state check --config nightly.json",
        "risros state prune --config nightly.json --keep 90d",
        "risros state rebuild --config nightly.json",
      ]
    case .lexicon:
      [
        "risros lexicon lookup ventetid \"svarer ikke\"",
        "risros lexicon unknown --lexicons my-words kommentarer.csv",
        "risros lexicon lint my-words",
        "risros lexicon diff my-words",
      ]
    case .stages: ["risros stages"]
    case .config: ["risros config --show-origin", "risros config annotate"]
    case .languages: ["risros languages build --output DIR da=danish.txt words:da=counts.tsv nb=…"]
    case .version: ["risros --version --json"]
    }
  }
}
