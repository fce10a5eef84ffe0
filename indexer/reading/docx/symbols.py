"""Turn the symbols of Word's symbol fonts into characters."""

from __future__ import annotations

_PRIVATE = range(0xF000, 0xF100)
_LARGEST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
_SYMBOL = dict(
    zip(
        "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz",
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ",
        strict=True,
    )
) | {
    **dict(zip(map(chr, (0xB7, 0xB0, 0xB1, 0xB3, 0xA3, 0xB4, 0xB9, 0xA5)), "•°±≥≤×≠∞", strict=True)),
    **dict(zip(map(chr, (0xAB, 0xAC, 0xAD, 0xAE, 0xAF, 0xBC, 0xD6, 0xE5)), "↔←↑→↓…√∑", strict=True)),
}
_WINGDINGS = dict(
    zip(
        map(chr, (0xA7, 0xB7, 0x6C, 0x6E, 0x6F, 0xA8, 0xFC, 0xFE, 0xFB, 0xE0, 0xD8)),
        "▪•●■□◻✓☑✗→➢",
        strict=True,
    )
)


def character(code: str, font: str) -> str:
    """Return the character that a symbol shows.

    Args:
        code: Its code in hexadecimal digits, which symbol fonts have at F000 to F0FF.
        font: The name of the font.

    Returns:
        The character; the code itself, mostly one of the private use area, if the sign is not known.

    """
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    if not 0 < value <= _LARGEST or value in _SURROGATES:
        return ""
    if value in _PRIVATE:
        signs = _SYMBOL if font.lower() == "symbol" else _WINGDINGS if "wingdings" in font.lower() else {}
        plain = chr(value - _PRIVATE.start)
        return signs.get(plain, plain if signs is _SYMBOL and plain.isprintable() else chr(value))
    return chr(value)
