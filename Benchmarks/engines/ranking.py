"""Runs queries by kuasou's ranking and by the same recipe in Lucene, in turn and in several rounds, and compares what they found."""
import datetime, statistics

import searches
from console import Failure, measured, run, say
from token_stream import tokens

BAR, BARS = 0.6, {"word2": 0.3, "hifreq": 0.3, "phrase4": 0.4}
# The rows of a class, and what kuasou is measured by.
KUASOU, UNLIFTED, COUNTED, ALONE, PLAIN = ROWS = [
    "kuasou", "kuasou, without closeness", "lucene, best 50 and count", "lucene, best 50 alone", "lucene, any document"]
# Lucene leaves out BM25's constant factor k1 + 1; and what floats and the lengths of words in other scripts, which the token stream
# does not have, may do to a score.
FACTOR, TOLERANCE = 2.2, 5e-3


class Query:
    """A query, what kuasou does with it, and what both found; times in µs by row."""

    def __init__(self, query_class, operation, words, filter):
        self.query_class, self.words, self.filter, self.is_phrase, self.terms = query_class, words, filter, operation == "phrase", []
        self.text = " ".join([f'"{words}"' if self.is_phrase else words, *self._limits()])
        self.times = {row: [] for row in ROWS}

    def _limits(self):
        """The filter as people type it."""
        kind, _, value = self.filter.partition("=")
        if kind == "site":
            yield f"site:{value}"
        elif kind == "date":
            first, last = (datetime.datetime.strptime(day, "%Y%m%d").date() for day in value.split("-"))
            yield f"after:{first} before:{last}"

    def take_kuasou(self, line):
        kind, total, time, _, *terms = self._columns(line)
        self.is_all, self.total, self.terms = kind == "all", int(total), list(filter(None, terms))
        self.times[KUASOU].append(float(time))

    def take_unlifted(self, line):
        _, _, time, scores, *_ = self._columns(line)
        self.scores = _numbers(scores)
        self.times[UNLIFTED].append(float(time))

    def _columns(self, line):
        text, *columns = line.split("\t")
        if text != self.text or len(columns) < 4 or columns[0] not in ("all", "some"):
            raise Failure(f"kuasou-bench's line '{line[:80]}' is none of '{self.text}'", "build the program of this checkout: 'make release'")
        return columns

    @property
    def line(self):
        """The line for Lucene."""
        kind = "phrase" if self.is_phrase else "all" if self.is_all else "some"
        return "\t".join([self.text, kind, self.filter, " ".join(dict.fromkeys(tokens(self.words))), *self.terms])

    def take_lucene(self, line):
        total, strangers, scores, *times = line.split("\t")
        self.lucene_total, self.strangers, self.lucene_scores = int(total), int(strangers), _numbers(scores)
        count = len(times) // 3
        for number, row in enumerate((COUNTED, ALONE, PLAIN)):
            self.times[row] += map(float, times[number * count:(number + 1) * count])

    @property
    def is_equal(self):
        """Whether kuasou's scores, before the best are lifted, are Lucene's."""
        ratios = [ours / (FACTOR * theirs) for ours, theirs in zip(self.scores, self.lucene_scores)]
        return all(abs(ratio - 1) <= TOLERANCE for ratio in ratios)


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
        _take(run([*kuasou, "--without-closeness"]).splitlines(), queries, Query.take_unlifted)
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
        self.ratios = {row: [self.figures[ours][what] / self.figures[row][what] for ours in (KUASOU, UNLIFTED) for what in ("mean", "p99")]
                       for row in ROWS[2:]}
        self.bar = BARS.get(name, BAR)
        self.verdicts = ["pass" if value <= self.bar else "FAIL" for value in self.ratios[COUNTED][:2]]
        self.all = sum(query.is_all for query in queries)
        self.same = sum(query.strangers == 0 for query in queries)

    def lines(self):
        kinds = f"{self.name} ({len(self.queries)} queries: {self.all} all, {len(self.queries) - self.all} some)"
        yield f"{kinds:<44}{'mean':>9}{'median':>9}{'p99':>9}  µs; kuasou's by it: mean, p99; without closeness: mean, p99"
        for row, figures in self.figures.items():
            ratios = "".join(f"{value:7.2f}" for value in self.ratios.get(row, []))
            note = f"  (the same 50 for {self.same})" if row == PLAIN else ""
            verdict = f"  bar {self.bar}: {' '.join(self.verdicts)}" if row == COUNTED else ""
            yield f"  {row:<42}{figures['mean']:9.1f}{figures['median']:9.1f}{figures['p99']:9.1f}{ratios}{verdict}{note}"
        yield ""

    def as_json(self):
        return {"queries": len(self.queries), "all": self.all, "some": len(self.queries) - self.all, "same_hits_of_any_document": self.same,
                "figures": self.figures, "ratios": self.ratios, "bar": self.bar, "verdicts": self.verdicts}


def differences(queries):
    """A line for each query of which the engines count other numbers of documents."""
    return [f"{query.text} ({query.query_class}): kuasou {query.total}, Lucene {query.lucene_total}"
            for query in queries if query.total != query.lucene_total]


def equal_share(queries):
    return statistics.mean(query.is_equal for query in queries)
