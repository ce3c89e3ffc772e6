/// Protego's cases (by their index in suites/protego/cases.json) that contradict Google's parser or RFC 9309, and why.
///
/// Each must still fail: a case that begins to pass has to leave this list.
let protegoExpectedFailures: [Int: String] = [:]
