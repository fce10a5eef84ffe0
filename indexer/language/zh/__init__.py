"""Chinese, as the United Nations write it; folded text is Simplified."""

from __future__ import annotations

from indexer.language.conventions import Conventions
from indexer.language.zh import collation, numerals

CONVENTIONS = Conventions(
    name="Chinese",
    own_name="中文",
    codes=("zh", "ch"),
    file_marks=("c", "chi", "zho"),
    copy_marks=("副本", "复件"),
    locale="zh",
    tag="zh-Hans",
    scripts=("Hans", "Hant"),
    group_sign="\N{NO-BREAK SPACE}",
    word_separator="",
    longest_phrase=10,
    counters="第号次个项名份件",
    separator="，",
    colon="：",
    aside="({})",
    version="[{}]",
    quotes={"Hans": "“”‘’", "Hant": "「」『』"},
    omission="……",
    full_stops="。！？…",
    spaced_brackets=False,
    ordinal=numerals.han,
    ordinal_word=numerals.ordinal_word,
    article=numerals.article,
    third_level=numerals.third_level,
    month="y年M月",
    snippet=110,
    lead=24,
    lead_in=40,
    sort_key=collation.sort_key,
    initial=collation.initial,
)
