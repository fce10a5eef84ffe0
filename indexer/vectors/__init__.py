"""Vectors of sentences, by which sentences meet that say the same in other words; an extra makes them.

Only `encoder` knows the package that makes them, and numpy is known in this room and in the lexicon only.
"""
