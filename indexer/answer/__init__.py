"""Turns what an engine found into what is shown: hits, highlights, snippets, facets, addresses."""
