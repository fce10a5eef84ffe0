"""The seam, and the engines behind it."""
