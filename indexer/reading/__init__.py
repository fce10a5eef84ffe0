"""From a file to its lines: decoding, and refusing what is no text."""
