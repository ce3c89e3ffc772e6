"""Builds the index of every engine from one part of the corpus and notes what that took. What is there already is left alone."""
import hashlib, pathlib, re, shutil, struct

import token_stream
from console import Failure, measured, read_json, run, say, write_json

HERE = pathlib.Path(__file__).parent
# What a search over the body, sites and dates reads: the sections of a segment that have a counterpart in the peers' indexes.
SEARCHED = ["postings", "positions", "dictionary", "dictionaryIndex", "bodyNorms", "date", "dateOrder", "site", "siteOrder", "sites"]
# The column of the dictionary index that has where a block begins in each of these.
BY_FIELD = {"dictionary": 1, "postings": 2, "positions": 3}


class Part:
    """The first documents of a corpus, with their token stream and the indexes made of them, in a folder of its own."""

    def __init__(self, work, corpus, limit):
        self.corpus, self.limit = corpus, limit
        self.folder = work / f"{corpus.stem}-{limit or 'all'}"
        self.stream = None

    def prepare(self, kuasou):
        self.folder.mkdir(parents=True, exist_ok=True)
        done, size = self.folder / "stream.json", self.corpus.stat().st_size
        if not done.exists() or read_json(done).get("corpus_bytes") != size:
            say(f"making the token stream in {self.folder}")
            for old in self.folder.glob("build-*.json"):
                old.unlink()
            token_stream.prepare(self.corpus, self.folder, self.limit)
            write_json(done, {**read_json(done), "corpus_bytes": size})
        self.stream = read_json(done)
        token_stream.check(kuasou, self.folder)

    def build(self, engines, peers, kuasou, bench, rebuild, rounds=1):
        """The record of each engine's build: of those that are built anew the one of least CPU time, all engines by turns."""
        makers = {"kuasou": lambda: build_kuasou(self, kuasou, bench), "lucene": lambda: build_lucene(self, peers),
                  "tantivy": lambda: build_tantivy(self, peers), "pisa": lambda: build_pisa(self, peers),
                  "lucene-ranking": lambda: build_lucene_ranking(self, peers)}
        done = {engine: self.folder / f"build-{engine}.json" for engine in engines}
        wanted = [engine for engine in engines if engine in rebuild or not is_complete(done[engine])]
        records = {engine: read_json(done[engine]) for engine in engines if engine not in wanted}
        for number in range(rounds):
            for engine in wanted:
                say(f"building {engine}'s index of {self.stream['documents']} documents, {number + 1} of {rounds}")
                done[engine].unlink(missing_ok=True)
                shutil.rmtree(self.folder / engine, ignore_errors=True)
                records[engine] = lesser(records.get(engine), makers[engine]())
        for engine in wanted:
            write_json(done[engine], records[engine])
        self._check_kuasou(records.get("kuasou"), kuasou)
        return records

    def _check_kuasou(self, record, kuasou):
        if record is None:
            return
        if record["program"] != digest(kuasou):
            say("note: kuasou's index was built by another build of the program; '--rebuild kuasou' builds it anew")
        for name in ("documents", "tokens"):
            if record[name] != self.stream[name]:
                raise Failure(f"kuasou indexed {record[name]} {name}, the token stream has {self.stream[name]}",
                              "find out why before believing any time; --rebuild kuasou builds the index anew")


def is_complete(record):
    """Whether there is a record with all that is measured now."""
    return record.exists() and (record.name != "build-kuasou.json" or "body" in read_json(record))


def lesser(one, other):
    """Of two records of the same build that of less CPU time, and so in what they hold."""
    if one is None:
        return other
    chosen = {**min(one, other, key=lambda record: record["cpu_s"])}
    for name in chosen:
        if isinstance(chosen[name], dict):
            chosen[name] = lesser(one[name], other[name])
    return chosen


def digest(file):
    return hashlib.sha256(pathlib.Path(file).read_bytes()).hexdigest()[:16]


def bytes_in(folder, keep=lambda name: True):
    return sum(file.stat().st_size for file in folder.iterdir() if keep(file.name))


def build_kuasou(part, kuasou, bench):
    """Import, then indexings: the body's terms alone as peers have them, all on two threads, and last on one, whose index stays."""
    data, log = part.folder / "kuasou", part.folder / "kuasou.log"
    index = [kuasou, "index", "--rebuild", "--data", data, "--sites", "/nonexistent", "--threads"]
    record = {"program": digest(kuasou), "import": measured([kuasou, "import", "--data", data, part.folder / "passages.jsonl"], log)}
    record["two_threads"] = measured([*index, 2], log)
    record["body"], record["body_two_threads"] = (build_body(part, bench, threads) for threads in (1, 2))
    record.update(measured([*index, 1], log))
    lines = run([kuasou, "stats", "--data", data]).splitlines()
    record["stats"] = lines
    sizes = {name: int(size) for name, size in re.findall(r"^(\w+) (\d+) bytes$", "\n".join(lines), re.MULTILINE)}
    record["documents"] = int(re.search(r"^documents (\d+)", "\n".join(lines), re.MULTILINE).group(1))
    segments = current_segments(kuasou, data / "index")
    dumps = [(file, run([kuasou, "dump", file])) for file in segments]
    record["segments"] = len(segments)
    record["tokens"] = sum(int(re.search(r"^tokens body (\d+)", text, re.MULTILINE).group(1)) for _, text in dumps)
    record["whole_bytes"] = sum(file.stat().st_size for file in segments)
    record["searched_bytes"] = sum(sizes[name] for name in SEARCHED)
    other = [other_fields_bytes(file, text) for file, text in dumps]
    record["index_bytes"] = record["searched_bytes"] - sum(other) if None not in other else record["searched_bytes"]
    record["is_body_alone"] = None not in other
    return record


def build_body(part, bench, threads):
    """The same of the peers' fields alone: terms of the body with positions, site and day; from the texts."""
    texts, folder = part.folder / "texts.tsv", part.folder / "kuasou-body"
    if not texts.exists():
        token_stream.write_texts(part.folder, texts)
    shutil.rmtree(folder, ignore_errors=True)
    command = ["sh", "-c", 'exec "$1" build --threads "$2" "$3" <"$4"', "sh", bench, threads, folder, texts]
    record = measured(command, part.folder / "kuasou-body.log")
    shutil.rmtree(folder)
    return record


def current_segments(kuasou, index):
    """The files of the newest generation; those of the one before may still be there."""
    manifest = run([kuasou, "dump", max((index / "generations").glob("*.kgen"))])
    return [index / name for name in re.findall(r"^segment (\S+)", manifest, re.MULTILINE)]


def other_fields_bytes(segment, dump):
    """The bytes of postings, positions and dictionary that belong to title, characters and document numbers, which no peer has.

    Read off the dictionary index of docs/formats/segment.md: each block of 64 terms counts for the field of its first term.
    None when the file is of another format than is known here.
    """
    sections = {name: (int(at), int(size)) for name, at, size in re.findall(r"^section (\w+) at (\d+), (\d+) bytes$", dump, re.MULTILINE)}
    at, size = sections["dictionaryIndex"]
    content = segment.read_bytes()[at:at + size]
    blocks = struct.unpack_from("<Q", content)[0]
    if "format 2\n" not in dump or size != 16 + 32 * blocks:
        return None
    column = lambda number: list(struct.unpack_from(f"<{blocks}Q", content, 16 + 8 * blocks * number))
    is_body = [key >> 58 & 0xF == 0 for key in column(0)]
    total = 0
    for name, number in BY_FIELD.items():
        ends = column(number)[1:] + [sections[name][1]]
        lengths = [end - start for start, end in zip(column(number), ends)]
        if min(lengths, default=0) < 0:
            return None
        total += sum(length for length, body in zip(lengths, is_body) if not body)
    return total


def build_lucene(part, peers):
    folder = part.folder / "lucene"
    record = measured(peers.java_command("LuceneBench", "index", folder, part.folder / "tokens.tsv"), part.folder / "lucene.log")
    return {**record, "index_bytes": bytes_in(folder)}


def build_lucene_ranking(part, peers):
    """The fields of kuasou's ranking: the body's stream as all have it, that of the title, the text's characters; and sites and days."""
    folder, tokens = part.folder / "lucene-ranking", part.folder / "ranking-tokens.tsv"
    token_stream.write_fields(part.folder, tokens)
    record = measured(peers.java_command("LuceneRanking", "index", folder, tokens), part.folder / "lucene-ranking.log")
    tokens.unlink()
    return {**record, "index_bytes": bytes_in(folder)}


def build_tantivy(part, peers):
    folder = part.folder / "tantivy"
    command = [peers.python, HERE / "tantivy_bench.py", "index", folder, part.folder / "tokens.tsv"]
    return {**measured(command, part.folder / "tantivy.log"), "index_bytes": bytes_in(folder)}


def build_pisa(part, peers):
    """PISA's parser wants the tokens in ASCII; spelling them so is not counted. What only the build needs is removed."""
    folder, documents, log = part.folder / "pisa", part.folder / "pisa.txt", part.folder / "pisa.log"
    program = [peers.python, HERE / "pisa_bench.py"]
    measured([*program, "documents", part.folder / "tokens.tsv", documents], log)
    record = measured([*program, "index", folder, documents], log, peers.pisa_environment)
    documents.unlink()
    for name in ("fwd", "inv.docs", "inv.freqs"):
        (folder / name).unlink()
    return {**record, "index_bytes": bytes_in(folder, lambda name: name.startswith("bm25") or name.endswith("lex"))}
