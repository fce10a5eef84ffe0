"""Print `indexer/analysis/refolded.tsv`: words of jieba's dictionary as folding spells them.

Folding writes 着 for 著 and 链 for 炼. So 著名 reaches the segmenter as 着名, which jieba does not know.
Words with a frequency below `LEAST`, or with a character that Simplified texts do not use, are left out.
"""

from __future__ import annotations

import warnings

from indexer.text.folding import fold

LEAST = 10


def rows() -> list[tuple[str, int]]:
    """Return the folded words and their frequencies in jieba's scale, sorted."""
    own = dictionary()
    found: dict[str, int] = {}
    for word, frequency in own.items():
        folded = fold(word)
        if folded != word and frequency >= LEAST and _simplified(word):
            found[folded] = max(found.get(folded, 0), frequency, own.get(folded, 0))
    return sorted((word, frequency) for word, frequency in found.items() if frequency > own.get(word, 0))


def dictionary() -> dict[str, int]:
    """Return the words of jieba's dictionary with their frequencies."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba imports pkg_resources, which warns that it is deprecated
        import jieba

    with jieba.get_module_res("dict.txt") as file:
        lines = file.read().decode("utf-8").splitlines()
    return {word: int(frequency) for word, frequency, _ in (line.split(" ") for line in lines)}


def _simplified(word: str) -> bool:
    """Tell whether a word has only characters of GB 2312."""
    try:
        word.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


if __name__ == "__main__":
    print("# Made by scripts/refolded_words.py; see there.")
    for word, frequency in rows():
        print(f"{word}\t{frequency}")
