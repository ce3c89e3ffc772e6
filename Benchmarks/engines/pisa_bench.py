#!/usr/bin/env python3
"""Indexes the shared token stream with PISA and times queries on it, on one thread. Run by compare-engines in its environment.

PISA's own parser is for Latin text, so a token is spelled in ASCII: w and the word, or z and the UTF-16 of the characters in hex.
PISA has neither positions nor filters nor counts: only ranked OR and AND are run. Its parser drops words that the index has not,
so an AND with such a word is left out: it would be another query. A time is the gap between two pulls of the
binding's loop over queries, which runs one query a pull: parsing, look-up of terms, search, top k and the ids of the hits.
Results have a line a query: qid, class, hits, scores of the hits separated by commas, nothing, then a time in µs a repetition.
"""
import argparse, ctypes, glob, importlib.util, os, shutil, site, sys, time

BM25 = {"block_size": 64, "quantize": 0, "bm25_k1": 1.2, "bm25_b": 0.75}
ENCODING = "block_simdbp"
AND_ALGORITHM = "block_max_ranked_and"


def binding():
    """The compiled module alone: its package wants a whole retrieval framework."""
    for folder in site.getsitepackages():
        for file in glob.glob(f"{folder}/pyterrier_pisa/_pisathon*.so"):
            found = importlib.util.spec_from_file_location("pyterrier_pisa._pisathon", file)
            module = importlib.util.module_from_spec(found)
            found.loader.exec_module(module)
            return module
    sys.exit("pisa_bench.py: no pyterrier-pisa here; run it with the Python that compare-engines set up")


def spelled(token):
    return "w" + token if token.isascii() else "z" + token.encode("utf-16-be").hex()


def write_documents(tokens, documents):
    """The stream as PISA's parser reads it: id and terms on a line."""
    known = {}
    with open(tokens, encoding="utf-8") as lines, open(documents, "w") as out:
        for line in lines:
            number, _, _, body = line.rstrip("\n").split("\t", 3)
            terms = [known.get(token) or known.setdefault(token, spelled(token)) for token in body.split(" ")]
            out.write(f"d{number} {' '.join(terms)}\n")


def opened(pisa, folder):
    """The index, compressed and with its block maxima; made when it is opened for the first time."""
    context = pisa.RetrievalContext()
    pisa.prepare_index(context, folder, ENCODING, "bm25", "", **BM25)
    return context


def build(folder, documents):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    pisa = binding()
    pisa.index(documents, folder, "", 100_000, 1)
    opened(pisa, folder)


class TimedQueries:
    """The queries of one operation as the binding pulls them; notes the time of every pull."""

    def __init__(self, rows):
        self.rows = rows
        self.queries = [(number, " ".join(map(spelled, row[5].split(" ")))) for number, row in enumerate(rows)]
        self.pulls = []
        self.times = [[] for _ in rows]
        size = len(rows) * int(rows[0][3])
        self.numbers, self.ranks = (ctypes.c_int32 * size)(), (ctypes.c_int32 * size)()
        self.scores, self.ids = (ctypes.c_float * size)(), (ctypes.c_void_p * size)()

    def __len__(self):
        return len(self.queries)

    def __iter__(self):
        for query in self.queries:
            self.pulls.append(time.perf_counter_ns())
            yield query
        self.pulls.append(time.perf_counter_ns())

    def once(self, pisa, context, algorithm, is_timed):
        self.pulls.clear()
        self.found = pisa.retrieve(
            context, algorithm, self, int(self.rows[0][3]), threads=1, query_weighted=0, result_qidxs=self.numbers,
            result_docnos=self.ids, result_ranks=self.ranks, result_scores=self.scores)
        if is_timed:
            for number, times in enumerate(self.times):
                times.append((self.pulls[number + 1] - self.pulls[number]) / 1e3)

    def lines(self):
        scores = [[] for _ in self.rows]
        for place in range(self.found):
            scores[self.numbers[place]].append(self.scores[place])
        for row, found, times in zip(self.rows, scores, self.times):
            yield "\t".join([row[0], row[1], str(len(found)), ",".join(map(repr, found)), "", *(f"{t:.2f}" for t in times)])


def answerable(queries, frequencies):
    """The lines of the query file that PISA can do."""
    with open(queries, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    unknown = {token for row in rows for token in row[5].split(" ")}
    with open(frequencies, encoding="utf-8") as lines:
        unknown.difference_update(line.split("\t")[0] for line in lines)
    return [row for row in rows if not row[6] and (row[2] == "or" or row[2] == "and" and unknown.isdisjoint(row[5].split(" ")))]


def search(folder, frequencies, queries, results, warm_up, repetitions, or_algorithm):
    pisa = binding()
    context = opened(pisa, folder)
    rows = answerable(queries, frequencies)
    batches = []
    for operation, algorithm in (("or", or_algorithm), ("and", AND_ALGORITHM)):
        for limit in sorted({row[3] for row in rows}):
            chosen = [row for row in rows if row[2] == operation and row[3] == limit]
            if chosen:
                batches.append((algorithm, TimedQueries(chosen)))
    for number in range(-warm_up, repetitions):
        for algorithm, batch in batches:
            batch.once(pisa, context, algorithm, number >= 0)
    with open(results, "w", encoding="utf-8") as out:
        out.writelines(line + "\n" for _, batch in batches for line in batch.lines())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    action = actions.add_parser("documents"); action.add_argument("tokens"); action.add_argument("documents")
    action = actions.add_parser("index"); action.add_argument("folder"); action.add_argument("documents")
    action = actions.add_parser("search")
    for name in ("folder", "frequencies", "queries", "results"):
        action.add_argument(name)
    action.add_argument("warm_up", type=int); action.add_argument("repetitions", type=int)
    action.add_argument("--or-algorithm", default="block_max_wand")
    given = vars(parser.parse_args())
    {"documents": write_documents, "index": build, "search": search}[given.pop("action")](**given)


if __name__ == "__main__":
    main()
