"""Chinese words that mean an operator where they stand between names, folded."""

from __future__ import annotations

OPERATORS = {
    "或": "OR",
    "或者": "OR",
    "和": "AND",
    "与": "AND",
    "及": "AND",
    "以及": "AND",
    "并且": "AND",
    "非": "NOT",
    "不含": "NOT",
    "不包括": "NOT",
}
