import Foundation
import Risros
import RisrosEvaluation
import RisrosIngest
import RisrosModel
import Testing

/// The files in `Corpora` are what their README says.
@Suite struct CorpusFileTests {
  @Test(arguments: GoldTests.languages)
  func `labels are allowed ones and ids ascend`(_ language: String) throws {
    let comments = try GoldTests.gold(language)
    let polarities = Set(Polarity.allCases.map(\.label))
    #expect(comments.count >= 600)
    for part in GoldTests.parts {
      #expect(comments.count { $0.part == part } * 3 >= comments.count, "\(part)")
    }
    var last = 0
    for comment in comments {
      // Numbers of three digits and more; a round of comments begins at a number of its own.
      let number = try #require(Int(comment.id.dropFirst(language.count + 1)), "\(comment.id)")
      #expect(comment.id.hasPrefix("\(language)-") && number > last, "\(comment.id)")
      last = number
      #expect(comment.part.map(GoldTests.parts.contains) == true, "\(comment.id)")
      #expect(!comment.text.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty)
      #expect(
        comment.lang == ["und"]
          || !comment.lang.isEmpty && Set(comment.lang).isSubset(of: GoldTests.languages),
        "\(comment.id) \(comment.lang)")
      #expect(Set(comment.lang).count == comment.lang.count, "\(comment.id)")
      #expect(comment.sentiment.map(polarities.contains) == true, "\(comment.id)")
      #expect(comment.domain?.isEmpty == false, "\(comment.id)")
      let drivers = try #require(comment.drivers, "\(comment.id)")
      #expect(Set(drivers.keys).isSubset(of: GoldTests.drivers), "\(comment.id)")
      #expect(Set(drivers.values).isSubset(of: polarities), "\(comment.id)")
    }
  }

  @Test(arguments: GoldTests.languages)
  func `the language of the file is among those of most of its comments`(
    _ language: String
  ) throws {
    let comments = try GoldTests.gold(language)
    #expect(comments.count { $0.lang.contains(language) } * 10 >= comments.count * 9)
  }

  @Test func `long comments are all different`() throws {
    var seen: [String: String] = [:]
    for language in GoldTests.languages {
      for comment in try GoldTests.gold(language) where comment.text.utf8.count > 25 {
        let twin = seen.updateValue(comment.id, forKey: comment.text)
        #expect(twin == nil, "\(comment.id) is \(twin ?? "")")
      }
    }
  }

  @Test func `the drivers of the labels are those of the taxonomy`() throws {
    #expect(try Analyzer().library.taxonomy.drivers.map(\.id) == GoldTests.drivers)
  }

  @Test func `the demo has the rows and columns its README names`() throws {
    let path = Folders.corpora.appendingPathComponent("demo/nordlys.csv").path
    let input = try openInput(
      InputOptions(paths: [path], segments: ["butik", "kanal"], keepAll: true))
    let report = try #require(input.reports.first)
    #expect(report.columns == ["dato", "butik", "kanal", "nps", "kommentar"])
    #expect(report.hasByteOrderMark && report.encoding == .utf8 && report.hasHeader == true)
    var reader = input.reader
    var batch = CommentBatch()
    batch.reset(ordinal: 0, firstRecord: 1)
    var counts: [RecordStatus: Int] = [:]
    var total = 0
    while try reader.read(into: &batch, targetBytes: 1 << 16) {
      for record in 0..<batch.count { counts[batch.status[record], default: 0] += 1 }
      total += batch.count
      batch.reset(ordinal: batch.ordinal + 1, firstRecord: total + 1)
    }
    #expect(total == 1502)
    #expect(counts == [.comment: 1455, .empty: 47])
  }
}
