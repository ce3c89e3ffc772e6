import Testing

@testable import Crawler

/// RFC 9309 §2.3.1 Access Results and §2.4 Caching.
@Suite struct `Answers to a request for robots.txt` {
  private func policy(
    _ status: Int, _ body: String = "", type: String? = "text/plain", redirects: Int = 0
  ) -> RobotsPolicy {
    RobotsAnswer.response(
      status: status, contentType: type, body: Array(body.utf8), redirects: redirects
    )
    .policy(for: "kuasou")
  }

  // §2.3.1.1 Successful Access.
  @Test func `a 2xx is read`() {
    let policy = policy(200, "User-agent: *\nDisallow: /x\nSitemap: /s.xml\nCrawl-delay: 2")

    #expect(policy.reason == .read)
    #expect(!policy.verdict(href: "http://h/x").allowed)
    #expect(policy.verdict(href: "http://h/y").allowed)
    #expect(policy.sitemaps == ["/s.xml"])
    #expect(policy.delaySeconds == 2)
  }

  // §2.3.1.2 Redirects: at least five.
  @Test func `the sixth redirect means that there are no rules`() {
    let rules = "User-agent: *\nDisallow: /"

    #expect(!policy(200, rules, redirects: 5).verdict(href: "/x").allowed)
    #expect(policy(200, rules, redirects: 6).verdict(href: "/x").allowed)
    #expect(policy(200, rules, redirects: 6).reason == .tooManyRedirects)
  }

  // §2.3.1.3 Unavailable Status.
  @Test(arguments: [301, 400, 401, 403, 404, 410, 499])
  func `a 4xx, or a 3xx that leads nowhere, allows everything`(_ status: Int) {
    #expect(policy(status, "User-agent: *\nDisallow: /").verdict(href: "/x").allowed)
    #expect(policy(status).reason == .unavailable(status: status))
  }

  // §2.3.1.4 Unreachable Status; 429 as at Google.
  @Test(arguments: [429, 500, 502, 503, 599, 0, 999])
  func `a 5xx or 429 forbids everything for now`(_ status: Int) {
    let policy = policy(status)

    #expect(!policy.verdict(href: "/x").allowed)
    #expect(policy.validFor == .seconds(600))
  }

  // §2.3.1.4.
  @Test func `a network error forbids everything for now`() {
    #expect(!RobotsAnswer.networkError.policy(for: "kuasou").verdict(href: "/x").allowed)
  }

  @Test func `each further failure doubles the wait, up to a day`() {
    let waits = [0, 1, 2, 50].map {
      RobotsAnswer.networkError.policy(for: "a", failures: $0).validFor
    }

    #expect(waits == [.seconds(600), .seconds(1200), .seconds(2400), .seconds(86_400)])
  }

  @Test func `a server may name the wait`() {
    let answer = RobotsAnswer.response(status: 503, contentType: nil, body: [], redirects: 0)

    #expect(answer.policy(for: "a", retryAfter: .seconds(3600)).validFor == .seconds(3600))
    #expect(answer.policy(for: "a", retryAfter: .seconds(0)).validFor == .seconds(60))
    #expect(answer.policy(for: "a", retryAfter: .seconds(1_000_000)).validFor == .seconds(86_400))
  }

  // §2.4: not longer than 24 hours; cache control may shorten it.
  @Test func `rules are kept a day at most`() {
    let answer = RobotsAnswer.response(status: 200, contentType: nil, body: [], redirects: 0)

    #expect(answer.policy(for: "a").validFor == .seconds(86_400))
    #expect(answer.policy(for: "a", maximumAge: .seconds(3600)).validFor == .seconds(3600))
    #expect(answer.policy(for: "a", maximumAge: .seconds(10_000_000)).validFor == .seconds(86_400))
    #expect(answer.policy(for: "a", maximumAge: .seconds(0)).validFor == .seconds(600))
  }

  @Test(arguments: ["<!DOCTYPE html>", "\u{FEFF}\n <html>", "<?xml version='1.0'?>"])
  func `a page of HTML is no robots.txt`(_ head: String) {
    let policy = policy(200, head + "\nUser-agent: *\nDisallow: /\n", type: "text/plain")

    #expect(policy.verdict(href: "/x").allowed)
    #expect(policy.reason == .markup)
  }

  @Test func `a robots.txt that is called text-html by mistake is read`() {
    #expect(
      !policy(200, "User-agent: *\nDisallow: /", type: "text/html").verdict(href: "/x").allowed)
  }

  // §2.5 Limits: 500 kibibytes.
  @Test func `what lies past 500 KiB isn't read`() {
    let filler = String(repeating: "#\n", count: RobotsFile.maximumBytes / 2)

    #expect(policy(200, filler + "User-agent: *\nDisallow: /").verdict(href: "/x").allowed)
  }
}
