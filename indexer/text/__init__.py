"""Operations on plain text that do not depend on its meaning: folding, numerals, spans."""
