"""The catalog of a corpus that `indexer add` writes to: a SQLite database beside the documents' files.

It keeps for each document what was given, what its reader made of the file and what was recognised, so that
nothing has to be read or recognised twice. `database` opens it, `state` tells which generation is valid,
`catalog` reads and changes its documents, and `recognised` reads single documents for worker processes.
"""
