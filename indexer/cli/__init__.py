"""The commands `search` and `indexer`."""
