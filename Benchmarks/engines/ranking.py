"""Runs queries by kuasou's ranking and by the same recipe in Lucene, in turn and in several rounds, and compares what they found."""
import statistics

import searches
from console import Failure, measured, run, say
from token_stream import tokens

BAR = 0.6
# The rows of a class, and what kuasou is measured by.
KUASOU, COUNTED, ALONE, PLAIN = ROWS = ["kuasou", "lucene, best 50 and count", "lucene, best 50 alone", "lucene, any document"]
# Lucene leaves out BM25's constant factor k1 + 1; what kuasou's closeness lifts a score to at most; and what floats and the lengths of
# words in other scripts, which the token stream does not have, may do to a score.
FACTOR, MOST_LIFT, TOLERANCE = 2.2, 2 * 1.6, 5e-3


class Query:
    """A query, what kuasou does with it, and what both found; times in µs by row."""

    def __init__(self, query_class, text):
        self.query_class, self.text, self.terms = query_class, text, []
        self.times = {row: [] for row in ROWS}

    def take_kuasou(self, line):
        text, kind, total, time, scores, *terms = line.split("\t") if line.count("\t") >= 4 else [line, "", "", "", ""]
        if text != self.text or kind not in ("all", "some"):
            raise Failure(f"kuasou-bench's line '{line[:80]}' is none of '{self.text}'", "build the program of this checkout: 'make release'")
        self.is_all, self.total, self.scores = kind == "all", int(total), _numbers(scores)
        self.terms = list(filter(None, terms))
        self.times[KUASOU].append(float(time))

    @property
    def line(self):
        """The line for Lucene: words that the ranking leaves out, as of two function characters, decide about matches nevertheless."""
        ranked = {term.split(":", 3)[3] for term in self.terms if term.startswith("body:")}
        others = [f"body:0::{word}" for word in dict.fromkeys(tokens(self.text)) if word not in ranked]
        return "\t".join([self.text, "all" if self.is_all else "some", *self.terms, *others])

    def take_lucene(self, line):
        total, strangers, scores, *times = line.split("\t")
        self.lucene_total, self.strangers, self.lucene_scores = int(total), int(strangers), _numbers(scores)
        count = len(times) // 3
        for number, row in enumerate((COUNTED, ALONE, PLAIN)):
            self.times[row] += map(float, times[number * count:(number + 1) * count])

    @property
    def is_near(self):
        """Whether kuasou's scores are Lucene's, each lifted by closeness: of a query of one word not at all, else by what it may be.

        The best of lifted scores is at least the best of those that were lifted, and at most what the most lift makes of it; so is
        the second, and every other.
        """
        most = 1 if len(set(tokens(self.text))) == 1 else MOST_LIFT
        ratios = [ours / (FACTOR * theirs) for ours, theirs in zip(self.scores, self.lucene_scores)]
        return all(1 - TOLERANCE <= ratio <= most * (1 + TOLERANCE) for ratio in ratios)


def _numbers(text):
    return [float(number) for number in text.split(",") if number]


def search(part, queries, peers, bench, rounds, repetitions):
    """Runs all queries; gives those of them that kuasou finds words in."""
    texts = part.folder / "ranking-texts.txt"
    texts.write_text("".join(f"{query.text}\n" for query in queries), encoding="utf-8")
    kuasou = [bench, "ranking", part.folder / "kuasou/index", texts, "--lines", "--reps", repetitions]
    asked = queries
    for number in range(rounds):
        say(f"searching {part.folder.name}, round {number + 1} of {rounds}")
        # Lucene needs kuasou's lines, so that kuasou is the first in the first round; then they take turns.
        if number % 2:
            _run_lucene(part, asked, peers, repetitions)
        _take(run(kuasou).splitlines(), queries, Query.take_kuasou)
        asked = [query for query in queries if query.terms]
        if number % 2 == 0:
            _run_lucene(part, asked, peers, repetitions)
    return asked


def _run_lucene(part, queries, peers, repetitions):
    lines, results = part.folder / "ranking-lines.tsv", part.folder / "lucene-ranking.results"
    lines.write_text("".join(f"{query.line}\n" for query in queries), encoding="utf-8")
    command = ["search", part.folder / "lucene-ranking", lines, results, searches.LUCENE_WARM_UP, repetitions]
    measured(peers.java_command("LuceneRanking", *command), part.folder / "search-lucene-ranking.log")
    _take(results.read_text(encoding="utf-8").splitlines(), queries, Query.take_lucene)


def _take(lines, queries, take):
    if len(lines) != len(queries):
        raise Failure(f"{len(lines)} lines of {len(queries)} queries", "run it by hand on ranking-texts.txt or ranking-lines.tsv in the work folder")
    for query, line in zip(queries, lines):
        take(query, line)


class ClassReport:
    """One class: the spread of the queries' best times by row, and whether kuasou keeps the bar."""

    def __init__(self, name, queries):
        self.name, self.queries = name, queries
        self.figures = {row: searches.spread(min(query.times[row]) for query in queries) for row in ROWS}
        self.ratios = {row: {what: self.figures[KUASOU][what] / self.figures[row][what] for what in ("mean", "p99")} for row in ROWS[1:]}
        self.verdicts = {what: "pass" if value <= BAR else "FAIL" for what, value in self.ratios[COUNTED].items()}
        self.all = sum(query.is_all for query in queries)
        self.same = sum(query.strangers == 0 for query in queries)

    def lines(self):
        kinds = f"{self.name} ({len(self.queries)} queries: {self.all} all, {len(self.queries) - self.all} some)"
        yield f"{kinds:<44}{'mean':>9}{'median':>9}{'p99':>9}  µs; kuasou's by it: mean, p99"
        for row, figures in self.figures.items():
            ratios = [f"{value:7.2f}" + (f" {self.verdicts[what]}" if row == COUNTED else "") for what, value in self.ratios.get(row, {}).items()]
            note = f"  (the same 50 for {self.same})" if row == PLAIN else ""
            yield f"  {row:<42}{figures['mean']:9.1f}{figures['median']:9.1f}{figures['p99']:9.1f}{' '.join(ratios)}{note}"
        yield ""

    def as_json(self):
        return {"queries": len(self.queries), "all": self.all, "some": len(self.queries) - self.all, "same_hits_of_any_document": self.same,
                "figures": self.figures, "ratios": self.ratios, "bar": BAR, "verdicts": self.verdicts}


def differences(queries):
    """A line for each query of which the engines count other numbers of documents."""
    return [f"{query.text} ({query.query_class}): kuasou {query.total}, Lucene {query.lucene_total}"
            for query in queries if query.total != query.lucene_total]


def near_share(queries):
    return statistics.mean(query.is_near for query in queries)
