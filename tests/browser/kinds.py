"""One page of every kind, for what holds on all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexer.model.document import Language

LOCALES: dict[Language, str] = {"zh": "zh-CN", "en": "en-GB"}
"""What a reader's browser asks for, by the language of the interface that follows from it."""

KINDS = {
    "home": "/",
    "answer": "/?q=联络人&year=2019",
    "facts": "/?q=S/RES/1540(2004) Chile -Peru",
    "nothing": "/?q=zzzz&state=CHL",
    "grouped": "/?q=执行&group=document&not.state=CHL",
    "documents": "/documents",
    "document": "/zh/S/2019/986",
    "document-en": "/en/S/2020/1308",
    "paragraph": "/en/S/2019/986#annex-12",
    "beside": "/zh/S/2020/1308?with=en",
    "found": "/en/S/2019/986?find=Chile",
    "copies": "/paragraph?symbol=S/2019/986&language=zh&part=annex&paragraph=18(b)",
    "states": "/states",
    "state": "/state/CHL",
    "state-narrowed": "/state/CHL?year=2019&section=assistance",
    "lists": "/state/CHL/lists",
    "events": "/events?year=2019",
    "events-narrowed": "/events?year=2019&state=CHL&state=JPN&organizer=1540&organizer=OSCE",
    "api": "/api",
    "batch": "/batch?q=S/2019/986, annex, para. 12; S/2099/1&q=智利&q=training xyzzyq",
    "terms": "/terms",
    "term": "/terms?q=points of contact",
    "term-unheld": "/terms?q=child soldiers",
    "glossary": "/glossary?symbol=S/2019/986&language=en",
    "lookup": "/lookup?q=In resolution 1540 (2004) the Council decided to watch it closely.",
    "similar": "/similar?symbol=S/2019/986&language=en&part=annex&paragraph=12",
    "embed": "/embed",
    "missing": "/en/S/RES/1540(2004)",
    "refused": "/?page=none",
}
"""Addresses by name, without the language of the interface, which the browser asks for."""
