"""Read bitext: pairs of sentences in English and Chinese, from TMX files and from pairs of text files.

`tmx` and `moses` read the pairs one by one, `grouping` brings together those of each document without holding
them in memory, and `excerpt_file` is the format in which a corpus keeps the sentences of one document.
"""
