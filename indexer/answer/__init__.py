"""From what an engine found to what is shown: hits, highlights, snippets, facets, addresses."""
