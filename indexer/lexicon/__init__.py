"""Words and phrases of both languages with their translations."""
