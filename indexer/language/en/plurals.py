"""English plurals that no ending makes, as they are taken back to the singular."""

from __future__ import annotations

_LIST = """
addenda=addendum algae=alga alumni=alumnus antennae=antenna appendices=appendix automata=automaton
bacteria=bacterium bureaux=bureau calves=calf children=child codices=codex compendia=compendium
consortia=consortium corpora=corpus corrigenda=corrigendum crises=crisis criteria=criterion
curricula=curriculum data=datum desiderata=desideratum diagnoses=diagnosis emphases=emphasis
equilibria=equilibrium errata=erratum feet=foot fora=forum formulae=formula foci=focus fungi=fungus
geese=goose genera=genus halves=half helices=helix honoraria=honorarium hypotheses=hypothesis
indices=index knives=knife larvae=larva lice=louse loaves=loaf loci=locus matrices=matrix
memoranda=memorandum metamorphoses=metamorphosis mice=mouse millennia=millennium moratoria=moratorium
nuclei=nucleus oases=oasis ova=ovum oxen=ox parentheses=parenthesis phenomena=phenomenon plateaux=plateau
prognoses=prognosis prostheses=prosthesis quanta=quantum radii=radius referenda=referendum scarves=scarf
shelves=shelf spectra=spectrum stimuli=stimulus strata=stratum syllabi=syllabus symposia=symposium
synopses=synopsis syntheses=synthesis tableaux=tableau teeth=tooth termini=terminus theses=thesis
thieves=thief ultimata=ultimatum vertebrae=vertebra vertices=vertex wives=wife wolves=wolf
"""
SINGULARS = dict(pair.split("=") for pair in _LIST.split())
"""The singular of each irregular plural.

What is also another word (`leaves`, `lives`, `bases`) is not here.
"""
_IN_MEN = """
abdomen acumen albumen amen bitumen cyclamen dolmen examen hymen numen omen ramen regimen rumen semen
specimen stamen turkmen yemen
"""
_NO_PLURALS = frozenset(_IN_MEN.split())
"""Words in -men that are no plural of one in -man."""


def singular(word: str) -> str:
    """Return the singular of an irregular plural, folded; any other word as it is.

    >>> singular("chairwomen"), singular("criteria"), singular("specimen")
    ('chairwoman', 'criterion', 'specimen')

    """
    if word.endswith("men") and word not in _NO_PLURALS:
        return f"{word[:-2]}an"
    return SINGULARS.get(word, word)


def identity() -> str:
    """Return all that decides what is a plural, as a text."""
    return repr((sorted(SINGULARS.items()), sorted(_NO_PLURALS)))
