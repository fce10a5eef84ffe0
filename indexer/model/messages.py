"""Texts of the interface, each in English where it is used and in Chinese in one catalogue.

A message is written when its reader's language is known, which is after it was made:

    >>> told = message("There is no index in {place}.", place="var/index")
    >>> told.en
    'There is no index in var/index.'
    >>> told.zh
    'var/index 中没有索引。'

The catalogue is `indexer/translations`, which the commands, the API and the pages share; CONTRIBUTING.md says
how a message is added to it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias, TypeGuard

from msgspec import Struct, structs

from indexer.model.document import Both

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from gettext import GNUTranslations

    from indexer.model.document import Language

TRANSLATIONS = Path(__file__).parents[1] / "translations"
"""The folder of the catalogue: a folder for each language but English, whose texts are in the code."""


class Bilingual(Protocol):
    """What can be written in Chinese and in English: a message, a State, a symbol, a number."""

    @property
    def zh(self) -> str:
        """The text in Chinese."""

    @property
    def en(self) -> str:
        """The text in English."""


Value: TypeAlias = Bilingual | object
"""What stands in a place of a message; what is not bilingual is written as `str` writes it."""


class Message(Struct, frozen=True, gc=False):
    """A text of the interface, with named places such as `{symbol}` and the values that stand there.

    `english` is also the key of the catalogue. Where a message has no values, its text is taken as it is. A
    message of a `plural` counts its value `number`. A `context` tells texts apart that are alike
    in English only.
    """

    english: str
    values: tuple[tuple[str, str | Bilingual], ...] = ()
    plural: str = ""
    number: int = 0
    context: str = ""

    @property
    def zh(self) -> str:
        """The text in Chinese, with its values."""
        if self.plural:
            template = _chinese().ngettext(self.english, self.plural, self.number)
        elif self.context:
            template = _chinese().pgettext(self.context, self.english)
        else:
            template = _chinese().gettext(self.english)
        return self._filled(template, "zh")

    @property
    def en(self) -> str:
        """The text in English, with its values."""
        return self._filled(self.plural if self.plural and self.number != 1 else self.english, "en")

    def text(self, language: Language) -> str:
        """Return the text in a language, with its values."""
        return in_language(self, language)

    def _filled(self, template: str, language: Language) -> str:
        if not self.values:
            return template
        return template.format(**{name: in_language(value, language) for name, value in self.values})


class Localised(Struct, frozen=True, gc=False):
    """A value that a function writes for each language, such as a number or a symbol.

    >>> told = message("{count} hits", count=Localised(lambda count, language: f"{count} ({language})", 2))
    >>> told.en
    '2 (en) hits'

    """

    write: Callable[[Any, Language], str]
    value: object

    @property
    def zh(self) -> str:
        """The value in Chinese."""
        return self.write(self.value, "zh")

    @property
    def en(self) -> str:
        """The value in English."""
        return self.write(self.value, "en")


class Listed(Struct, frozen=True, gc=False):
    """Several values in one place of a message, with the signs that each language puts between them.

    English may have a word, `last`, before the last one: `and` or `or`.
    """

    items: tuple[str | Bilingual, ...]
    last: str = ""

    @property
    def zh(self) -> str:
        """The values in Chinese."""
        return "、".join(in_language(item, "zh") for item in self.items)

    @property
    def en(self) -> str:
        """The values in English."""
        *others, last = [in_language(item, "en") for item in self.items] or [""]
        if self.last and others:
            return f"{', '.join(others)} {self.last} {last}"
        return ", ".join((*others, last))


def message(english: str, /, **values: Value) -> Message:
    """Return a message.

    Args:
        english: Its text in English, which must be in the catalogue.
        values: What stands in the places of the text.

    """
    return Message(english, tuple((name, _kept(value)) for name, value in values.items()))


def message_in(context: str, english: str, /, **values: Value) -> Message:
    """Return a message whose English text has another translation elsewhere; `context` says where this is."""
    return structs.replace(message(english, **values), context=context)


def plural(one: str, many: str, number: int, /, **values: Value) -> Message:
    """Return a message that counts something; `{number}` stands for how many.

    >>> plural("{number} hit", "{number} hits", 2).en
    '2 hits'

    """
    return structs.replace(message(one, number=number, **values), plural=many, number=number)


def listed(values: Iterable[Value], last: str = "") -> Listed:
    """Return several values for one place of a message.

    >>> message("Allowed: {values}.", values=listed(["date", "document"])).en
    'Allowed: date, document.'
    >>> listed(["annex", "enclosure", "appendix"], last="or").en
    'annex, enclosure or appendix'

    """
    return Listed(tuple(map(_kept, values)), last)


def _kept(value: Value) -> str | Bilingual:
    """Return a value as a message keeps it: bilingual, or as its text."""
    return value if _is_bilingual(value) else str(value)


def _is_bilingual(value: object) -> TypeGuard[Bilingual]:
    return hasattr(value, "zh")


def in_language(value: str | Bilingual, language: Language) -> str:
    """Return a value as a language writes it; a text that is not bilingual stays as it is."""
    if isinstance(value, str):
        return value
    return value.zh if language == "zh" else value.en


def both(write: Callable[[Language], str]) -> Both:
    """Return a text in both languages, each as `write` writes it.

    >>> both(lambda language: f"in {language}").en
    'in en'

    """
    return Both(write("zh"), write("en"))


@cache
def _chinese() -> GNUTranslations:
    """Return the catalogue, which is read when a text in Chinese is first asked for."""
    from gettext import GNUTranslations

    with (TRANSLATIONS / "zh" / "LC_MESSAGES" / "messages.mo").open("rb") as file:
        return GNUTranslations(file)
