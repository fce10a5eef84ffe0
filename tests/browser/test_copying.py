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


VERSION: dict[Language, dict[Language, str]] = {
    "zh": {"zh": "", "en": "[英文本]"},
    "en": {"zh": " [Chinese version]", "en": ""},
}
"""What a citation says of the version of a document, by the languages of the reader and of the version."""


def cited(reader: Language, held: Language) -> str:
    """Return the citation of the paragraph as a reader copies it from one version of its document."""
    return f"{CITED[reader]}{VERSION[reader][held]}"


def opened(page: Page, link: str) -> None:
    """Open the menu of a link."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(link).click()
    expect(page.get_by_role("menuitem").first).to_be_focused()


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
    assert pasted(page).startswith(CITED[language])


@pytest.mark.parametrize("document", ["zh", "en"])
def test_the_menu_of_a_paragraph_copies_its_citation_in_the_readers_language(
    readers: Readers, language: Language, document: Language
) -> None:
    page = readers.open(f"/{document}/S/2019/986#annex-12", language)
    opened(page, "[id='annex-12'] > .cite-this")
    page.get_by_role("menuitem").first.click()
    expect(page.get_by_role("menu")).to_be_hidden()
    expect(page.get_by_role("status").filter(has_text=COPIED[language])).to_be_attached()
    assert pasted(page) == cited(language, document)


def test_the_menu_is_used_with_keys_alone(readers: Readers, language: Language) -> None:
    page = readers.open("/en/S/2019/986#annex-18(b)", language)
    link = page.locator("[id='annex-18(b)'] > .cite-this")
    link.focus()
    expect(link).to_have_attribute("aria-haspopup", "menu")
    page.keyboard.press("Enter")
    items = page.get_by_role("menuitem")
    expect(items.first).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowUp")
    expect(items.last).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(items.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_be_hidden()
    expect(link).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "false")
    page.keyboard.press(" ")
    expect(items.first).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.wait_for_url("**/paragraph?**")


def test_a_quotation_is_copied_for_word_too(readers: Readers, language: Language) -> None:
    page = readers.open("/en/S/2019/986#annex-18(b)", language)
    opened(page, "[id='annex-18(b)'] > .cite-this")
    page.get_by_role("menuitem").nth(1).click()
    expect(page.get_by_role("menu")).to_be_hidden()
    text = pasted(page)
    assert text.startswith("“States and international organizations")
    assert ": … (b) Mexico, " in text
    assert MARKS[language] in text
    rich = page.evaluate(
        """async () => {
          const [item] = await navigator.clipboard.read();
          return (await item.getType("text/html")).text();
        }"""
    )
    assert "#annex-18(b)" in rich
    assert "<a " in rich


def test_the_menu_of_a_hit_offers_both_languages(readers: Readers, language: Language) -> None:
    page = readers.open("/?q=S/2019/986, annex, para. 12", language)
    opened(page, ".hits li:first-child .copy-as")
    page.get_by_role("menuitem").nth(2).click()
    expect(page.get_by_role("menu")).to_be_hidden()
    text = pasted(page)
    assert MARKS["zh"] in text
    assert MARKS["en"] in text


def test_a_menu_opens_after_an_answer_was_renewed(readers: Readers, language: Language) -> None:
    page = readers.open("/?q=联络人", language)
    page.locator("#q").fill("智利")
    page.wait_for_url("**q=%E6%99%BA%E5%88%A9**")
    link = page.locator(".hits li:first-child .copy-as")
    expect(link).to_have_attribute("role", "button")
    opened(page, ".hits li:first-child .copy-as")


def test_the_page_of_forms_copies_each(readers: Readers, language: Language) -> None:
    page = readers.open("/paragraph?symbol=S/2019/986&language=en&part=annex&paragraph=12", language)
    page.locator("[data-form=citation] [data-take]").click()
    expect(page.get_by_role("status").filter(has_text=COPIED[language])).to_be_attached()
    assert pasted(page) == cited(language, "en")
    page.locator("[data-form=link] [data-take]").click()
    expect(page.get_by_role("status").filter(has_text="#annex-12")).to_be_attached()
    assert pasted(page).endswith("/en/S/2019/986#annex-12")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_heads_of_columns_stay_in_view_and_say_which_is_a_digest(
    readers: Readers, language: Language, width: int
) -> None:
    page = readers.open("/zh/S/2019/986?with=en", language, width=width)
    for at in ("annex-5", "annex-40", "annex-60"):
        page.evaluate("(id) => document.getElementById(id).scrollIntoView()", at)
        head = page.locator(".heads .badge").last
        expect(head).to_be_in_viewport(ratio=1)
        expect(head).to_have_text(MARKS[language])
        covered = page.evaluate(
            """(head) => { const box = head.getBoundingClientRect();
              return document.elementFromPoint(box.left + 5, box.top + box.height / 2) === head; }""",
            head.element_handle(),
        )
        assert covered, "nothing lies over it"


def test_without_scripts_a_digest_is_marked_wherever_it_is_read(readers: Readers, language: Language) -> None:
    page = readers.open("/en/S/2019/986#annex-40", language, width=360, scripts=False)
    expect(page.locator(".text > .running")).to_be_in_viewport()
    expect(page.locator(".text > .running")).to_contain_text(MARKS[language])


@pytest.mark.parametrize("document", ["zh", "en"])
def test_a_paragraph_is_pasted_with_its_citation(
    readers: Readers, language: Language, document: Language
) -> None:
    page = readers.open(f"/{document}/S/2019/986", language)
    words = page.locator("[id='annex-12'] p").inner_text()
    select(page, "[id='annex-12'] p", "[id='annex-12'] p")
    page.keyboard.press("Control+c")
    assert pasted(page) == f"{words}\n[{cited(language, document)}]"


def test_several_paragraphs_are_pasted_with_the_mark_of_their_document(
    readers: Readers, language: Language
) -> None:
    page = readers.open("/en/S/2019/986", language)
    select(page, "[id='annex-12'] p", "[id='annex-14'] p")
    page.keyboard.press("Control+c")
    assert pasted(page).endswith(f"\n[{SHORT[language]}]")


def test_the_text_of_hits_is_pasted_with_their_citations(readers: Readers, language: Language) -> None:
    page = readers.open("/?q=S/2019/986, annex, para. 12&group=unit", language)
    select(page, ".hits li:nth-child(1) .snippet", ".hits li:nth-child(2) .snippet")
    page.keyboard.press("Control+c")
    found = pasted(page).split("\n")[-2:]
    assert sorted(found) == sorted(cited(language, held) for held in ("zh", "en"))


def test_without_scripts_links_lead_to_the_page_of_forms(readers: Readers, language: Language) -> None:
    page = readers.open("/?q=S/2019/986", language, scripts=False)
    expect(page.locator("button[data-copy]").first).to_be_hidden()
    page.locator(".copy-as").first.click()
    expect(page.locator("[data-form]").first).to_contain_text("S/2019/986")
    expect(page.locator("[data-take]").first).to_be_hidden()
    page = readers.open("/en/S/2019/986#annex-12", language, scripts=False)
    page.locator("[id='annex-12'] > .cite-this").click()
    expect(page.locator("[data-form=citation] .form")).to_have_text(cited(language, "en"))


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
