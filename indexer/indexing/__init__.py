"""Turn documents into entries for an engine, in one way for `build`, `add` and `check`.

Much work is divided among worker processes.
"""
