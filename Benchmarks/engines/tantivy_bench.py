#!/usr/bin/env python3
"""Indexes the shared token stream with Tantivy and times queries on it, on one thread. Run by compare-engines in its environment.

Times are of the searcher's call alone: terms are looked up in it, Query objects are made before; the Python binding's own cost
is in it and is the '#' line of the results. The binding has no plain count, so the fastest way that it has is taken: the
document frequency of one term, an aggregation over a phrase (it needs no scores), a search of constant scores for the rest.
Results have a line a query: qid, class, hits or count, scores of the hits separated by commas, all matching documents, then a
time in µs a repetition.
"""
import argparse, os, shutil, time

import tantivy
from tantivy import FieldType, Occur, Query


def schema():
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("body", stored=False, tokenizer_name="tokens", index_option="position")
    builder.add_text_field("site", stored=False, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("date", stored=False, indexed=True, fast=True)
    return builder.build()


def with_tokenizer(index):
    index.register_tokenizer("tokens", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def build(folder, tokens):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    index = with_tokenizer(tantivy.Index(schema(), path=folder))
    writer = index.writer(heap_size=2_000_000_000, num_threads=1)
    with open(tokens, encoding="utf-8") as lines:
        for line in lines:
            _, site, date, body = line.rstrip("\n").split("\t", 3)
            document = tantivy.Document()
            document.add_text("body", body)
            document.add_text("site", site)
            document.add_integer("date", int(date))
            writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()


class TimedQuery:
    """A line of the query file with its Tantivy query, and what running it gave."""

    def __init__(self, line, searcher, fields):
        self.id, self.query_class, operation, limit, _, tokens, filter = line.rstrip("\n").split("\t")
        terms = tokens.split(" ")
        self.is_count = operation.startswith("count_")
        self.query = filtered(matching(operation.removeprefix("count_"), terms, fields), filter, fields)
        self.searcher, self.microseconds, self.scores = searcher, [], []
        if not self.is_count:
            self.call, self.arguments = searcher.search, (self.query, int(limit), False)
        elif len(terms) == 1 and not filter:
            self.call, self.arguments = searcher.doc_freq, ("body", terms[0])
        elif operation == "count_phrase":
            self.call, self.arguments = searcher.aggregate, (self.query, {"count": {"value_count": {"field": "date"}}})
        else:
            self.call, self.arguments = searcher.search, (Query.const_score_query(self.query, 0.0), 1, True)

    def once(self, is_timed):
        call, arguments, clock = self.call, self.arguments, time.perf_counter_ns
        start = clock()
        found = call(*arguments)
        end = clock()
        if is_timed:
            self.microseconds.append((end - start) / 1e3)
        if not self.is_count:
            self.scores = [score for score, _ in found.hits]

    def line(self):
        total = self.searcher.search(self.query, limit=1, count=True).count
        columns = [self.id, self.query_class, total if self.is_count else len(self.scores), ",".join(map(repr, self.scores)), total]
        return "\t".join(map(str, columns + [f"{time:.2f}" for time in self.microseconds]))


def matching(operation, tokens, fields):
    if len(tokens) == 1:
        return Query.term_query(fields, "body", tokens[0], "freq")
    if operation == "phrase":
        return Query.phrase_query(fields, "body", tokens)
    occur = Occur.Must if operation == "and" else Occur.Should
    return Query.boolean_query([(occur, Query.term_query(fields, "body", token, "freq")) for token in tokens])


def filtered(query, filter, fields):
    if not filter:
        return query
    kind, value = filter.split("=")
    if kind == "site":
        allowed = Query.term_query(fields, "site", value, "basic")
    else:
        first, last = map(int, value.split("-"))
        allowed = Query.range_query(fields, "date", FieldType.Integer, first, last)
    return Query.boolean_query([(Occur.Must, query), (Occur.Must, Query.const_score_query(allowed, 0.0))])


def call_overhead(searcher):
    """The least µs of a search that finds nothing: what the binding itself takes."""
    empty, best = Query.empty_query(), float("inf")
    for _ in range(2000):
        start = time.perf_counter_ns(); searcher.search(empty, limit=10, count=False)
        best = min(best, time.perf_counter_ns() - start)
    return best / 1e3


def search(folder, queries, results, warm_up, repetitions):
    index = with_tokenizer(tantivy.Index.open(folder))
    searcher = index.searcher()
    print("segments", searcher.num_segments)
    with open(queries, encoding="utf-8") as lines:
        runs = [TimedQuery(line, searcher, index.schema) for line in lines]
    for number in range(-warm_up, repetitions):
        for query in runs:
            query.once(number >= 0)
    with open(results, "w", encoding="utf-8") as out:
        out.write(f"# a call that finds nothing takes {call_overhead(searcher):.2f} µs\n")
        out.writelines(query.line() + "\n" for query in runs)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    actions = parser.add_subparsers(dest="action", required=True)
    action = actions.add_parser("index"); action.add_argument("folder"); action.add_argument("tokens")
    action = actions.add_parser("search")
    for name in ("folder", "queries", "results"):
        action.add_argument(name)
    action.add_argument("warm_up", type=int); action.add_argument("repetitions", type=int)
    given = parser.parse_args()
    if given.action == "index":
        build(given.folder, given.tokens)
    else:
        search(given.folder, given.queries, given.results, given.warm_up, given.repetitions)


if __name__ == "__main__":
    main()
