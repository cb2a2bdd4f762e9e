/// What risros can be asked to do.
enum Command: String, CaseIterable, Sendable {
  case analyze, annotate, stages, config, languages, version

  var summary: String {
    switch self {
    case .analyze: "Aggregated driver scores of all comments."
    case .annotate:
      "Every comment with language, sentiment and drivers, one record out per record in."
    case .stages: "The stages of the pipeline and the layers they read and write."
    case .config: "The settings in force, and where each of them comes from."
    case .languages: "Counts the statistics of the language detector from running text."
    case .version: "The version, and what results rest on."
    }
  }

  /// Takes files, or standard input where none is named.
  var readsInput: Bool { self == .analyze || self == .annotate }

  /// Heeds settings files and the environment.
  var takesSettings: Bool { self == .analyze || self == .annotate }

  /// Left out of the overview.
  var isHidden: Bool { self == .languages || self == .version }

  /// What stands behind the command's name and flags.
  var operands: String? {
    switch self {
    case .analyze, .annotate: "[FILE…]"
    case .config: "[COMMAND]"
    case .languages: "build CODE=FILE…"
    case .stages, .version: nil
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
    case .stages: ["risros stages"]
    case .config: ["risros config --show-origin", "risros config annotate"]
    case .languages: ["risros languages build --output DIR da=danish.txt words:da=counts.tsv nb=…"]
    case .version: ["risros --version --json"]
    }
  }
}
