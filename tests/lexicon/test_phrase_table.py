"""What is written into a table is found in it again; a damaged one is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.lexicon.phrase_table import PhraseTable
from indexer.runtime.errors import IndexUnusableError
from tests.lexicon.invented import table

PAIRS = {
    ("harbour", "港口"): 4.0,
    ("harbour", "海港"): 1.0,
    ("old harbour", "旧港口"): 2.0,
    ("harbour master", "港务长"): 1.0,
    ("sea port", "海港"): 3.0,
    ("harbourag", "停泊"): 1.0,
}


@pytest.fixture
def held(tmp_path: Path) -> PhraseTable:
    return table(tmp_path, PAIRS)


def test_each_pair_is_found_from_both_sides(held: PhraseTable) -> None:
    for (english, chinese), count in PAIRS.items():
        one, other = held.find("en", english), held.find("zh", chinese)
        assert one is not None
        assert other is not None
        assert dict(held.partners("en", one))[other] == count
        assert dict(held.partners("zh", other))[one] == count
    assert set(held.pairs()) == set(PAIRS)


def test_partners_come_by_their_counts_with_the_total(held: PhraseTable) -> None:
    number = held.find("zh", "海港")
    assert number is not None
    assert [held.phrase("en", one) for one, _ in held.partners("zh", number)] == ["sea port", "harbour"]
    assert held.total("zh", number) == 4.0


@pytest.mark.parametrize("phrase", ["", "harbou", "harbour ", "zebra", "\0", "港"])
def test_what_is_not_held_is_not_found(held: PhraseTable, phrase: str) -> None:
    assert held.find("en", phrase) is None
    assert held.find("zh", phrase) is None


def test_english_is_found_by_whole_words(held: PhraseTable) -> None:
    found = {held.phrase("en", number) for number in held.containing("en", "harbour")}
    assert found == {"harbour", "old harbour", "harbour master"}


def test_chinese_is_found_by_any_run(held: PhraseTable) -> None:
    assert {held.phrase("zh", number) for number in held.containing("zh", "港口")} == {"港口", "旧港口"}
    assert list(held.containing("zh", "口港")) == []


def test_pairs_without_counts_need_none(tmp_path: Path) -> None:
    listed = table(tmp_path, dict.fromkeys(PAIRS, 1.0))
    number = listed.find("en", "harbour")
    assert number is not None
    assert {count for _, count in listed.partners("en", number)} == {1.0}
    assert listed.total("en", number) == 2.0


def test_an_empty_table_holds_nothing(tmp_path: Path) -> None:
    empty = table(tmp_path, {})
    assert empty.find("en", "harbour") is None
    assert list(empty.containing("zh", "港口")) == []


@pytest.mark.parametrize("damage", [b"", b"\0", b"\xff" * 64, b"\x08\0\0\0{}      "])
def test_a_damaged_file_is_refused(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "damaged.lexicon"
    path.write_bytes(damage)
    with pytest.raises(IndexUnusableError, match=r"damaged\.lexicon"):
        PhraseTable(path)


def test_a_file_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.lexicon"
    table(tmp_path, PAIRS)
    path.write_bytes(path.read_bytes()[:-64])
    with pytest.raises(IndexUnusableError, match=r"table\.lexicon"):
        PhraseTable(path)
