"""Tables of a comparison: per class, per build, as text, Markdown or JSON, with the bars that kuasou has to keep."""
import searches

# kuasou's time by the best peer's, at most; in µs where a class has a bar of its own.
BARS = {"word2": 0.3, "hifreq": 0.3, "phrase4": 0.4}
USUAL_BAR, MICROSECONDS_BARS = 0.6, {"count_word2": 2.0}
INDEX_BAR, BUILD_BAR, THREADS_BAR = 0.75, 5.0, 1.7


class ClassReport:
    """One class: the figures of every engine, the best peer's, and whether kuasou keeps the bar."""

    def __init__(self, name, outcomes):
        self.name, self.queries = name, len(next(iter(outcomes.values())))
        self.figures = {engine: searches.figures(rows) for engine, rows in outcomes.items()}
        peers = [engine for engine in self.figures if engine != "kuasou"]
        self.best = {what: min(peers, key=lambda peer: self.figures[peer][what], default=None) for what in ("mean", "p99")}

    @property
    def is_absolute(self):
        return self.name in MICROSECONDS_BARS

    @property
    def bar(self):
        return MICROSECONDS_BARS.get(self.name) or BARS.get(self.name, USUAL_BAR)

    def value(self, what):
        """What the bar is for: µs, or kuasou's time by that of the best peer; None when there is nothing to compare."""
        ours = self.figures.get("kuasou")
        if ours is None or (self.best[what] is None and not self.is_absolute):
            return None
        return ours[what] if self.is_absolute else ours[what] / self.figures[self.best[what]][what]

    def verdict(self, what):
        value = self.value(what)
        return "-" if value is None else "pass" if value <= self.bar else "FAIL"

    def lines(self):
        yield f"{self.name + f' ({self.queries} queries)':<28}{'mean':>9}{'median':>9}{'p99':>9}{'typical mean':>14}  µs"
        for engine, row in self.figures.items():
            yield f"  {engine:<26}{row['mean']:9.1f}{row['median']:9.1f}{row['p99']:9.1f}{row['typical']:14.1f}"
        unit = "µs" if self.is_absolute else "of"
        for what in ("mean", "p99"):
            if self.value(what) is not None:
                peer = "" if self.is_absolute else f" {self.best[what]}'s"
                yield f"  {what + ':':<6}{self.value(what):.2f} {unit}{peer}, bar {self.bar:g}: {self.verdict(what)}"
        yield ""

    def as_json(self):
        values = {what: {"value": self.value(what), "best_peer": self.best[what], "verdict": self.verdict(what)} for what in ("mean", "p99")}
        return {"queries": self.queries, "engines": self.figures, "bar": self.bar, "bar_is_microseconds": self.is_absolute, **values}


def class_reports(outcomes):
    """One report a class, in the order of the query file."""
    grouped = {engine: searches.by_class(rows) for engine, rows in outcomes.items()}
    order = dict.fromkeys(name for classes in grouped.values() for name in classes)
    return [ClassReport(name, {engine: classes[name] for engine, classes in grouped.items() if name in classes}) for name in order]


class BuildReport:
    """Speed and size of the indexes: MB of text a CPU second, and bytes with positions."""

    def __init__(self, records, text_bytes):
        self.records, self.text_bytes = records, text_bytes
        self.rows = []
        for engine, record in records.items():
            self._add(engine, record, record["index_bytes"])
            if engine == "kuasou":
                both = {name: record[name] + record["import"][name] for name in ("wall_s", "cpu_s")}
                self._add("kuasou, with import", {**both, "peak_bytes": max(record["peak_bytes"], record["import"]["peak_bytes"])}, None)
                self._add("kuasou, 2 threads", record["two_threads"], None)
                self._add("kuasou, body alone", record["body"], None)
                self._add("kuasou, body, 2 threads", record["body_two_threads"], None)
        self.ratios = self._ratios()

    def _add(self, name, record, index_bytes):
        speed = self.text_bytes / 1e6 / record["cpu_s"]
        self.rows.append({"name": name, "wall_s": record["wall_s"], "cpu_s": record["cpu_s"], "mb_per_cpu_s": speed,
                          "peak_bytes": record["peak_bytes"], "index_bytes": index_bytes})

    def _ratios(self):
        """Name, value, bar, verdict."""
        found, ours = [], self.records.get("kuasou")
        if ours and "lucene" in self.records:
            value = ours["index_bytes"] / self.records["lucene"]["index_bytes"]
            found.append(("index bytes / lucene's", value, f"<= {INDEX_BAR}", "pass" if value <= INDEX_BAR else "FAIL"))
        if ours and "tantivy" in self.records:
            tantivy = self.records["tantivy"]["cpu_s"]
            value = tantivy / ours["body"]["cpu_s"]
            found.append(("build MB/CPU s / tantivy's, of the same fields", value, f">= {BUILD_BAR}", "pass" if value >= BUILD_BAR else "FAIL"))
            found.append(("with page store, titles, characters and stored texts", tantivy / ours["cpu_s"], "none", "-"))
        if ours:
            for what, one, two in (("", ours, ours["two_threads"]), (", body alone", ours["body"], ours["body_two_threads"])):
                value = one["wall_s"] / two["wall_s"]
                found.append((f"two threads against one{what}", value, f">= {THREADS_BAR}", "pass" if value >= THREADS_BAR else "FAIL"))
        return found

    def lines(self):
        yield f"{'index, one thread':<28}{'wall s':>9}{'CPU s':>9}{'MB/CPU s':>10}{'peak MiB':>10}{'index MB':>10}"
        for row in self.rows:
            size = f"{row['index_bytes'] / 1e6:10.1f}" if row["index_bytes"] else f"{'':>10}"
            yield f"  {row['name']:<26}{row['wall_s']:9.1f}{row['cpu_s']:9.1f}{row['mb_per_cpu_s']:10.2f}{row['peak_bytes'] / 2**20:10.0f}{size}"
        for name, value, bar, verdict in self.ratios:
            yield f"  {name}: {value:.2f}, bar {bar}: {verdict}"
        yield from self._notes()
        yield ""

    def _notes(self):
        ours = self.records.get("kuasou")
        if ours:
            what = "body alone" if ours["is_body_alone"] else "all fields, since the format is not the one known here"
            yield (f"  kuasou's bytes: {what}, with sites and dates; all that is searched (titles and characters too) "
                   f"{ours['searched_bytes'] / 1e6:.1f} MB, the whole segment with stored text {ours['whole_bytes'] / 1e6:.1f} MB")
        if "pisa" in self.records:
            yield "  pisa's index has no positions, sites or dates"


def summary_lines(reports):
    """A line a class for a terminal; nothing where nothing can be compared."""
    if not any("kuasou" in report.figures and report.best["mean"] for report in reports):
        return
    yield f"{'class':<13}{'kuasou':>9}{'best peer':>11}  {'':<14}{'mean':>6}{'p99':>7}{'bar':>7}"
    for report in reports:
        ours, peer = report.figures.get("kuasou"), report.best["mean"]
        if ours is None or peer is None:
            continue
        marks = " ".join(f"{what} {report.verdict(what)}" for what in ("mean", "p99"))
        bar = f"{report.bar:g} µs" if report.is_absolute else f"{report.bar:g}"
        yield (f"{report.name:<13}{ours['mean']:9.1f}{report.figures[peer]['mean']:11.1f}  {peer:<14}"
               f"{report.value('mean'):6.2f}{report.value('p99'):7.2f}{bar:>7}  {marks}")
    yield ""


def markdown_lines(reports, build):
    """The same for the README: a row a class, mean and p99 of every engine."""
    engines = list(dict.fromkeys(engine for report in reports for engine in report.figures))
    yield "| mean / p99 µs | " + " | ".join(engines) + " | of the best peer's | bar |"
    yield "|---|" + "---|" * (len(engines) + 2)
    for report in reports:
        cells = [f"{row['mean']:.1f} / {row['p99']:.1f}" if (row := report.figures.get(engine)) else "–" for engine in engines]
        values = [report.value(what) for what in ("mean", "p99")]
        ratio = "–" if None in values or report.is_absolute else f"{values[0]:.2f} / {values[1]:.2f}"
        bar = f"{report.bar:g} µs" if report.is_absolute else f"{report.bar:g}"
        yield f"| {report.name} | " + " | ".join(cells) + f" | {ratio} | {bar} |"
    yield ""
    yield "| index | CPU s | MB/CPU s | peak MiB | index MB |\n|---|---|---|---|---|"
    for row in build.rows:
        size = f"{row['index_bytes'] / 1e6:.1f}" if row["index_bytes"] else ""
        yield f"| {row['name']} | {row['cpu_s']:.1f} | {row['mb_per_cpu_s']:.2f} | {row['peak_bytes'] / 2**20:.0f} | {size} |"
    for name, value, bar, verdict in build.ratios:
        yield f"\n{name}: {value:.2f} (bar {bar})"


def growth_lines(parts):
    """How each engine's mean grows with the corpus: `parts` has the number of documents and the class reports of each part."""
    sizes = [documents for documents, _ in parts]
    yield "mean µs at " + ", ".join(f"{size} documents" for size in sizes) + f"; growth for {sizes[-1] / sizes[0]:.1f} times the documents"
    for number, last in enumerate(parts[-1][1]):
        yield last.name
        for engine in last.figures:
            means = [reports[number].figures[engine]["mean"] for _, reports in parts]
            yield f"  {engine:<14}" + "".join(f"{mean:10.1f}" for mean in means) + f"{means[-1] / means[0]:9.2f} ×"
    yield ""
