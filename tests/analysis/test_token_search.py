"""What is sought in a text stands where its tokens stand, whatever the text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import exact, token_search, words
from indexer.language.en import plurals, spelling, stems
from indexer.text.folding import fold
from indexer.text.normalising import normalise
from tests.conftest import CORPUS

SIGNS = st.sampled_from(
    [*"ab中国國a1_-·, \n。（éвの𠮷ßﬁ⺠\u0301\u00ad\u200b", "ab", "中国", "０", "ｂ", "-\u00ad", "a-\u00adb"]
)
TEXTS = st.lists(SIGNS, max_size=14).map("".join)


def places(run: token_search.TokenRun, text: str) -> list[tuple[int, int]]:
    """Return where a run stands in the text as shown."""
    normalised = normalise(text)
    return [normalised.span(*span) for span in run.places(fold(normalised.text))]


def side_by_side(text: str, wanted: tuple[str, ...], *, prefix: bool) -> list[tuple[int, int]]:
    """Return where tokens stand, by cutting the whole text into tokens."""
    tokens = exact(text)
    found = []
    for at in range(len(tokens) - len(wanted) + 1):
        here = tokens[at : at + len(wanted)]
        last = here[-1].text.startswith(wanted[-1]) if prefix else here[-1].text == wanted[-1]
        if last and all(token.text == one for token, one in zip(here[:-1], wanted[:-1], strict=True)):
            found.append((here[0].start, here[-1].end))
    return found


@settings(max_examples=600, deadline=None)
@given(text=TEXTS, asked=TEXTS, prefix=st.booleans())
def test_tokens_are_found_where_they_stand(text: str, asked: str, *, prefix: bool) -> None:
    wanted = tuple(token.text for token in exact(asked))[:3]
    if wanted:
        found = places(token_search.TokenRun(wanted, prefix), text)
        assert found == side_by_side(text, wanted, prefix=prefix)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, start=st.integers(0, 13), length=st.integers(1, 4))
def test_what_was_cut_out_of_a_text_is_found_in_it(text: str, start: int, length: int) -> None:
    tokens = exact(text)[start : start + length]
    if tokens:
        run = token_search.TokenRun(tuple(token.text for token in tokens))
        assert (tokens[0].start, tokens[-1].end) in places(run, text)


@pytest.mark.parametrize("name", ["S-2019-986.en.txt", "S-2020-1308.en.txt", "S-2019-986.zh.txt"])
def test_words_are_found_by_their_stem(name: str) -> None:
    text = (CORPUS / name).read_text("utf-8")[:6_000]
    by_stem: dict[str, list[tuple[int, int]]] = {}
    for token in words(text):
        if token.text.isascii():
            by_stem.setdefault(token.text, []).append((token.start, token.end))
    folded = fold(text)
    for stem, places in by_stem.items():
        assert list(token_search.stemmed(folded, stem)) == places


def test_a_word_begins_as_its_stem_says() -> None:
    endings = (
        *("s", "es", "ies", "ied", "ing", "ed", "ly", "ness", "ational", "enci", "anci", "izer", "bli"),
        *("alli", "ization", "ator", "alism", "iviti", "y", "e"),
    )
    corpus = " ".join(path.read_text("utf-8") for path in CORPUS.glob("*.en.txt"))
    known = set(re.findall("[a-z]+", corpus.lower())) | {"dying", "lying", "tying", "skies", "skis", "idly"}
    known |= {
        *plurals.SINGULARS,
        *plurals.SINGULARS.values(),
        *(one for pair in spelling.ROOTS for one in pair),
    }
    known |= {
        "centre",
        "centred",
        "fibre",
        "catalogue",
        "programme",
        "travelled",
        "women",
        "labour",
        "defence",
    }
    known |= {"neighbourhood", "defenceless", "manoeuvrable", "counsellor", "behaviourism"}
    made = {word[:length] + ending for word in known for length in (3, 4, 6) for ending in endings}
    wrong = {word for word in known | made if not word.startswith(stems.beginnings(stems.stem(word)))}
    assert wrong == set()
