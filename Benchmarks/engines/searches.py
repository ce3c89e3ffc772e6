"""Runs the queries on every engine, in turn and in several rounds, so that what else the machine does hits all alike."""
import collections, pathlib, statistics

from console import measured, say

HERE = pathlib.Path(__file__).parent
# The names of the rows; PISA is run with both of its algorithms for OR that are the best somewhere.
PISA_ALGORITHMS = {"pisa-bmw": "block_max_wand", "pisa-maxscore": "maxscore"}
# Passes over all queries before the timed ones; Lucene's are for its compiler.
WARM_UP, LUCENE_WARM_UP = 2, 30


class Outcome:
    """What an engine gave for one query, and all its times in µs."""

    def __init__(self, query_class, hits, scores, total):
        self.query_class, self.hits, self.scores, self.total = query_class, hits, scores, total
        self.times = []

    @property
    def best(self):
        return min(self.times)

    @property
    def typical(self):
        return statistics.median(self.times)


def names(engines):
    """The rows that a list of engines gives."""
    return [name for engine in engines for name in (PISA_ALGORITHMS if engine == "pisa" else [engine])]


def search(part, engines, queries, peers, kuasou, rounds, repetitions):
    """Outcomes by name of the row, then query id; times of all rounds are put together."""
    outcomes, overhead = {name: {} for name in names(engines)}, {}
    for number in range(rounds):
        say(f"searching {part.folder.name}, round {number + 1} of {rounds}")
        turn = names(engines)
        for name in turn[number % len(turn):] + turn[:number % len(turn)]:
            lines = _run(name, part, queries, peers, kuasou, repetitions)
            if lines and lines[0].startswith("#"):
                overhead[name] = lines.pop(0).lstrip("# ")
            _take(lines, outcomes[name])
    return outcomes, overhead


def _run(name, part, queries, peers, kuasou, repetitions):
    """One engine's lines of results: qid, class, hits, scores, total, times."""
    results, log = part.folder / f"{name}.results", part.folder / f"search-{name}.log"
    if name == "kuasou":
        return _kuasou_lines(part, queries, kuasou, repetitions, results)
    if name == "lucene":
        command = peers.java_command("LuceneBench", "search", part.folder / "lucene", queries, results, LUCENE_WARM_UP, repetitions)
    elif name == "tantivy":
        command = [peers.python, HERE / "tantivy_bench.py", "search", part.folder / name, queries, results, WARM_UP, repetitions]
    else:
        command = [peers.python, HERE / "pisa_bench.py", "search", part.folder / "pisa", part.folder / "frequencies.tsv", queries, results,
                   WARM_UP, repetitions, "--or-algorithm", PISA_ALGORITHMS[name]]
    measured(command, log, peers.pisa_environment)
    return results.read_text(encoding="utf-8").splitlines()


def _kuasou_lines(part, queries, kuasou, repetitions, results):
    """`kuasou bench` would repeat a query at once; given the whole list again and again it goes over it in passes, as all others do."""
    repeated = part.folder / "kuasou-passes.tsv"
    lines = queries.read_text(encoding="utf-8").splitlines()
    repeated.write_text("\n".join(lines * (WARM_UP + repetitions)) + "\n", encoding="utf-8")
    measured([kuasou, "bench", repeated, "--reps", 1, "--data", part.folder / "kuasou"], results)
    return results.read_text(encoding="utf-8").splitlines()[WARM_UP * len(lines):]


def _take(lines, outcomes):
    for line in lines:
        id, query_class, hits, scores, total, *times = line.split("\t")
        if id not in outcomes:
            values = [float(score) for score in scores.split(",") if score]
            outcomes[id] = Outcome(query_class, int(hits), values, int(total) if total else None)
        outcomes[id].times += map(float, times)


def by_class(outcomes):
    """Outcomes of one engine, grouped; classes in the order of the query file."""
    classes = collections.OrderedDict()
    for outcome in outcomes.values():
        classes.setdefault(outcome.query_class, []).append(outcome)
    return classes


def spread(times):
    """Mean, median and 99th percentile."""
    times = sorted(times)
    return {"mean": statistics.mean(times), "median": statistics.median(times), "p99": times[-(-99 * len(times) // 100) - 1]}


def figures(outcomes):
    """Mean, median and p99 of the queries' best times, and the mean of their median times."""
    return {**spread(outcome.best for outcome in outcomes), "typical": statistics.mean(outcome.typical for outcome in outcomes)}
