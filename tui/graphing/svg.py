"""The graph as an SVG picture: a box for each scene with a line for each option, and from the line where it leads.

What leads back to an earlier scene is said in the line and not drawn, so that lines run from left to right. Injects
and parts stand below.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import accumulate, pairwise
from unicodedata import east_asian_width

from tui.graphing.layout import Layout, Link, laid_out
from tui.graphing.view import Arrow, GraphView, Node
from tui.words import say

WIDTH, BETWEEN = 250, 90
LINE, HEAD, PAD = 17, 26, 7
MARGIN, TITLE = 24, 34
LETTERS = {"name": 31, "note": 39, "finding": 34}
"""Characters that fit into a line of a box, by its look; the whole text is shown where the mouse rests."""

LETTER = 6.5
"""About how wide a letter of the legend is."""

BESIDE = 5
"""Injects that stand beside one another."""

STYLE = """
svg { background: #fff }
text { font: 12px 'Segoe UI', 'DejaVu Sans', Helvetica, Arial, sans-serif; fill: #1d2730 }
.title { font-size: 18px; font-weight: 600 } .part { font-size: 14px; font-weight: 600 }
.box { fill: #fff; stroke: #5b6b7a } .head { fill: #e3ebf3 } .ending .head { fill: #dcefe0 }
.inject .head { fill: #efe6f6 } .starts .box { stroke-width: 3 }
.never .box { fill: #fdf1dc } .never .head { fill: #f6d9a8 }
.found .box { stroke: #c0392b; stroke-width: 2.5 } .name { font-weight: 600 }
.note { fill: #52616e; font-size: 11px } .finding { fill: #a02a1d; font-weight: 600; font-size: 11px }
.way { fill: none; stroke: #7a8896; stroke-width: 1.3 } .after { stroke-dasharray: 5 4 }
.way:hover { stroke: #c0392b; stroke-width: 2.5 }
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a box: its text, all of it, how it looks, and the scene that a line is drawn to."""

    text: str
    whole: str
    look: str
    to: str | None = None
    after_part: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One part of the picture: its title, its boxes and its size."""

    title: str | None
    lines: tuple[str, ...]
    width: float
    height: float


def svg(view: GraphView) -> str:
    """The picture, as the text of a file that stands alone."""
    panels = [_panel(view, view.scenes(part), part) for part in view.parts]
    if view.injects:
        panels.append(_shelf(view))
    if view.legend:
        panels.append(_legend(view))
    width = max(panel.width for panel in panels) + 2 * MARGIN
    drawn, top = list[str](), float(MARGIN + TITLE)
    for panel in panels:
        drawn.append(f'<g transform="translate({MARGIN} {top:.0f})">')
        if panel.title:
            drawn.append(f'<text class="part" x="0" y="14">{_xml(panel.title)}</text>')
        drawn += [f'<g transform="translate(0 {TITLE if panel.title else 0})">', *panel.lines, "</g></g>"]
        top += panel.height + (TITLE if panel.title else 0) + 2 * MARGIN
    return "\n".join([*_beginning(view, width, top), *drawn, "</svg>"]) + "\n"


def _beginning(view: GraphView, width: float, height: float) -> Iterator[str]:
    size = f'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">'
    yield f"<title>{_xml(view.title)}</title>"
    yield f"<style>{STYLE}</style>"
    yield '<defs><marker id="end" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
    yield '<path d="M0 0 L8 4 L0 8 z" fill="#7a8896"/></marker></defs>'
    yield f'<text class="title" x="{MARGIN}" y="{MARGIN + 12}">{_xml(view.title)}</text>'


def _panel(view: GraphView, nodes: Sequence[Node], part: str | None) -> Panel:
    """The scenes of the scenario, or of a part, with their ways."""
    starts = sorted(nodes, key=lambda node: not node.starts)
    links = [(node.id, arrow.to) for node in starts for row in node.rows for arrow in row.arrows if arrow.to]
    heights = {node.id: _height(_rows(view, node, frozenset(links))) for node in starts}
    layout = laid_out(heights, [(a, b) for a, b in links if a != b and b in heights])
    back = layout.back | {(a, b) for a, b in links if a == b or b not in heights}
    rows = {node.id: _rows(view, node, back) for node in starts}
    ways = [way for node in starts for way in _ways(node, rows[node.id], layout)]
    boxes = [box for node in starts for box in _box(node, rows[node.id], *_at(layout, node.id))]
    width = layout.columns * (WIDTH + BETWEEN) - BETWEEN
    return Panel(say("graph.part", id=part) if part else None, (*ways, *boxes), width, layout.height)


def _shelf(view: GraphView) -> Panel:
    """The injects, some beside one another."""
    lines, top, highest = list[str](), 0.0, 0.0
    for number, node in enumerate(view.injects):
        if number % BESIDE == 0:
            top, highest = top + (highest + LINE if number else 0), 0.0
        ways = frozenset((node.id, arrow.to) for row in node.rows for arrow in row.arrows if arrow.to)
        rows = _rows(view, node, ways)
        lines += _box(node, rows, number % BESIDE * (WIDTH + LINE), top)
        highest = max(highest, _height(rows))
    width = min(BESIDE, len(view.injects)) * (WIDTH + LINE)
    return Panel(say("graph.injects"), tuple(lines), width, top + highest)


def _legend(view: GraphView) -> Panel:
    """What the marks mean."""
    lines = [f'<text x="0" y="{LINE * n - 4}">{_xml(text)}</text>' for n, text in enumerate(view.legend, 1)]
    longest = max(map(len, view.legend))
    return Panel(say("graph.legend.title"), tuple(lines), longest * LETTER, LINE * len(lines))


def _at(layout: Layout, id: str) -> tuple[float, float]:
    place = layout.places[id]
    return place.column * (WIDTH + BETWEEN), place.top


def _height(rows: Sequence[Row]) -> float:
    return HEAD + PAD + LINE * len(rows)


def _rows(view: GraphView, node: Node, told: frozenset[Link]) -> list[Row]:
    """The lines of a box; ways that are `told` are said in words."""
    found = [Row(say("graph.finding", text=text), _meant(view, text), "finding") for text in node.findings]
    if node.starts:
        found.append(Row(say("graph.start"), "", "note"))
    found += [Row(note, note, "note") for note in node.notes]
    if node.seen is not None:
        seen = say("graph.seen" if node.seen else "graph.never", count=node.seen, games=view.games)
        found.append(Row(seen, seen, "note"))
    for row in node.rows:
        arrows = [_arrow(view, node, arrow, told) for arrow in row.arrows]
        alone = arrows[0] if len(arrows) == 1 and not row.condition and not arrows[0].text else None
        name = row.condition if node.kind == "inject" else row.id
        whole = f"{row.id}: {row.label}" if row.label else row.id
        look = "note" if node.kind == "inject" else "name"
        found.append(Row(name, whole, look, alone.to if alone else None, bool(alone and alone.after_part)))
        found += [Row(f"  {say('graph.finding', text=text)}", _meant(view, text), "finding") for text in row.findings]
        if row.condition and node.kind != "inject":
            found.append(Row(f"  {row.condition}", row.condition, "note", *_led(arrows)))
        if alone is None and not (len(arrows) == 1 and not arrows[0].text):
            found += arrows
    return found


def _meant(view: GraphView, text: str) -> str:
    """What the legend says of a mark, to be read where the mouse rests."""
    return next((line for line in view.legend if text in line.split(":")[0]), text)


def _led(arrows: list[Row]) -> tuple[str | None, bool]:
    """A condition's line carries the way, where there is one way and nothing more to say of it."""
    if len(arrows) == 1 and not arrows[0].text:
        return arrows[0].to, arrows[0].after_part
    return None, False


def _arrow(view: GraphView, node: Node, arrow: Arrow, told: frozenset[Link]) -> Row:
    words = [arrow.words] if arrow.words else []
    if arrow.part:
        words.append(say("graph.plays", part=arrow.part))
    drawn = arrow.to if arrow.to and (node.id, arrow.to) not in told else None
    if arrow.to is None:
        words.append(say("graph.returns"))
    elif arrow.to == node.id:
        words.append(say("graph.here"))
    elif drawn is None:
        key = "graph.leads" if node.kind == "inject" else "graph.back"
        words.append(say(key, title=view.by_id[arrow.to].title))
    text = ", ".join(words)
    return Row(f"  {text}" if text else "", text, "note", drawn, bool(arrow.part))


def _box(node: Node, rows: Sequence[Row], left: float, top: float) -> Iterator[str]:
    looks = [node.kind, *(["starts"] if node.starts else []), *(["never"] if node.seen == 0 else [])]
    looks += ["found"] if node.is_marked else []
    round = 14 if node.kind == "ending" else 4
    yield f'<g class="{" ".join(looks)}" transform="translate({left:.0f} {top:.1f})">'
    yield f'<rect class="box" width="{WIDTH}" height="{_height(rows):.0f}" rx="{round}"/>'
    yield f'<rect class="head" x="1.5" y="1.5" width="{WIDTH - 3}" height="{HEAD - 3}" rx="{round - 1}"/>'
    yield _line(node.title, f"{node.title} ({node.id})", "name", 17)
    for number, row in enumerate(rows):
        yield _line(row.text, row.whole, row.look, HEAD + LINE * (number + 1) - 4)
    yield "</g>"


def _line(text: str, whole: str, look: str, y: float) -> str:
    left = 10 + 12 * (text.startswith("  "))
    text = text.strip()
    most = LETTERS[look] - left // 10
    short = _short(text, most)
    hint = f"<title>{_xml(whole)}</title>" if whole and whole != short else ""
    return f'<text class="{look}" x="{left}" y="{y:.0f}">{_xml(short)}{hint}</text>'


def _short(text: str, most: int) -> str:
    """As much of the text as fits; signs of Chinese, Japanese and Korean take the room of two letters."""
    ends = list(accumulate(2 if east_asian_width(c) in "WF" else 1 for c in text))
    if not ends or ends[-1] <= most:
        return text
    return text[: bisect_right(ends, most - 1)] + "…"


def _ways(node: Node, rows: Sequence[Row], layout: Layout) -> Iterator[str]:
    left, top = _at(layout, node.id)
    for number, row in enumerate(rows):
        if row.to is None:
            continue
        end_left, end_top = _at(layout, row.to)
        points = [(left + WIDTH, top + HEAD + LINE * (number + 0.5))]
        for n, height in enumerate(layout.passing[node.id, row.to], 1):
            column = (layout.places[node.id].column + n) * (WIDTH + BETWEEN)
            points += [(column, height), (column + WIDTH, height)]
        points.append((end_left, end_top + HEAD / 2))
        look = "way after" if row.after_part else "way"
        yield f'<path class="{look}" d="{_curve(points)}" marker-end="url(#end)"/>'


def _curve(points: Sequence[tuple[float, float]]) -> str:
    """A line that leaves and arrives level, and bends between columns only."""
    drawn = f"M{points[0][0]:.0f} {points[0][1]:.1f}"
    for (x, y), (to_x, to_y) in pairwise(points):
        middle = (x + to_x) / 2
        drawn += f" C{middle:.0f} {y:.1f} {middle:.0f} {to_y:.1f} {to_x:.0f} {to_y:.1f}"
    return drawn


def _xml(text: str) -> str:
    """Text that XML takes as text; signs that it has no place for are left out."""
    return escape("".join(c for c in text if c.isprintable()), quote=True)
