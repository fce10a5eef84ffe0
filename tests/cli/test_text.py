"""What of a document's text the terminal gets."""

from __future__ import annotations

from indexer.cli.text import plain


def test_soft_hyphens_are_left_out_and_hyphens_stay() -> None:
    assert plain("an inter-\u00adnational co\u00adordinator") == "an inter-national coordinator"


def test_all_else_is_shown_as_printed() -> None:
    assert plain("the ﬁrst Que\u0301bec ⺠国") == "the ﬁrst Que\u0301bec ⺠国"
