"""F1 of texts as bags of Han bigrams and words, as ../shared/tools/extraction scores main text."""
import collections, re, unicodedata

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002ffff"
RUN = re.compile(f"[{HAN}\u3040-\u30ff\uac00-\ud7af]+|[a-z0-9\u00c0-\u024f\u0400-\u04ff]+")


def tokens(text):
    text = re.sub(f"(?<=[{HAN}])\\s+(?=[{HAN}])", "", unicodedata.normalize("NFKC", text or "").lower())
    bag = collections.Counter()
    for run in RUN.findall(text):
        bag.update([run] if run[0] < "\u3000" or len(run) == 1 else [run[i:i + 2] for i in range(len(run) - 1)])
    return bag


def f1(gold, text):
    found = tokens(text)
    return 2 * sum((gold & found).values()) / max(1, sum(gold.values()) + sum(found.values()))
