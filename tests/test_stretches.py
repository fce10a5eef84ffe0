"""What a reader is shown where a text that may not be kept has changed."""

from __future__ import annotations

from tests.stretches import Row, differences, digests, kept

TEXTS = frozenset({"text"})
ROWS: dict[str, Row] = {
    "annex 1": {"kind": "paragraph", "text": "委员会开会，讨论援助；会议结束。"},
    "annex 2": {"kind": "paragraph", "text": "They met, and left."},
}


def changed(now: dict[str, Row]) -> list[str]:
    return list(differences({unit: kept(row, TEXTS) for unit, row in ROWS.items()}, now, TEXTS))


def test_what_is_kept_holds_no_text_and_equals_itself() -> None:
    held = [kept(row, TEXTS) for row in ROWS.values()]
    assert held[0] == {"kind": "paragraph", "text": digests("委员会开会，讨论援助；会议结束。")}
    assert not set("委员会Thy，") & set("".join(row["text"] for row in held))
    assert changed(ROWS) == []


def test_a_changed_stretch_is_shown_beside_the_one_before_it() -> None:
    now = ROWS | {"annex 1": ROWS["annex 1"] | {"text": "委员会开会，讨论报告；会议结束。"}}
    (shown,) = changed(now)
    gone = digests("讨论援助；")
    assert shown.splitlines() == [
        "annex 1, text:", "  委员会开会，", f"- (a stretch that is nowhere now, {gone})", "+ 讨论报告；",
        "  会议结束。",
    ]  # fmt: skip


def test_a_stretch_that_moved_is_shown_where_it_is() -> None:
    now = ROWS | {
        "annex 1": ROWS["annex 1"] | {"text": "委员会开会，讨论援助；"},
        "annex 2": ROWS["annex 2"] | {"text": "They met, and left.会议结束。"},
    }
    first, second = changed(now)
    assert first.splitlines() == ["annex 1, text:", "  讨论援助；", "- (annex 2: 会议结束。)"]
    assert second.splitlines() == ["annex 2, text:", "  and left.", "+ 会议结束。"]


def test_units_and_columns_are_shown_as_they_were_and_are() -> None:
    note = {"kind": "footnote", "text": "They met, and left.", "marks": "1@3"}
    assert changed({"annex 1": ROWS["annex 1"], "annex 2": note}) == [
        "annex 2, kind:\n- paragraph\n+ footnote",
        "annex 2, marks:\n- \n+ 1@3",
    ]
    assert changed({"annex 1": ROWS["annex 1"], "annex 3": note}) == ["- unit annex 2", "+ unit annex 3"]
    assert changed({"annex 2": ROWS["annex 2"], "annex 1": ROWS["annex 1"]})
    assert changed({}) == ["- unit annex 1", "- unit annex 2"]
