"""The language that a question is asked in is decided by its letters."""

from __future__ import annotations

import pytest

from indexer.model.query import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("résolution", "en"),
        ("Côte d'Ivoire", "en"),
        ("Co\u0302te d’Ivoire", "en"),
        ("“points of contact” – naïve", "en"),
        ("Совет Безопасности", "en"),
        ("Ｃｈｉｌｅ", "en"),
        ("2019", "en"),
        ("S/2019/986", "en"),
        ("?!", "en"),
        ("", "en"),
        ("智利", "zh"),
        ("naïve 智利", "zh"),
        ("S/2019/986，附件，第12段", "zh"),
        ("瓜地馬拉", "zh"),
        ("𠮷", "zh"),
        ("〇", "zh"),
        ("２０１９", "zh"),
        ("《》", "zh"),
        ("—", "zh"),
    ],
)
def test_the_language_of_a_question(text: str, language: str) -> None:
    assert language_of(text) == language
