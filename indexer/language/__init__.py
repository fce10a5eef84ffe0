"""From a text to tokens: script folding, the fields exact, words and values."""
