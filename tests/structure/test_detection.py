"""Texts in other languages are told from Chinese and English ones, and these from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from indexer.language.en.closed_classes import COMMONEST, WORDS
from indexer.language.others import others
from indexer.model.document import Given
from indexer.names.file_names import Proposal
from indexer.runtime.errors import InputError
from indexer.structure.assembly import structure
from indexer.structure.detection import detected, other
from tests.shelf import ENGLISH, REPORT, written
from tests.structure.test_structure import source
from tests.terminal import Terminal

FOREIGN = {
    "French": "Le Comité a examiné les rapports des États et il a décidé de tenir une séance dans la ville.",
    "Spanish": "El Comité examinó los informes de los Estados y decidió celebrar una sesión en la semana.",
    "Portuguese": "O Comitê examinou os relatórios dos Estados e decidiu que não há uma sessão na semana.",
    "Italian": "Il Comitato ha esaminato le relazioni degli Stati e la sessione è stata aperta nella sala.",
    "German": "Der Ausschuss hat die Berichte der Staaten geprüft und eine Sitzung für Montag beschlossen.",
    "Dutch": "Het comité heeft de verslagen van de staten bekeken en een zitting voor de maandag gepland.",
    "Russian": "Комитет рассмотрел доклады государств и постановил провести заседание на этой неделе.",
    "Ukrainian": "Комітет розглянув доповіді держав та вирішив, що засідання буде проведено цього тижня.",
    "Arabic": "نظرت اللجنة في تقارير الدول وقررت أن تعقد جلسة في هذا الأسبوع من أجل الحوار.",
    "Persian": "کمیته گزارش های دولت ها را بررسی کرد و این نشست در هفته آینده برگزار می شود.",
    "Japanese": "委員会は各国の報告書を検討し、今週に会合を開くことを決定した。",
    "Korean": "위원회는 국가들의 보고서를 검토하고 이번 주에 회의를 열기로 결정하였다.",
}
OWN = {
    "an English text with French names": (
        "en",
        (
            "The delegation of Côte d’Ivoire was led by Mr. Jean de La Tour of the Ministère des affaires "
            "étrangères et de la coopération; Médecins sans frontières and the Comité international de la "
            "Croix-Rouge took part in the meeting, as did the Union pour la Méditerranée."
        ),
    ),
    "ten English words": ("en", "Letter dated 3 May from the Chair of the Committee"),
    "an English title": ("en", "United Nations Report"),
    "an English list of persons": (
        "en",
        (
            "Members: Mr. Juan de la Cruz (Chile), Ms. María del Carmen Ruiz (Peru), Mr. Otto von "
            "der Heide (Germany), Ms. Ana dos Santos (Brazil). Chair: Mr. Paolo dello Russo (Italy)."
        ),
    ),
    "an English text with Russian terms": (
        "en",
        "The ship «Академик Келдыш» of the Институт океанологии left.",
    ),
    "a Chinese text with long English quotes": (
        "zh",
        (
            "委员会主席在会议上引述了报告的英文原文，并请秘书处把它分发给各成员："
            "“The panel shall submit its findings to the council within ninety days of this decision.”"
        ),
    ),
    "a Chinese text with a Japanese name": (
        "zh",
        "日本代表团提到在东京举行的“ひろしま”展览，并感谢各国的支持。",
    ),
    "a bilingual table": (
        "zh",
        "智利\tChile\n秘鲁\tPeru\n多哥\tTogo\n主席\tChair\n报告\treport\n决议\tresolution\n",
    ),
}


@pytest.mark.parametrize("name", FOREIGN)
def test_another_language_is_named(name: str) -> None:
    for text in (FOREIGN[name], FOREIGN[name] * 30, FOREIGN[name].upper()):
        assert (other(text), detected(text)) == (name, None)


@pytest.mark.parametrize("kind", OWN)
def test_a_text_of_our_own_languages_stays_one(kind: str) -> None:
    language, text = OWN[kind]
    assert (detected(text), other(text)) == (language, None)


def test_an_unknown_language_of_a_script_is_told_by_the_script() -> None:
    assert other("Қазақстан Қауіпсіздік Кеңесіне есебін ұсынды.") == "a language in Cyrillic letters"


def test_real_sentences_are_in_the_language_they_are_in(bitext: Path) -> None:
    for language in ("zh", "en"):
        lines = (bitext / f"devset.{language}").read_text(encoding="utf-8").splitlines()
        assert [line for line in lines if other(line)] == []
        assert detected("\n".join(lines)) == language


def test_words_of_other_languages_are_no_english_ones() -> None:
    for one in others():
        assert not one.words & (WORDS | COMMONEST), one.name


def test_a_text_in_another_language_is_refused_unless_one_insists() -> None:
    french = "S/2031/7\n\nRapport\n\n1. " + FOREIGN["French"]
    for given, proposal in ((Given(), Proposal()), (Given(), Proposal("S/2031/7", "en"))):
        with pytest.raises(InputError, match=r"is in French; only Chinese and English are kept") as refused:
            structure(source(french), given, proposal)
        assert "insist with --language" in refused.value.advice
    taken = structure(source(french), Given(language="en"))
    assert taken.language == "en"
    assert taken.coverage.warnings == ("The text is in French; it was taken as English, as was said.",)
    for text in (REPORT, ENGLISH):
        assert structure(source(text), Given()).coverage.warnings == ()


def test_the_command_tells_which_language_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terminal: Terminal
) -> None:
    written(tmp_path / "config.toml", '[library]\ncorpora = ["added"]\nindex = "index"\n')
    written(tmp_path / "note.txt", "S/2031/7\n\nЗаписка\n\n1. " + FOREIGN["Russian"])
    monkeypatch.chdir(tmp_path)
    refused = terminal("indexer", "add", "note.txt")
    assert (refused.status, "The text of note.txt is in Russian" in refused.err) == (1, True)
    taken = terminal("indexer", "add", "--language", "en", "note.txt")
    assert (taken.status, "The text is in Russian; it was taken as English" in taken.out) == (0, True)
    assert "taken as English" in terminal("indexer", "check").out
