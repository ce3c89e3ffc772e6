"""The token stream that all engines index: made from a corpus once, and checked against kuasou's own tokenizer.

A run of Han characters gives overlapping bigrams, a lone one itself; a run of ASCII letters and digits gives one lower-cased
word, full-width forms folded; everything else separates. Traditional and variant characters stand for simplified ones, one by one, as the
table of Sources/Tokenizer says. It is the body stream of Sources/Tokenizer/Tokenizer.swift.
"""
import collections, datetime, itertools, json, pathlib, random, re, subprocess

from console import Failure, say, write_json

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS, _HAN = re.compile(f"([{HAN}]+)|[0-9A-Za-z]+"), re.compile(f"[{HAN}]")
# Full-width ASCII; the Kelvin sign and the dotted capital I, whose lower case is ASCII.
_FOLDED = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)} | {0x212A: "k", 0x0130: "i"}
_TABLE = pathlib.Path(__file__).resolve().parents[2] / "Sources/Tokenizer/HanFolding+Generated.swift"
_PAIRS = re.sub(r"[\\\s]", "", _TABLE.read_text(encoding="utf-8").split('"""')[1])
_FOLDED |= {ord(one): other for one, other in zip(_PAIRS[::2], _PAIRS[1::2])}
_FIRST_DAY = datetime.date(2005, 1, 1)


def tokens(text):
    """The tokens of a text, in order."""
    found = []
    for run in _RUNS.finditer(text.translate(_FOLDED)):
        piece = run.group()
        if run.group(1) is None:
            found.append(piece.lower())
        elif len(piece) == 1:
            found.append(piece)
        else:
            found.extend(map("".join, zip(piece, piece[1:])))
    return found


def characters(text):
    """The Han characters of a text, folded, in order: what kuasou has in a field of its own."""
    return _HAN.findall(text.translate(_FOLDED))


def body(passage):
    """The text of the body field, put together as `Document.body` does it."""
    title, text = passage.get("title") or "", passage["text"]
    return text if text.startswith(title) else f"{title}\n{text}"


def write_texts(folder, file):
    """Writes id, site, day and body of each document of the passages.jsonl that `prepare` wrote, for `kuasou-bench build`."""
    with open(folder / "passages.jsonl", encoding="utf-8") as passages, open(file, "w", encoding="utf-8") as out:
        for passage in map(json.loads, passages):
            text, day = re.sub("[\t\r\n]", " ", body(passage)), passage["date"].replace("-", "")
            out.write(f"{passage['id']}\t{passage['site']}\t{day}\t{text}\n")


def prepare(corpus, folder, limit=None):
    """Writes passages.jsonl (for `kuasou import`), tokens.tsv (for the peers), frequencies.tsv and stream.json, last, into `folder`.

    Site (s00…s62, Zipf-like) and date (2005–2024) are drawn in the order of the passages from a fixed seed, by the rule of
    Benchmarks/prepare-passages, so that filters of the shared query files select the same documents.
    """
    draw, frequencies = random.Random(42), collections.Counter()
    count = token_count = size = 0
    with open(corpus, encoding="utf-8") as lines, open(folder / "passages.jsonl", "w", encoding="utf-8", errors="replace") as passages, \
            open(folder / "tokens.tsv", "w", encoding="utf-8") as stream:
        for line in itertools.islice(lines, limit):
            passage = json.loads(line)
            text = body(passage)
            found = tokens(text)
            if not found:
                continue
            site = f"s{int(64 ** draw.random()) - 1:02d}"
            date = _FIRST_DAY + datetime.timedelta(days=int(7300 * draw.random()))
            record = {"id": str(count), "title": passage.get("title") or "", "text": passage["text"], "site": site, "date": date.isoformat()}
            passages.write(json.dumps(record, ensure_ascii=False) + "\n")
            stream.write(f"{count}\t{site}\t{date:%Y%m%d}\t{' '.join(found)}\n")
            frequencies.update(set(found))
            count, token_count, size = count + 1, token_count + len(found), size + len(text.encode("utf-8", "replace"))
    with open(folder / "frequencies.tsv", "w", encoding="utf-8") as out:
        out.writelines(f"{token}\t{documents}\n" for token, documents in frequencies.most_common())
    write_json(folder / "stream.json", {"documents": count, "tokens": token_count, "text_bytes": size,
                                        "postings": frequencies.total(), "terms": len(frequencies)})


def write_fields(folder, file):
    """Writes site, day and the tokens of body, title and characters of each document, of the files that `prepare` wrote."""
    with open(folder / "passages.jsonl", encoding="utf-8") as passages, open(folder / "tokens.tsv", encoding="utf-8") as stream, \
            open(file, "w", encoding="utf-8") as out:
        for passage, line in zip(map(json.loads, passages), stream):
            _, site, day, of_body = line.rstrip("\n").split("\t", 3)
            out.write(f"{site}\t{day}\t{of_body}\t{' '.join(tokens(passage['title']))}\t{' '.join(characters(body(passage)))}\n")


def check(kuasou, folder, sample=400):
    """Compares the stream of documents drawn evenly over the corpus with what `kuasou tokenize` makes of their text."""
    with open(folder / "stream.json") as file:
        step = max(1, json.load(file)["documents"] // sample)
    texts, ours = [], []
    with open(folder / "passages.jsonl", encoding="utf-8") as passages, open(folder / "tokens.tsv", encoding="utf-8") as stream:
        for passage, line in itertools.islice(zip(passages, stream), 0, None, step):
            texts.append(body(json.loads(passage)))
            ours.append(line.rstrip("\n").split("\t", 3)[3].split(" "))
    theirs = _tokenized(kuasou, "\n".join(texts))
    place = 0
    for text, expected in zip(texts, ours):
        found = theirs[place:place + len(expected)]
        if found != expected:
            at = next(i for i, token in enumerate(expected) if i >= len(found) or found[i] != token)
            raise Failure(
                f"the token stream is not kuasou's: token {at} of '{text[:30]}…' is '{expected[at]}', kuasou has {found[at:at + 1]}",
                "make Benchmarks/engines/token_stream.py agree with Sources/Tokenizer, then delete the folder " + str(folder))
        place += len(expected)
    if place != len(theirs):
        raise Failure(f"kuasou makes {len(theirs)} tokens of the sample, the stream has {place}", "see Sources/Tokenizer/Tokenizer.swift")
    say(f"token stream: {place} tokens of {len(texts)} documents are kuasou's own")


def _tokenized(kuasou, text):
    """The body tokens that `kuasou tokenize` prints; it prints every Han character too, of which only lone ones count."""
    printed = subprocess.run([kuasou, "tokenize", "-"], input=text.encode("utf-8", "replace"), capture_output=True, check=True).stdout
    rows = [line.split("\t") for line in printed.decode().splitlines()]
    in_bigrams = set()
    for _, kind, place in rows:
        if kind == "hanBigram":
            in_bigrams.add(int(place.split("-")[0]))
            in_bigrams.add(-int(place.split("-")[1]))
    body_tokens = []
    for token, kind, place in rows:
        start, end = map(int, place.split("-"))
        is_lone = kind == "hanUnigram" and start not in in_bigrams and -end not in in_bigrams
        if is_lone or kind in ("hanBigram", "word", "number"):
            body_tokens.append(token)
    return body_tokens
