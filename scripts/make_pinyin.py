"""Make the table of the syllables of Mandarin with the characters that are read so, from pypinyin (MIT).

    pip install pypinyin && python -m scripts.make_pinyin

The table has the characters of GB 2312. A character has its commonest reading and each other one that the
package's phrases attest often enough. Tones are left out, and ü is written v.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator

from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

from indexer.language.zh.pinyin import TABLE
from indexer.text.folding import fold

LEAST_SHARE = 0.02
"""The share of a character's occurrences in phrases that makes another reading worth typing."""
LEAST_COUNT = 2
_FIRST, _LAST = 0xB0, 0xF7
"""The rows of GB 2312 that hold characters."""


def main() -> None:
    """Write the table."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    for character, syllables in _readings():
        for syllable in syllables:
            said[syllable].append(character)
    lines = (f"{syllable}\t{''.join(characters)}\n" for syllable, characters in sorted(said.items()))
    TABLE.write_text("".join(lines), encoding="utf-8")


def plain(syllable: str) -> str:
    """Return a syllable without its tone, with v for ü; `lǜ` is lv."""
    apart = unicodedata.normalize("NFD", syllable)
    with_v = unicodedata.normalize(
        "NFC", "".join(one for one in apart if one not in "\u0300\u0301\u0304\u030c")
    )
    return with_v.replace("ü", "v").replace("ê", "e")


def _readings() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the characters with their readings, the commonest first."""
    attested = _attested()
    for character in _characters():
        first, *others = dict.fromkeys(map(plain, PINYIN_DICT[ord(character)].split(",")))
        counts = attested[character]
        least = max(LEAST_COUNT, LEAST_SHARE * counts.total())
        yield character, (first, *(one for one in others if counts[one] >= least))


def _attested() -> defaultdict[str, Counter[str]]:
    """Count how often phrases read each character in each way."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for phrase, readings in PHRASES_DICT.items():
        if len(phrase) == len(readings):
            for character, (reading, *_) in zip(phrase, readings, strict=True):
                counts[character][plain(reading)] += 1
    return counts


def _characters() -> Iterator[str]:
    """Yield the characters of GB 2312 as they are indexed, each once; the common ones come first."""
    found = (
        bytes((row, cell)).decode("gb2312", "ignore")
        for row in range(_FIRST, _LAST + 1)
        for cell in range(0xA1, 0xFF)
    )
    yield from dict.fromkeys(fold(one) for one in found if one and ord(fold(one)) in PINYIN_DICT)


if __name__ == "__main__":
    main()
