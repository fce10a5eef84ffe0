"""Invented sentences in both languages, of few words, in which each word has one translation."""

from __future__ import annotations

import random
from pathlib import Path

from indexer.lexicon.learning import PhraseCounts, totalled
from indexer.lexicon.phrase_table import PhraseTable
from indexer.lexicon.table_writing import to_bytes

NOUNS = {
    "harbours": "港口",
    "bridges": "桥梁",
    "orchards": "果园",
    "ferries": "渡轮",
    "lighthouses": "灯塔",
    "windmills": "风车",
    "aqueducts": "渡槽",
    "granaries": "粮仓",
}
VERBS = {"inspected": "视察", "repaired": "修理", "closed": "关闭", "painted": "粉刷"}
WHO = {"The mayor": "市长", "The engineers": "工程师", "The council": "理事会"}


def sentences(count: int, seed: int = 7) -> list[tuple[str, str]]:
    """Return so many pairs of sentences."""
    chance = random.Random(seed)  # noqa: S311 - the same every time
    found: list[tuple[str, str]] = []
    for _ in range(count):
        who, verb = chance.choice(list(WHO)), chance.choice(list(VERBS))
        one, other = chance.sample(list(NOUNS), 2)
        en = f"{who} {verb} the {one} and the {other}."
        found.append((en, f"{WHO[who]}{VERBS[verb]}了{NOUNS[one]}和{NOUNS[other]}。"))
    return found


def table(folder: Path, pairs: dict[tuple[str, str], float], name: str = "table") -> PhraseTable:
    """Return a table that holds these pairs of phrases."""
    return written(folder, totalled(pairs), name)


def written(folder: Path, counts: PhraseCounts, name: str = "table") -> PhraseTable:
    """Return a table that holds these counts."""
    path = folder / f"{name}.lexicon"
    path.write_bytes(to_bytes(counts))
    return PhraseTable(path)
