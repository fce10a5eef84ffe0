"""A paragraph beside its translation: sentence by sentence, and what a hit says in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.answer.aligned_sentences import stretches
from indexer.answer.parallel_texts import parallel_texts
from indexer.lexicon.shipped_layers import shipped_lexicon
from indexer.query import arguments
from indexer.runtime.errors import NotFoundError
from tests.growth import assert_linear, repeated

if TYPE_CHECKING:
    from indexer.library.library import Library
    from indexer.model.shown_units import Hit


def test_sentences_and_words_stand_in_both_texts(digests: Library) -> None:
    answer = digests.aligned_sentences("S/2019/986", "zh", "annex", "13")
    (other,) = answer.translations
    assert (answer.id, other.id) == ("S/2019/986:zh:annex:13", "S/2019/986:en:annex:13")
    said = {answer.text[slice(*one.text)]: other.text[slice(*one.translation)] for one in other.words}
    assert said["联络人"] == "points of contact"
    last = other.sentences[-1]
    assert answer.text[slice(*last.text)] == "专家组派员授课，国际组织和其他区域组织的专家协助。"
    assert other.text[slice(*last.translation)].startswith("The Group of Experts sent instructors")


def test_the_answer_is_the_same_from_either_side(digests: Library) -> None:
    ours, theirs = (
        digests.aligned_sentences("S/2019/986", language, "annex", "13").translations[0].sentences
        for language in ("zh", "en")
    )
    assert [(one.text, one.translation) for one in ours] == [(one.translation, one.text) for one in theirs]


def test_it_says_what_it_is(digests: Library) -> None:
    answer = digests.aligned_sentences("S/2019/986", "zh", "annex", "13")
    assert answer.version.en == "Chinese version (project digest, not UN text)"
    assert answer.translations[0].version.zh == "英文本(本项目自编提要，非联合国文本)"
    assert (answer.notice.en, answer.notice.zh) == ("aligned automatically", "自动对齐")


def test_a_paragraph_that_is_not_held_is_told(digests: Library) -> None:
    with pytest.raises(NotFoundError):
        digests.aligned_sentences("S/2019/986", "zh", "annex", "999")


def hit(library: Library, *asked: tuple[str, str]) -> Hit:
    return library.search(arguments.parse(list(asked))).hits[0]


def test_a_hit_is_shown_by_the_sentences_that_hold_what_was_asked_for(digests: Library) -> None:
    asked = (("q", "派员授课"), ("language", "zh"))
    own, other = parallel_texts(hit(digests, *asked), digests.lexicon())
    assert "".join(one.text for one in own.fragments) == "专家组派员授课，国际组织和其他区域组织的专家协助。"
    assert "派员授课" in [one.text for one in own.fragments if one.match]
    said = "".join(one.text for one in other.fragments)
    assert said.startswith("The Group of Experts sent instructors")
    assert said.endswith("helped.")
    assert other.version.en == "English version (project digest, not UN text), aligned automatically"


def test_a_hit_without_words_is_shown_whole(digests: Library) -> None:
    found = hit(digests, ("symbol", "S/2019/986"), ("language", "en"), ("kind", "paragraph"))
    own, other = parallel_texts(found, digests.lexicon())
    assert "".join(one.text for one in own.fragments) == found.text
    assert "".join(one.text for one in other.fragments) == found.translations[0].text


@pytest.mark.parametrize("piece", ["The Committee met. ", "委员会", "; ", "1. "])
def test_time_grows_with_the_length(piece: str) -> None:
    lexicon = shipped_lexicon()
    assert_linear(lambda text: stretches(text, "en", text, lexicon), repeated(piece), largest=50_000)
