import TestSupport
import Testing

/// The command line is a contract: names, help and exit codes.
@Suite struct HelpTests {
  static let commands = [
    ["demo"], ["sites"], ["sites", "check"], ["sites", "list"], ["sites", "next"], ["report"],
    ["report", "queries"], ["report", "sites"], ["crawl"], ["index"], ["update"],
    ["serve"], ["search"], ["count"], ["import"], ["export"], ["explain"], ["stats"], ["verify"],
    ["dump"], ["failures"], ["compact"], ["extract"], ["tokenize"], ["robots"],
    ["robots", "check"],
    ["robots", "delay"],
    ["sitemap", "parse"], ["url"], ["url", "parse"], ["url", "normalize"], ["url", "to-ascii"],
    ["url", "site"], ["charset", "sniff"], ["charset", "decode"], ["bench"],
  ]

  @Test(arguments: commands)
  func `Every command explains itself on stdout and exits 0`(command: [String]) throws {
    let outcome = try Program("kuasou").run(command + ["--help"])

    #expect(outcome.code == 0)
    #expect(outcome.output.contains("USAGE: kuasou \(command.joined(separator: " "))"))
    #expect(outcome.errors.isEmpty)
  }

  @Test(arguments: [["nonsense"], ["search"], ["crawl", "--max-pages", "x"], ["dump"], ["count"]])
  func `Wrong usage exits 2 and says so on stderr`(arguments: [String]) throws {
    let outcome = try Program("kuasou").run(arguments)

    #expect(outcome.code == 2)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.contains("Error:"))
    #expect(outcome.errors.contains("--help"))
  }

  @Test(arguments: ["kuasou", "kuasou-server", "kuasou-city"])
  func `The programs explain themselves`(program: String) throws {
    let outcome = try Program(program).run(["--help"])

    #expect(outcome.code == 0)
    #expect(outcome.output.contains("USAGE: \(program)"))
  }

  @Test func `The version is printed`() throws {
    let outcome = try Program("kuasou").run(["--version"])

    #expect(outcome.output == "kuasou 0.1.0\n")
  }
}
