"""Juanzong: from a file to an answered question; knows nothing of HTTP or Flask."""
