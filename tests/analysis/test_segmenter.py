"""The cut of Han runs: the same by rjieba as by jieba, and the same whatever the documents."""

from __future__ import annotations

import re
import runpy
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.analysis import han_words, vocabulary
from indexer.language.zh import segmenter
from indexer.text.folding import fold

HAN = "[\u3400-\u4dbf\u4e00-\u9fff]+"
HAN_CHARACTERS = st.sampled_from(
    list(map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000), *range(0x20000, 0x20100))))
)
SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


@pytest.fixture(scope="session")
def reference() -> segmenter.Cut:
    return segmenter.with_jieba(vocabulary.taught())


@pytest.fixture
def forgotten() -> Iterator[None]:
    han_words._segmenter.cache_clear()
    yield
    han_words._segmenter.cache_clear()


def test_the_real_texts_are_cut_as_jieba_cuts_them(
    seed_2019: Path, seed_2020: Path, bitext: Path, reference: segmenter.Cut
) -> None:
    texts = [path.read_text("utf-8") for path in (seed_2019, seed_2020, bitext / "devset.zh")]
    runs = set(re.findall(HAN, fold("\n".join(texts))))
    assert len(runs) > 10_000
    assert [run for run in runs if han_words.cut(run) != reference(run)] == []


@settings(deadline=None, max_examples=300)
@given(
    run=st.text(
        st.one_of(st.sampled_from("着名联络人的大国家不扩散链"), HAN_CHARACTERS),
        max_size=12,
    )
)
def test_any_run_is_cut_as_jieba_cuts_it(reference: segmenter.Cut, run: str) -> None:
    known = re.split("([^\u4e00-\u9fd5])", run)
    assert han_words.cut(run) == [word for part in known for word in reference(part)]
    assert "".join(han_words.cut(run)) == run


def test_taught_words_are_words() -> None:
    for word in (
        "安全理事会",
        "巴布亚新几内亚",
        "朝鲜民主主义人民共和国",
        "不扩散",
        "裁研所",
        "着名",
        "坐谈会",
    ):
        assert han_words.cut(f"在{word}中")[1:-1] == [word]


def test_a_term_is_one_word_to_every_segmenter(reference: segmenter.Cut) -> None:
    for segment in (reference, segmenter.with_rjieba(vocabulary.taught()), han_words.cut):
        assert [word for word in vocabulary.terms() if segment(word) != [word]] == []


def test_vocabulary_is_folded_and_holds_only_han_runs() -> None:
    taught = [*vocabulary.terms(), *(word for word, _ in vocabulary.refolded())]
    assert taught == [fold(word) for word in taught]
    assert all(re.fullmatch(HAN, word) for word in taught)
    assert {"智利", "瓜地马拉", "不扩散"} <= set(taught)
    assert all(len(word) <= vocabulary.LONGEST_ORGANIZATION for word in ("安全理事会", "国际刑警组织"))
    assert "联合国裁军事务厅" not in taught


def test_the_table_of_refolded_words_is_what_its_script_makes() -> None:
    made = runpy.run_path(str(SCRIPTS / "refolded_words.py"))["rows"]()
    assert tuple(made) == vocabulary.refolded()


@pytest.mark.usefixtures("forgotten")
def test_jieba_takes_over_where_rjieba_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rjieba", None)
    assert han_words.cut("联络人培训班") == ["联络人", "培训班"]


@pytest.mark.usefixtures("forgotten")
def test_threads_may_ask_at_once_for_the_first_cut() -> None:
    with ThreadPoolExecutor(8) as pool:
        cuts = list(pool.map(han_words.cut, ["联络人培训班"] * 32))
    assert cuts == [["联络人", "培训班"]] * 32
