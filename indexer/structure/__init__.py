"""From lines to a document: reflow, numbering, headings, footnotes, tables, and an account of it all."""

from __future__ import annotations

from indexer.structure.assembly import structure

__all__ = ["structure"]
