"""Parses XML from a stranger block by block: what is broken, declares entities or is too long is refused."""

from __future__ import annotations

from xml.parsers import expat

from indexer.runtime.errors import InputError

_LONGEST_TOKEN = 1 << 20
"""The longest tag or comment, in bytes."""


class StrictXml:
    """What the readers of XML formats have in common; each says what is done with elements and texts."""

    def __init__(self, name: str, kind: str, advice: str, namespace_separator: str | None = None) -> None:
        """Make a parser.

        Args:
            name: The name of the file, for messages.
            kind: The name of the format, for messages.
            advice: What to do where the file is refused.
            namespace_separator: What stands between a namespace and a name; None leaves names as they are.

        """
        self._name = name
        self._kind = kind
        self._advice = advice
        self._fed = 0
        self._parser = expat.ParserCreate(namespace_separator=namespace_separator)
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.SkippedEntityHandler = self._skipped

    def feed(self, block: bytes) -> None:
        """Parse the next bytes; none at the end.

        Raises:
            InputError: The XML is broken, declares entities, or has a tag or a comment that is too long.

        """
        try:
            self._parser.Parse(block, not block)
        except expat.ExpatError as error:
            raise self._error(f"{expat.errors.messages.get(error.code, error)}", error.lineno) from None
        except (ValueError, LookupError) as error:  # an encoding that Python does not know
            raise self._error(str(error)) from None
        self._fed += len(block)
        if self._fed - self._parser.CurrentByteIndex > _LONGEST_TOKEN:
            raise self._error("a tag or a comment is too long")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        raise NotImplementedError

    def _end(self, name: str) -> None:
        raise NotImplementedError

    def _characters(self, text: str) -> None:
        raise NotImplementedError

    def _doctype(self, name: str, system: str | None, public: str | None, internal: int) -> None:
        raise NotImplementedError

    def _error(self, reason: str, line: int | None = None) -> InputError:
        at = self._parser.CurrentLineNumber if line is None else line
        return InputError(f"{self._name} is broken {self._kind}: {reason}, in line {at:,}.", self._advice)

    def _entity(self, *_declared: object) -> None:
        raise InputError(f"{self._name} declares entities, which are not read.", self._advice)

    def _skipped(self, name: str, _is_parameter: int) -> None:
        raise self._error(f"the entity &{name[:40]}; is not defined")
