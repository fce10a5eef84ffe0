"""Recognise names in text: symbols and citations, States, organizations, dates, numbers."""

from indexer.names.annotate import annotate

__all__ = ["annotate"]
