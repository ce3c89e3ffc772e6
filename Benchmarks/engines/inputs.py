"""What compare-engines and compare-ranking are given: options, the corpus, the programs, the queries; and the machine that they run on."""
import argparse, os, pathlib, subprocess

import draw_queries
from builds import Part, digest
from console import Failure, say
from peers import VERSIONS

ROOT = pathlib.Path(__file__).resolve().parents[2]


def new_parser(description):
    """A parser of the options that both have, and its group of those that choose a part of the corpus."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    work = pathlib.Path(os.environ.get("TMPDIR", "/tmp")) / "kuasou-engines"
    parser.add_argument("--work", type=pathlib.Path, default=work, help="where peers, indexes and results are kept; default: %(default)s")
    parser.add_argument("--kuasou", type=pathlib.Path, default=ROOT / ".build/release/kuasou", help="the program; default: .build/release/kuasou")
    parser.add_argument("--bench", type=pathlib.Path, default=ROOT / ".build/release/kuasou-bench",
                        help="the program that has parts of kuasou alone; default: .build/release/kuasou-bench")
    parser.add_argument("--corpus", type=pathlib.Path, help="JSON Lines with title and text; default: large.jsonl of the shared data")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--documents", type=int, help="take the first N documents alone")
    size.add_argument("--share", type=float, help="take this share of the documents alone, from the front: 0.1")
    parser.add_argument("--queries", type=pathlib.Path, help="a query file; default: drawn from the corpus")
    parser.add_argument("--seed", type=int, default=7, help="of the drawing; default: %(default)s")
    parser.add_argument("--per-class", type=int, default=100, help="queries drawn a class; default: %(default)s")
    parser.add_argument("--rounds", type=int, default=3, help="rounds over all engines; default: %(default)s")
    parser.add_argument("--reps", type=int, default=3, help="timings of a query in each round; default: %(default)s")
    parser.add_argument("--rebuild", nargs="?", const="all", default="", help="build indexes anew, of all engines or of those named")
    parser.add_argument("--json", type=pathlib.Path, help="also write all figures to this file")
    return parser, size


def checked_options(parser, engines):
    """The options that were given; `rebuild` becomes a list of engines."""
    given = parser.parse_args()
    given.rebuild = engines if given.rebuild == "all" else list(filter(None, given.rebuild.split(",")))
    if unknown := {*given.rebuild} - {*engines}:
        parser.error(f"no engine is called {', '.join(sorted(unknown))}")
    if min(given.rounds, given.reps, given.per_class, given.documents or 1) < 1 or not 0 < (given.share or 1) <= 1:
        parser.error("--rounds, --reps, --per-class and --documents are at least 1, --share is over 0 and at most 1")
    return given


def _shared_corpus():
    """large.jsonl, found and unpacked as Benchmarks/run does it."""
    folder = pathlib.Path(os.environ.get("KUASOU_SHARED_DATA", "/tmp/kuasou-shared-data"))
    unpack = ROOT.parent / "shared/tools/unpack"
    if not (folder / "large.jsonl").exists() and unpack.exists():
        say(f"unpacking the shared data to {folder}")
        subprocess.run([unpack, folder, "large"], check=True)
    return folder / "large.jsonl"


def corpus(given):
    """The corpus, or what to do when it is not there."""
    corpus = given.corpus or _shared_corpus()
    if not corpus.exists():
        raise Failure(f"{corpus} is not there", "name a file of JSON Lines with title and text by --corpus")
    return corpus.resolve()


def program(file, option):
    """A program, or what to do when it is not there."""
    if not os.access(file, os.X_OK):
        raise Failure(f"{file} is not there", f"'make release' builds it; {option} names another one")
    return file.resolve()


def part(corpus, work, share=None, documents=None):
    """So many documents or such a share of the corpus, from the front; all when neither is said or there are no more."""
    with open(corpus, "rb") as lines:
        count = sum(1 for _ in lines)
    limit = documents or max(1, int(count * (share or 1.0)))
    return Part(work, corpus, limit if limit < count else None)


def query_file(part, given):
    """The queries to run, seven columns a line; drawn ones are kept with the part that they were drawn from."""
    if given.queries is None:
        file = part.folder / f"queries-seed{given.seed}-{given.per_class}.tsv"
        if not file.exists():
            say(f"drawing queries to {file}")
            file.write_text("\n".join(draw_queries.draw_queries(part.folder, given.seed, given.per_class)) + "\n", encoding="utf-8")
        return file
    lines = given.queries.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") + [""] * (6 - line.count("\t")) for line in lines if line]
    if bad := next((number for number, row in enumerate(rows, 1) if len(row) != 7 or not row[5]), None):
        raise Failure(f"{given.queries}:{bad} is no line of a query file", "give seven columns; 'kuasou bench --help' names them")
    file = part.folder / "queries-given.tsv"
    file.write_text("\n".join("\t".join(row) for row in rows) + "\n", encoding="utf-8")
    return file


def environment_lines(part, programs, engines):
    """What the figures depend on."""
    yield from subprocess.run([ROOT / "Benchmarks/machine"], capture_output=True, text=True).stdout.splitlines()
    yield from (f"program   {program}, sha256 {digest(program)}…" for program in programs)
    yield from (f"{name:<10}{version}" for name, version in VERSIONS.items() if name in engines)
    yield f"load      {' '.join(f'{load:.1f}' for load in os.getloadavg())} (1, 5, 15 minutes)"
    stream = part.stream
    yield (f"corpus    {part.corpus.name}: {stream['documents']} documents, {stream['text_bytes'] / 1e6:.1f} MB of text, "
           f"{stream['tokens']} tokens, {stream['postings']} postings")
