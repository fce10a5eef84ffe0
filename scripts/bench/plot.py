"""Draw the picture: how the time of answers and builds grows with the library, on logarithmic scales.

The SVG is written without a library. Lines have different dashes and are named at their ends, so no reader
depends on the colours. The colours follow the reader's preference for light or dark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 960, 470
TOP, BOTTOM, PANEL, LEFT, GAP = 64, 410, 270, 56, 480
LINE = 15
"""The smallest distance between two names, in pixels."""
STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #1b1f24 } .grid { stroke: #d0d7de } .axis { stroke: #57606a }
  .head { font-size: 15px; font-weight: 600 } .paper { fill: #ffffff }
  .s0 { --c: #0550ae } .s1 { --c: #953800 } .s2 { --c: #116329 } .s3 { --c: #8250df } .s4 { --c: #a40e26 }
  .s5 { --c: #6e5600 } .s6 { --c: #57606a } .s7 { --c: #0f766e }
  .series path { stroke: var(--c); stroke-width: 2; fill: none }
  .series circle, .series text { fill: var(--c) }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .grid { stroke: #30363d } .axis { stroke: #8b949e } .paper { fill: #0d1117 }
    .s0 { --c: #79c0ff } .s1 { --c: #ffa657 } .s2 { --c: #7ee787 } .s3 { --c: #d2a8ff } .s4 { --c: #ff7b72 }
    .s5 { --c: #e3c84b } .s6 { --c: #b1bac4 } .s7 { --c: #5eead4 }
  }
"""
DASHES = ("", "8 3", "2 3", "10 3 2 3", "4 4", "12 4", "1 4", "6 2 1 2")


@dataclass(frozen=True, slots=True)
class Panel:
    """One diagram; `series` has the values of each contender by size."""

    head: str
    unit: str
    series: Mapping[str, Mapping[int, float]]


@dataclass(frozen=True, slots=True)
class _Scale:
    """A logarithmic scale that maps values to pixels."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = (log10(value) - log10(self.low)) / (log10(self.high) - log10(self.low))
        return self.start + share * (self.end - self.start)


def svg(title: str, told: str, panels: Sequence[Panel]) -> str:
    """Return the picture.

    Args:
        title: The title of the picture.
        told: A description of what it shows, for readers who do not see it.
        panels: The two diagrams.

    """
    names = list(dict.fromkeys(name for panel in panels for name in panel.series))
    drawn = "".join(_panel(panel, LEFT + number * GAP, names) for number, panel in enumerate(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        ' aria-labelledby="title desc">\n'
        f'<title id="title">{escape(title)}</title>\n<desc id="desc">{escape(told)}</desc>\n'
        f'<style>{STYLE}</style>\n<rect class="paper" width="{WIDTH}" height="{HEIGHT}"/>\n{drawn}</svg>\n'
    )


def _panel(panel: Panel, left: float, names: Sequence[str]) -> str:
    """Return the SVG of one diagram, whose left edge is at `left`."""
    sizes = sorted({size for values in panel.series.values() for size in values})
    values = [value for each in panel.series.values() for value in each.values()]
    if not values:
        return ""
    decades = floor(log10(min(values))), max(ceil(log10(max(values))), floor(log10(min(values))) + 1)
    across = _Scale(sizes[0], max(sizes[-1], 2 * sizes[0]), left, left + PANEL)
    up = _Scale(10.0 ** decades[0], 10.0 ** decades[1], BOTTOM, TOP)
    parts = [f'<text class="head" x="{left}" y="32">{escape(panel.head)}</text>']
    for power in range(decades[0], decades[1] + 1):
        height = up(10.0**power)
        parts.append(
            f'<line class="grid" x1="{left}" x2="{left + PANEL}" y1="{height:.1f}" y2="{height:.1f}"/>'
            f'<text x="{left - 6}" y="{height + 4:.1f}" text-anchor="end">{10.0**power:g}</text>'
        )
    parts += [
        f'<text x="{across(size):.1f}" y="{BOTTOM + 20}" text-anchor="middle">{size:,}</text>'
        for size in sizes
    ]
    parts.append(f'<line class="axis" x1="{left}" x2="{left + PANEL}" y1="{BOTTOM}" y2="{BOTTOM}"/>')
    parts.append(
        f'<text x="{left}" y="{BOTTOM + 42}">units in the library; {escape(panel.unit)} upwards</text>'
    )
    ends = _apart({name: up(each[max(each)]) for name, each in panel.series.items()})
    parts += [
        _series(
            names.index(name), name, [(across(size), up(each[size])) for size in sorted(each)], ends[name]
        )
        for name, each in panel.series.items()
    ]
    return "\n".join(parts) + "\n"


def _series(number: int, name: str, points: Sequence[tuple[float, float]], end: float) -> str:
    """Return the SVG of one line, with its dots and its name at height `end`."""
    path = " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in points)
    kind = number % len(DASHES)
    return (
        f'<g class="series s{kind}"><path d="M{path}" stroke-dasharray="{DASHES[kind]}"/>'
        f'{dots}<text x="{points[-1][0] + 9:.1f}" y="{end + 4:.1f}">{escape(name)}</text></g>'
    )


def _apart(heights: Mapping[str, float]) -> dict[str, float]:
    """Move the names at line ends down until none covers another, then all up if they leave the diagram."""
    placed: dict[str, float] = {}
    last = float(TOP - LINE)
    for name in sorted(heights, key=lambda one: heights[one]):
        last = max(heights[name], last + LINE)
        placed[name] = last
    beyond = max(0.0, last - BOTTOM)
    return {name: height - beyond for name, height in placed.items()}
