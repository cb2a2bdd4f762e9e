import RisrosReport
import RisrosScores
import RisrosTestSupport
import Testing

/// The page for a browser, and the metrics.
@Suite struct PageTests {
  @Test(arguments: ReportLanguage.allCases)
  func `tags of the page are closed in order, and nothing is loaded`(
    _ language: ReportLanguage
  ) throws {
    var options = ReportOptions()
    options.language = language
    options.verbatims = 2
    let page = text(HTMLReportWriter(), try makeReport(), options)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
    #expect(page.contains("default-src 'none'"))
    for loading in ["src=", "href=", "<script", "<link", "@import", "url("] {
      #expect(!page.contains(loading), "\(loading)")
    }
    var open: [Substring] = []
    for match in page.matches(of: #/<(/?)([a-z0-9]+)[^<>]*>/#) {
      let name = match.2
      if ["meta", "br"].contains(name) { continue }
      if match.1.isEmpty { open.append(name) } else { #expect(open.popLast() == name) }
    }
    #expect(open == [])
    #expect(page.contains("<th class=\"n\">"))
  }

  @Test func `what customers write is text on the page`() throws {
    var options = ReportOptions()
    options.verbatims = 1
    let page = text(HTMLReportWriter(), try makeReport(hostile: true), options)
    #expect(page.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;y&quot;"))
    #expect(!page.contains("<script>") && !page.contains("\u{1B}"))
  }

  @Test func `a page without a scored comment says so`() {
    let page = text(
      HTMLReportWriter(), makeReport(of: DriverScores()))
    #expect(page.contains("No comments were scored.") && page.hasSuffix("</html>\n"))
  }

  @Test func `metrics have each family once, and no hidden cell`() throws {
    let metrics = text(PrometheusReportWriter(), try makeReport())
    var family: Substring = ""
    var seen: Set<Substring> = []
    for line in metrics.split(separator: "\n") {
      if let head = try #/# TYPE (\w+) gauge/#.wholeMatch(in: line) {
        family = head.1
        #expect(seen.insert(family).inserted)
      } else if !line.hasPrefix("# HELP ") {
        let sample = try #require(
          try #/(\w+)(\{(?:\w+="(?:[^"\\\n]|\\["\\n])*",?)+\})? (-?[0-9.]+)/#.wholeMatch(in: line),
          "\(line)")
        #expect(sample.1 == family)
      }
    }
    #expect(seen.count == 5)
    #expect(metrics.contains("risros_records{outcome=\"scored\"} 100\n"))
    #expect(metrics.contains("risros_comments 100\n"))
    #expect(metrics.contains("risros_comments{driver=\"price\"} 40\n"))
    #expect(metrics.contains("risros_net_score{driver=\"price\"} -100.00\n"))
    // Three comments of one shop.
    #expect(!metrics.contains("Vinje"))
  }
}
