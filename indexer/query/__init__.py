"""From a question to a plan: arguments, syntax tree, filters, expansions."""
