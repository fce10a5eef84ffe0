"""Turns a question into a plan: reads arguments, builds the syntax tree, makes filters and expansions."""
