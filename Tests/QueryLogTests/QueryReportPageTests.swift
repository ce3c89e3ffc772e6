import Bytes
import Documents
import Foundation
import QueryLog
import TestSupport
import Testing

struct QueryReportPageTests {
  private func report(_ searches: [LoggedSearch]) throws -> QueryReport {
    let folder = try TemporaryFolder()
    let data = try DataFolder.create(folder.path)
    try QueryLog.writing(in: data).write(searches, [])
    return try QueryReport.of(data, days: 7)
  }

  @Test func `the page shows words as text, and a bar for each day`() throws {
    let now = UnixTime.now
    let searches = (0..<3).flatMap { day in
      ["<script>alert(1)</script>", "扶持&资金", "'\""].map {
        LoggedSearch(
          $0, at: now.adding(.seconds(-86_400 * day)), results: day, took: .milliseconds(3))
      }
    }

    let page = try report(searches).html

    #expect(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;") && !page.contains("<script"))
    #expect(page.contains("扶持&amp;资金") && page.contains("&#39;&quot;"))
    #expect(page.components(separatedBy: "<rect class=\"found\"").count == 4)
    #expect(page.contains("共 9 次搜索，其中 3 次没有结果（33.3%）"))
  }

  @Test func `a log without searches gives a page that says so`() throws {
    #expect(try report([]).html.contains("没有记录到搜索"))
  }
}
