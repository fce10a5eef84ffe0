"""Aligns two language versions of a document, unit by unit.

Numbered units are partners where part and number are the same. The others are aligned in order between them,
by length and by what both languages write alike: numbers, dates, symbols, States, topics of headings. A unit
that resembles none of those in its place stays alone.
"""

from indexer.alignment.units import align

__all__ = ["align"]
