"""American and British spellings of one word, of which one form is kept for comparing words.

The forms kept are for no reader. Most are the American ones, since the stemmer was made for these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_WITH_S = """
advertise appraise apprise chastise chemise circumcise clockwise comprise compromise concise despise
disguise enterprise exercise expertise franchise enfranchise disenfranchise improvise likewise malaise
mayonnaise merchandise otherwise paradise porpoise precise premise promise reprise sunrise supervise surmise
surprise televise tortoise treatise turquoise
"""
_KEEP_S = frozenset(_WITH_S.split())
"""Words in -ise that no spelling writes with a z; their other forms follow them (`exercising`)."""
_S_OR_Z = re.compile(r"(?<=[a-z]{3})is(e[sdr]?|ers|ing|able|ations?|ational(?:ly)?)$")
_LONG_ENOUGH = 4
"""How many letters stand before -ise in words that may be written with a z, but for those below."""
_SHORT = frozenset(["ion", "rat"])
_BEFORE_OUR = (
    "(?:lab|fav|col|hon|neighb|harb|rig|vig|hum|rum|flav|ard|arm|cand|ferv|glam|od|parl|ranc|splend|tum|val|vap"
    "|clam|succ|sav|endeav|demean|behavi|savi)"
)
"""What stands before -our or -or."""

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("yz(e[sdr]?|ers|ing)$"), r"ys\1"),
    (re.compile("(?<=[a-z]{3})ysis$"), "yse"),
    (re.compile("practis(e[sd]?|ing)$"), r"practic\1"),
    (re.compile("(cent|theat|lit|met|fib|calib|sab|spect|meag|lust|somb|och)r(?:e(?=s?$)|(?=ed$))"), r"\1er"),
    (re.compile("(cent|met)r(?=ing$)"), r"\1er"),
    (re.compile("^(def|off|lic|pret)enc(e[sd]?|eless)$"), r"\1ens\2"),
    (re.compile("gramme(s?)$"), r"gram\1"),
    (
        re.compile(
            "(catal|dial|anal|epil|prol|monol|homol|pedag|demag|synag)ogu(?:e(?=s?$)|(?=(?:ed|ing)$))"
        ),
        r"\1og",
    ),
    (re.compile(f"({_BEFORE_OUR}o)ur"), r"\1r"),
    (re.compile("(counse|counci|jewe|trave|mode|signa|labe|marve|cance)ll(?=er|or|ous)"), r"\1l"),
    (re.compile("^(ski|wi)lful"), r"\1llful"),
    (re.compile("^manoeuvr(?:e(?=s?$)|(?=ed|ing|ab))"), "maneuver"),
)
"""Patterns of one spelling, and what stands in its place."""
_TWO_SPELLINGS = """
abridgement=abridgment acknowledgement=acknowledgment aeroplane=airplane aesthet=esthet aetiolog=etiolog
ageing=aging aluminium=aluminum amongst=among anaem=anem anaesth=anesth archaeolog=archeolog
artefact=artifact caesium=cesium connexion=connection cypher=cipher despatch=dispatch diarrhoea=diarrhea
encyclopaed=encycloped enquir=inquir faec=fec foet=fet gaol=jail grey=gray gynaecolog=gynecolog haem=hem
ischaem=ischem judgement=judgment jewellery=jewelry leukaem=leukem lodgement=lodgment mediaeval=medieval
mould=mold oedem=edem oesoph=esoph oestr=estr orientated=oriented orthopaed=orthoped paediatr=pediatr
palaeo=paleo plough=plow preventative=preventive pyjama=pajama sceptic=skeptic septicaem=septicem
sizeable=sizable smould=smold speciality=specialty specialities=specialties sulph=sulf towards=toward
toxaem=toxem tranquillity=tranquility useable=usable whilst=while
"""
_OF_ROOT = dict(pair.split("=") for pair in _TWO_SPELLINGS.split())
ROOTS: tuple[tuple[str, str], ...] = tuple(_OF_ROOT.items())
"""Beginnings of words in two spellings; the second is kept."""
_ROOT = re.compile(f"^(?:{'|'.join(one for one, _ in ROOTS)})")
_SHARED = re.compile(f"{_BEFORE_OUR}o(?=r)|^(?:def|off|lic|pret)en(?=s)|^man(?=euv)")
"""What two spellings share within a stem, if what follows is long."""
_DOUBLED = re.compile("^[^aeiouy]*(?:[aeiouy]+[^aeiouy]+)+[aeiouy]+ll$")
"""A stem of two syllables or more that ends in a doubled l: `travell`, `cancell`, but not `call`."""


def one_spelling(word: str) -> str:
    """Return a folded word in the spelling that is kept of it.

    >>> one_spelling("programmes"), one_spelling("organisation"), one_spelling("exercise")
    ('programs', 'organization', 'exercise')

    """
    kept = _ROOT.sub(lambda root: _OF_ROOT[root[0]], word)
    for pattern, replacement in _RULES:
        kept = pattern.sub(replacement, kept)
    return _with_z(kept)


def one_l(stem: str) -> str:
    """Return a stem with a single l where spellings differ: that of `travelled` is that of `traveled`."""
    return stem[:-1] if _DOUBLED.match(stem) else stem


def other_beginnings(stem: str) -> Iterator[str]:
    """Yield with what words of a stem may begin in the spelling that is not kept."""
    yield from (one for one, kept in ROOTS if stem.startswith(kept) or kept.startswith(stem))
    if shared := _SHARED.search(stem):
        yield stem[: shared.end()]


def identity() -> str:
    """Return all that decides which spelling is kept, as a text."""
    rules = (*((one.pattern, other) for one, other in _RULES), _S_OR_Z.pattern, _DOUBLED.pattern)
    return repr((rules, ROOTS, sorted(_KEEP_S), sorted(_SHORT), _LONG_ENOUGH))


def _with_z(word: str) -> str:
    found = _S_OR_Z.search(word)
    if not found:
        return word
    before = word[: found.start()]
    if f"{before}ise" in _KEEP_S or not (len(before) >= _LONG_ENOUGH or before in _SHORT):
        return word
    return f"{before}iz{found[1]}"
