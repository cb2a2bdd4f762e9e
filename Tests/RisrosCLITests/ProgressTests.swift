import Testing

@testable import RisrosCLI

@Suite struct ProgressTests {
  @Test(arguments: [
    (1, 22, nil, 0.5, "1 records · 0.0 MB · 2 records/s"),
    (
      152_000, 31_250_000, 210_000_000, 3.0,
      "152000 records · 31.3 of 210.0 MB · 14% · 50666 records/s · 18 s left"
    ),
    (
      10, 1_000_000, 1_000_000_000, 10.0,
      "10 records · 1.0 of 1000.0 MB · 0% · 1 records/s · 2 h 46 min left"
    ),
    (10, 500_000, 1_000_000, 600.0, "10 records · 0.5 of 1.0 MB · 50% · 0 records/s · 10 min left"),
    // All is read, but not all emitted; a file that grew meanwhile; one not read by the byte.
    (9, 100_000, 100_000, 1.0, "9 records · 0.1 of 0.1 MB · 100% · 9 records/s"),
    (9, 900_000, 100_000, 1.0, "9 records · 0.1 of 0.1 MB · 100% · 9 records/s"),
    (9, 0, 100_000, 1.0, "9 records · 9 records/s"), (0, 0, 0, 0.0, "0 records"),
  ])
  func `a line tells records, bytes, rate and what is left`(
    _ records: Int, _ bytes: Int, _ total: Int?, _ seconds: Double, _ line: String
  ) {
    #expect(
      Progress.text(records: records, bytes: bytes, total: total, seconds: seconds) == line)
  }
}
