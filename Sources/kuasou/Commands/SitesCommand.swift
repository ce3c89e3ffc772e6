import ArgumentParser
import Crawler
import Documents

/// `kuasou sites`: the list of sites.
struct SitesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sites",
    abstract: "Check or list the sites of sites.conf, or have one crawled next.",
    subcommands: [SitesCheckCommand.self, SitesListCommand.self, SitesNextCommand.self])
}

/// `kuasou sites check`: every problem with its place and a way out.
struct SitesCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check sites.conf and its seeds files; exit 2 when there is an error.",
    discussion: """
      With --online it fetches each site's robots.txt and start page, politely and one request at a time a host, \
      and prints what answers.
      """)

  @OptionGroup var sitesFile: SitesOption
  @Flag(help: "Fetch each site's robots.txt and start page and report what answers.")
  var online = false
  @Option(help: ArgumentHelp("Check only this site (may be repeated).", valueName: "id"))
  var site: [String] = []
  @Flag(help: "Print the online report as JSON.") var json = false

  func run() async throws {
    let sites = try sitesFile.load()
    guard online else { return }
    let chosen = site.isEmpty ? sites : sites.filter { site.contains($0.id) }
    guard !chosen.isEmpty else {
      throw CommandFailure(
        usage: "\(sitesFile.sites) has no site \(site.joined(separator: ", "))",
        help: "'kuasou sites list' shows the ids")
    }
    let printLines = !json
    let checks = try await OnlineCheck(sites: chosen).run { check in
      if printLines { print(check.text) }
    }
    if json { try Console.printJSON(checks) }
    let bad = checks.filter { !$0.isGood }.count
    if bad > 0 {
      throw CommandFailure(
        "\(bad) of \(checks.count) sites did not answer well",
        help: "mend their hosts in \(sitesFile.sites), or try again later")
    }
  }
}

/// `kuasou sites list`: what is configured.
struct SitesListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the sites: id, kind, name, start page.")

  @OptionGroup var sitesFile: SitesOption
  @Flag(help: "Print JSON.") var json = false

  func run() throws {
    let listing = SitesListing(try sitesFile.load())
    print(json ? listing.json : listing.text, terminator: "")
  }
}

/// `kuasou sites next`: has the next crawl fetch all pages of a site.
struct SitesNextCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "next",
    abstract: "Have the next crawl ask for all pages of a site again, due or not.",
    discussion:
      "Can be told while a crawl runs; it counts from the next one on. The site's delay holds as always."
  )

  @OptionGroup var data: DataOption
  @OptionGroup var sitesFile: SitesOption
  @Argument(help: "The id of the site.") var id: String

  func run() throws {
    let sites = try sitesFile.load()
    guard sites.contains(where: { $0.id == id }) else {
      throw CommandFailure(
        usage: "\(sitesFile.sites) has no site \(id)", help: "'kuasou sites list' shows the ids")
    }
    try CrawlWishes(try data.create()).add(id)
    print("\(id): all of its pages are due in the next crawl")
  }
}
