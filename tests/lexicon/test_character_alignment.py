"""Words are aligned by their characters: links of characters become links of words."""

from __future__ import annotations

import numpy as np

from indexer.lexicon.character_alignment import align_by_characters, joined
from indexer.lexicon.word_alignment import Link

PAIRS = [
    (("old", "harbor"), ("旧港口",)),
    (("new", "harbor"), ("新", "港口")),
    (("old", "bridg"), ("旧", "桥")),
    (("new", "bridg"), ("新桥",)),
    (("vexin", "harbor"), ("vexin", "港口")),
] * 3


def test_each_word_is_linked_to_the_words_of_its_characters() -> None:
    links = dict(align_by_characters(PAIRS))
    assert sorted(links) == list(range(len(PAIRS)))
    for place, link in links.items():
        shape = tuple(map(len, PAIRS[place]))
        assert link.forwards.shape == link.backwards.shape == shape
        assert (link.backwards <= 1).all()
    divided = links[1]
    assert divided.forwards.argmax(0).tolist() == [0, 1]
    assert (links[0].backwards > 0.5).all(), "one word is said for both"
    assert links[4].forwards.argmax(0).tolist() == [0, 1], "a word in Latin letters is not divided"


def test_links_of_characters_are_joined() -> None:
    link = Link(np.array([[0.2, 0.4, 1.0]]), np.array([[0.7, 0.8, 0.1]]))
    found = joined(link, (2, 1))
    np.testing.assert_allclose(found.forwards, [[0.3, 1.0]])
    np.testing.assert_allclose(found.backwards, [[1.0, 0.1]])


def test_sentences_without_words_are_left_out() -> None:
    assert dict(align_by_characters([((), ("港",)), (("harbor",), ())])) == {}
