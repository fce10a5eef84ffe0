"""The web page and the JSON API, over `indexer.library.Library`."""
