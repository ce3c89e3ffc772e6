"""Draws the queries by a seed: 14 classes, from words that the collection's own statistics show.

Two characters count as a word where they stick together (normalised pointwise mutual information over documents) and do so more
than either does with its other neighbour. The same texts (title and first 120 characters) and document frequencies (20 and more)
are drawn from as in the shared query files, which a dictionary's words were taken for.
"""
import itertools, json, math, random, re

from console import Failure
from token_stream import HAN, tokens

_HAN_RUN, _BIGRAM = re.compile(f"[{HAN}]{{4,}}"), re.compile(f"[{HAN}]{{2}}")
LEAST_DOCUMENTS, COHESION, HEAD, POOL = 20, 0.2, 120, 15
SITES = ["s00", "s01", "s02", "s03", "s05", "s08", "s13", "s20", "s30"]


class Statistics:
    """In how many documents tokens are, and the texts that queries are drawn from."""

    def __init__(self, folder):
        self.frequency, self.first, self.second, self.total, self.texts = {}, {}, {}, 0, []
        with open(folder / "frequencies.tsv", encoding="utf-8") as lines:
            for line in lines:
                token, documents = line.rstrip("\n").split("\t")
                self.frequency[token] = documents = int(documents)
                if len(token) == 2 and not token.isascii():
                    self.first[token[0]] = self.first.get(token[0], 0) + documents
                    self.second[token[1]] = self.second.get(token[1], 0) + documents
                    self.total += documents
        with open(folder / "passages.jsonl", encoding="utf-8") as lines:
            for passage in map(json.loads, lines):
                self.texts += [passage["title"], passage["text"][:HEAD]]

    def cohesion(self, bigram):
        """From -1 (never together) over 0 (by chance) to 1 (always); -1 for a bigram too rare to draw."""
        both = self.frequency.get(bigram, 0)
        if both < LEAST_DOCUMENTS:
            return -1.0
        by_chance = self.first[bigram[0]] * self.second[bigram[1]] / self.total
        return math.log(both / by_chance) / -math.log(both / self.total)

    def words(self, run):
        """Where two-character words begin in a run of Han characters."""
        bonds = [self.cohesion(run[i:i + 2]) for i in range(len(run) - 1)]
        padded = [-1.0, *bonds, -1.0]
        return {i for i, bond in enumerate(bonds) if bond >= COHESION and bond > padded[i] and bond > padded[i + 2]}


def distinct(draw_some, count, what):
    """`count` different strings out of what `draw_some` gives each time it is called."""
    found = {}
    for _ in range(200 * count + 10_000):
        found.update(dict.fromkeys(draw_some()))
        if len(found) >= POOL * count:
            break
    if len(found) < count:
        raise Failure(f"only {len(found)} {what} in this corpus, {count} are wanted", "take more documents or a smaller --per-class")
    return found


def texts_to_search(statistics, draw, count):
    """Words of two characters, pairs of them that stand side by side, stretches of 8 to 20 characters, and the frequent bigrams."""
    def runs():
        return _HAN_RUN.findall(draw.choice(statistics.texts))

    def pairs_of(run):
        starts = statistics.words(run)
        bonds = [statistics.cohesion(run[i:i + 2]) for i in range(len(run) - 1)]
        pairs = [i for i in starts if i + 2 in starts and bonds[i + 1] > -1]
        idioms = [i for i in range(len(bonds) - 2) if min(bonds[i:i + 3]) >= COHESION]
        return [run[i:i + 4] for i in sorted({*pairs, *idioms})]

    def stretch(run):
        length = min(len(run), draw.randint(8, 20))
        start = draw.randrange(len(run) - length + 1)
        return run[start:start + length]

    words = distinct(lambda: [run[i:i + 2] for run in runs() for i in sorted(statistics.words(run))], count, "words")
    pairs = distinct(lambda: [pair for run in runs() for pair in pairs_of(run)], count, "pairs of words")
    stretches = distinct(lambda: [stretch(run) for run in runs() if len(run) >= 8], count, "runs of 8 characters")
    frequent = [token for token in itertools.islice(statistics.frequency, 4 * count) if _BIGRAM.fullmatch(token)][:count]
    return [draw.sample(sorted(found), count) for found in (words, pairs, stretches)] + [frequent]


def draw_queries(folder, seed, count):
    """The lines of a query file: qid, class, op, k, raw, tokens, filter."""
    draw = random.Random(seed)
    words, pairs, stretches, frequent = texts_to_search(Statistics(folder), draw, count)
    two = [" ".join(draw.sample(frequent, 2)) for _ in range(count)]
    years = [draw.randint(2006, 2023) for _ in range(count)]
    no_filter = itertools.repeat("")
    classes = [
        ("word2", "or", words, no_filter), ("phrase4", "phrase", pairs, no_filter), ("and4", "and", pairs, no_filter),
        ("or4", "or", pairs, no_filter), ("long_or", "or", stretches, no_filter), ("long_and", "and", stretches, no_filter),
        ("hifreq", "or", frequent, no_filter), ("hf_and2", "and", two, no_filter), ("hf_or2", "or", two, no_filter),
        ("or4_site", "or", pairs, [f"site={draw.choice(SITES)}" for _ in range(count)]),
        ("or4_date", "or", pairs, [f"date={year}0101-{year}1231" for year in years]),
        ("count_word2", "count_or", words, no_filter), ("count_phr4", "count_phrase", pairs, no_filter),
        ("count_and4", "count_and", pairs, no_filter)]
    rows = [(name, operation, "10", raw, " ".join(tokens(raw)), filter)
            for name, operation, texts, filters in classes for raw, filter in zip(texts, filters)]
    return ["\t".join([str(number), *row]) for number, row in enumerate(rows)]


def frequencies_by_class(folder, queries):
    """Per class of a query file: the median and mean of the summed document frequencies, and the median of the rarest term's."""
    frequency = {}
    with open(folder / "frequencies.tsv", encoding="utf-8") as lines:
        for line in lines:
            token, documents = line.rstrip("\n").split("\t")
            frequency[token] = int(documents)
    sums = {}
    for row in queries:
        _, name, _, _, _, terms, *_ = row.split("\t")
        found = [frequency.get(term, 0) for term in terms.split(" ")]
        sums.setdefault(name, []).append((sum(found), min(found)))
    middle = lambda values: sorted(values)[len(values) // 2]
    return {name: {"median_sum": middle([s for s, _ in rows]), "mean_sum": round(sum(s for s, _ in rows) / len(rows)),
                   "median_rarest": middle([m for _, m in rows])} for name, rows in sums.items()}
