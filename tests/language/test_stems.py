"""The same word has the same stem, whoever asks at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import product

from indexer.language.en import stems
from indexer.language.en.stems import stem


def test_forms_of_a_word_share_a_stem() -> None:
    assert stem("reports") == stem("reporting") == "report"


def test_names_that_end_in_ing_stay_whole() -> None:
    assert stem("nanjing") == "nanjing"


def test_threads_do_not_stem_each_others_words() -> None:
    beginnings = ("implement", "nation", "commit", "non", "prolifer", "report", "assist", "coordin")
    endings = ("s", "ing", "ation", "ations", "ally", "ized", "ement", "fulness", "ed", "ative")
    words = [begin + middle + end for begin, middle, end in product(beginnings, endings, endings)] * 3
    alone = [stems.stem.__wrapped__(word) for word in words]

    def together(_: int) -> list[str]:
        return [stems.stem.__wrapped__(word) for word in words]

    with ThreadPoolExecutor(8) as pool:
        assert all(found == alone for found in pool.map(together, range(16)))
