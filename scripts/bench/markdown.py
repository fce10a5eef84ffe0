"""Write tables in Markdown, and the rows of goals in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from scripts.bench.goals import Goal, Run

NONE = "–"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], sides: str) -> str:
    """Return a table in Markdown; `sides` has `l` or `r` for each column."""
    rule = ["---:" if side == "r" else "---" for side in sides]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in (heads, rule, *rows))


def goal_row(run: Run, goal: Goal[Run]) -> Sequence[str]:
    """Return the row of a goal."""
    figure = goal.measure(run)
    if figure is None:
        return goal.name, goal.wanted, "not measured", NONE, NONE
    at = f"{figure.units:,}" if figure.units else NONE
    return goal.name, goal.wanted, figure.told, at, "yes" if goal.kept(figure) else "**no**"
