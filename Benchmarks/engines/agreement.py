"""Compares what the engines found. Times of engines that disagree say nothing."""
import statistics

from searches import by_class

# Scores are sums of a few 32-bit floats, added in another order by each engine; kuasou prints six digits behind the point.
TOLERANCE, LEAST = 1e-4, 2e-6


class Agreement:
    """Of one engine's row with the reference, per class."""

    def __init__(self, name, outcomes, reference):
        self.name, self.classes, self.differences = name, {}, []
        self.scale = _scale(outcomes, reference)
        ids = {id for id in outcomes if id in reference}
        for query_class, rows in by_class({id: outcomes[id] for id in outcomes if id in ids}).items():
            self.classes[query_class] = {"queries": len(rows), "counts": 0, "scores": 0}
        for id in ids:
            self._compare(id, outcomes[id], reference[id])

    def _compare(self, id, ours, theirs):
        counts = self.classes[ours.query_class]
        is_same_count = ours.hits == theirs.hits and ours.total in (None, theirs.total)
        pairs = list(zip(ours.scores, theirs.scores))
        is_same_scores = all(abs(a * self.scale - b) <= TOLERANCE * abs(b) + LEAST for a, b in pairs)
        counts["counts"] += is_same_count
        counts["scores"] += is_same_scores
        if not is_same_count:
            self.differences.append(f"{self.name}: query {id} ({ours.query_class}): {ours.total or ours.hits}, expected {theirs.total}")
        if not is_same_scores:
            self.differences.append(f"{self.name}: query {id} ({ours.query_class}): scores {ours.scores[:3]}, expected {theirs.scores[:3]}")

    def lines(self):
        """A line a class."""
        for query_class, counts in self.classes.items():
            yield f"  {self.name:<14}{query_class:<13}{counts['counts']:>5}{counts['scores']:>8}  of {counts['queries']}"


def _scale(outcomes, reference):
    """What the engine's scores must be multiplied by: Lucene leaves out BM25's constant factor k1 + 1."""
    ratios = [reference[id].scores[0] / row.scores[0] for id, row in outcomes.items()
              if id in reference and row.scores and reference[id].scores and row.scores[0] > 0]
    return statistics.median(ratios) if ratios else 1.0


def compare(outcomes, reference="tantivy"):
    """Agreements of all other engines with the reference; PISA's BM25 has another idf, so only the number of its hits is compared."""
    agreements = []
    for name, rows in outcomes.items():
        if name == reference or reference not in outcomes:
            continue
        if name.startswith("pisa"):
            for row in rows.values():
                row.scores = []
        agreements.append(Agreement(name, rows, outcomes[reference]))
    return agreements
