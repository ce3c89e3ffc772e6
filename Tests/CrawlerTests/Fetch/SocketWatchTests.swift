import Documents
import Testing

@testable import Crawler

@Suite struct SocketWatchTests {
  private let watch: SocketWatch
  private let mailbox: Mailbox<Int>

  init() throws {
    watch = try #require(SocketWatch())
    mailbox = try #require(Mailbox<Int>())
  }

  private func waited(_ time: Duration) -> Duration {
    ContinuousClock().measure { watch.wait(time, wake: mailbox.descriptor) }
  }

  @Test func `It waits as long as it is told to, parts of a millisecond included`() {
    for microseconds in [0, 300, 2_700, 20_000] {
      let time = Duration.microseconds(microseconds)
      #expect(waited(time) >= time)
    }
    #expect(waited(.seconds(-1)) < .seconds(1))
  }

  @Test func `A message ends the wait, also one that was there before, until it is taken`() {
    mailbox.post(1)
    #expect(waited(.seconds(60)) < .seconds(30))
    #expect(waited(.seconds(60)) < .seconds(30))
    #expect(mailbox.take() == [1])
    #expect(waited(.milliseconds(5)) >= .milliseconds(5))
    #expect(watch.takeEvents().isEmpty)
  }
}

@Suite struct CrawlClockTests {
  @Test func `The time until a moment is exact, where the present moment is rounded down`() {
    let clock = CrawlClock()
    let moment = clock.now.adding(.milliseconds(500))
    let (before, left, after) = (clock.now, clock.time(until: moment), clock.now)

    #expect(left <= moment.since(before))
    #expect(left > moment.since(after) - .milliseconds(1))
    #expect(clock.time(until: clock.now.adding(.seconds(-3))) < .seconds(-2))
  }
}
