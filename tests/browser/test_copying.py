"""What leaves a page by copying or printing: the citation word for word, and always the mark of a digest."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from indexer.model.document import Language
    from tests.browser.conftest import Readers

MARKS: dict[Language, str] = {"zh": "本项目自编提要，非联合国文本", "en": "project digest, not UN text"}
CITED: dict[Language, str] = {
    "zh": "S/2019/986，附件，第12段(本项目自编提要，非联合国文本)",
    "en": "S/2019/986, annex, para. 12 (project digest, not UN text)",
}
COPIED: dict[Language, str] = {"zh": "已复制", "en": "Copied"}
SHORT: dict[Language, str] = {
    "zh": "S/2019/986(本项目自编提要，非联合国文本)",
    "en": "S/2019/986 (project digest, not UN text)",
}


def pasted(page: Page) -> str:
    """Return what the clipboard holds, as any other program would be given it."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return str(page.evaluate("navigator.clipboard.readText()"))


def select(page: Page, first: str, last: str) -> None:
    """Select from the beginning of one element to the end of another, as by dragging over them."""
    page.evaluate(
        """([first, last]) => {
          const [start, end] = [first, last].map((it) => document.querySelector(it));
          getSelection().setBaseAndExtent(start, 0, end, end.childNodes.length);
        }""",
        [first, last],
    )


def test_the_button_of_a_hit_copies_its_citation(readers: Readers, language: Language) -> None:
    page = readers.open("/?q=S/2019/986, annex, para. 12", language)
    button = page.locator("button[data-copy]").first
    button.click()
    expect(button).to_contain_text(COPIED[language])
    assert pasted(page) == CITED[language]


@pytest.mark.parametrize("document", ["/zh/S/2019/986", "/en/S/2019/986"])
def test_the_button_of_a_paragraph_copies_its_citation_in_the_readers_language(
    readers: Readers, language: Language, document: str
) -> None:
    page = readers.open(f"{document}#annex-12", language)
    button = page.locator("[id='annex-12'] > .cite-this")
    button.click()
    expect(button).to_have_text(COPIED[language])
    assert pasted(page) == CITED[language]


@pytest.mark.parametrize("document", ["zh", "en"])
def test_a_paragraph_is_pasted_with_its_citation(
    readers: Readers, language: Language, document: Language
) -> None:
    page = readers.open(f"/{document}/S/2019/986", language)
    words = page.locator("[id='annex-12'] p").inner_text()
    select(page, "[id='annex-12'] p", "[id='annex-12'] p")
    page.keyboard.press("Control+c")
    assert pasted(page) == f"{words}\n[{CITED[language]}]"


def test_several_paragraphs_are_pasted_with_the_mark_of_their_document(
    readers: Readers, language: Language
) -> None:
    page = readers.open("/en/S/2019/986", language)
    select(page, "[id='annex-12'] p", "[id='annex-14'] p")
    page.keyboard.press("Control+c")
    assert pasted(page).endswith(f"\n[{SHORT[language]}]")


def test_the_text_of_hits_is_pasted_with_their_citations(readers: Readers, language: Language) -> None:
    page = readers.open("/?q=S/2019/986, annex, para. 12", language)
    select(page, ".hits li:nth-child(1) .snippet", ".hits li:nth-child(2) .snippet")
    page.keyboard.press("Control+c")
    assert pasted(page).endswith(f"\n{CITED[language]}\n{CITED[language]}")


def test_without_scripts_nothing_offers_to_copy(readers: Readers, language: Language) -> None:
    page = readers.open("/?q=S/2019/986", language, scripts=False)
    expect(page.locator("button[data-copy]").first).to_be_hidden()
    page = readers.open("/en/S/2019/986", language, scripts=False)
    expect(page.locator(".cite-this")).to_have_count(0)


# --- print


def test_in_print_there_is_the_text_and_no_way_to_go(readers: Readers, language: Language) -> None:
    page = readers.open("/en/S/2019/986?find=Chile#annex-12", language)
    page.emulate_media(media="print")
    for shown in (".edition", ".text > .running", "[id='annex-12']", ".cited a[rel=external]"):
        expect(page.locator(shown).first).to_be_visible()
    for hidden in ("nav", "form", "button", ".side", ".found", ".steps", ".bottom", ".cite", ".skip"):
        for each in page.locator(hidden).all():
            expect(each).to_be_hidden()


@pytest.mark.parametrize("document", ["/en/S/2019/986", "/zh/S/2020/1308?with=en"])
def test_every_sheet_says_that_it_is_a_digest_and_addresses_can_be_read(
    readers: Readers, language: Language, document: str
) -> None:
    page = readers.open(document, language)
    sheets = printed(page)
    assert len(sheets) > 3
    for sheet in sheets:
        assert packed(MARKS[language]) in sheet
    for link in page.locator(".edition a[rel=external], .cited a[rel=external]").all():
        assert f"<{link.get_attribute('href')}>" in "".join(sheets)


def test_an_answer_in_print_marks_every_digest(readers: Readers, language: Language) -> None:
    page = readers.open("/?q=S/2019/986, annex, para. 12", language)
    hits = page.locator("a[data-hit]").count()
    assert "".join(printed(page)).count(packed(MARKS[language])) == hits > 0


def printed(page: Page) -> list[str]:
    """Return what stands on each sheet, without white space, which the printer puts anywhere."""
    return [packed(sheet.extract_text()) for sheet in PdfReader(BytesIO(page.pdf(format="A4"))).pages]


def packed(text: str) -> str:
    """Leave out white space, and write characters that a font shares with radicals (⽂, 文) as characters."""
    return "".join(unicodedata.normalize("NFKC", text).split())
