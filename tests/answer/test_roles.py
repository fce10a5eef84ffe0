"""The lists in which a State stands, in the digests and in the reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest

from indexer.names import states

if TYPE_CHECKING:
    from indexer.library.library import Library
    from indexer.model.document import Language
    from indexer.model.lists import Role

Place: TypeAlias = tuple[int | None, str]
"""A year and the paragraph of its review."""


def roles(library: Library, code: str, language: Language) -> dict[Place, list[Role]]:
    found: dict[Place, list[Role]] = {}
    for role in library.state(code).roles:
        if role.language == language:
            found.setdefault((role.year, role.locator), []).append(role)
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("code", "place", "sizes"),
    [
        ("ZMB", (2019, "9"), [23]),
        ("ZWE", (2019, "12"), [38]),
        ("KWT", (2019, "11"), [4]),
        ("KWT", (2019, "17"), [12, 3]),
        ("VNM", (2020, "10"), [36]),
        ("ARE", (2020, "13"), [42]),
        ("COL", (2020, "18"), [3]),
    ],
)
def test_the_digests_say_who_stands_in_which_list(
    digests: Library, language: Language, code: str, place: Place, sizes: list[int]
) -> None:
    found = roles(digests, code, language)[place]
    assert [role.size for role in found] == sizes
    for role in found:
        assert "…" in role.introduction
        assert states.name(code, language) not in role.introduction
        assert role.edition == "digest"
        assert "project digest, not UN text" in role.citation.en
        assert role.url == f"/{language}/{role.symbol}#annex-{place[1]}"


@pytest.mark.parametrize(
    ("code", "place", "size", "said"),
    [
        ("ZMB", (2019, "9"), 23, "补充资料"),
        ("ZWE", (2019, "12"), 38, "联络人"),
        ("KWT", (2019, "11"), 4, "访问了…"),
        ("KWT", (2019, "17"), 12, "援助请求"),
        ("SUR", (2019, "10"), 3, "行动计划"),
        ("VNM", (2020, "10"), 36, "补充报告"),
        ("ARE", (2020, "13"), 42, "联络人"),
    ],
)
def test_the_reviews_say_who_stands_in_which_list(
    reviews: Library, code: str, place: Place, size: int, said: str
) -> None:
    first = roles(reviews, code, "zh")[place][0]
    assert first.size == size
    assert said in first.introduction
    assert first.edition == "official"


def test_a_state_in_no_list_has_no_role(digests: Library) -> None:
    assert digests.state("SLB").mentions
    named_in = {(role.year, role.locator) for role in digests.state("SLB").roles}
    assert named_in == {(2019, "17")}
    assert digests.state("AGO").roles == ()
