"""The graph in the language of Graphviz."""

from __future__ import annotations

from collections.abc import Iterator

from tui.graphing.view import Arrow, GraphView, Node
from tui.words import say

SHAPES = {"choose": "box", "select": "box", "form": "note", "ending": "oval", "inject": "cds"}
NEVER = "#f6d9a8"
FOUND = "#c0392b"


def dot(view: GraphView) -> str:
    """The graph as DOT; a picture of it comes from `dot -Tsvg`."""
    return "\n".join(["digraph scenario {", *(f"  {line}" for line in _lines(view)), "}"]) + "\n"


def _lines(view: GraphView) -> Iterator[str]:
    yield f"label={_text(view.title)} labelloc=t fontname=Helvetica"
    yield "node [fontname=Helvetica fontsize=11] edge [fontname=Helvetica fontsize=9]"
    for number, part in enumerate(view.parts):
        nodes = [_node(view, node) for node in view.scenes(part)]
        if part is None:
            yield from nodes
            continue
        yield f"subgraph cluster_{number} {{"
        yield f"  label={_text(say('graph.part', id=part))} style=dashed"
        yield from (f"  {line}" for line in nodes)
        yield f"  {_id(f'{part}/')} [label={_text(say('graph.returns'))} shape=plain]"
        yield "}"
    yield from (_node(view, node) for node in view.injects)
    if view.legend:
        yield f"{_id('legend:')} [label={_text(say('graph.legend.title'), *view.legend)} shape=plaintext]"
    for node in view.nodes:
        for row in node.rows:
            found = [say("graph.finding", text=text) for text in row.findings]
            before = [] if node.kind == "inject" else [row.id, *found, row.condition]
            for arrow in row.arrows:
                words = [piece for piece in (*before, arrow.words) if piece]
                yield from _edges(view, node, arrow, words)


def _node(view: GraphView, node: Node) -> str:
    lines = [node.title, *([row.condition for row in node.rows] if node.kind == "inject" else [node.id, *node.notes])]
    lines += [say("graph.finding", text=text) for text in node.findings]
    marks = f"shape={SHAPES[node.kind]}"
    if node.starts:
        marks += " penwidth=3"
    if node.seen is not None:
        words = say("graph.seen", count=node.seen, games=view.games)
        lines.append(words if node.seen else say("graph.never", games=view.games))
        marks += "" if node.seen else f' style=filled fillcolor="{NEVER}"'
    if node.is_marked:
        marks += f' color="{FOUND}"'
    return f"{_id(node.id)} [label={_text(*lines)} {marks}]"


def _edges(view: GraphView, node: Node, arrow: Arrow, words: list[str]) -> Iterator[str]:
    source = _id(node.id)
    label = f"label={_text(*words)}"
    style = " style=dashed" if node.kind == "inject" else ""
    onward = f"{node.part}/" if arrow.to is None else arrow.to
    if arrow.part is None:
        yield f"{source} -> {_id(onward)} [{label}{style}]"
        return
    yield f"{source} -> {_id(view.scenes(arrow.part)[0].id)} [{label}{style}]"
    yield f"{_id(f'{arrow.part}/')} -> {_id(onward)} [style=dotted]"


def _id(id: str) -> str:
    return _text(id)


def _text(*lines: str) -> str:
    """Lines between quotation marks; nothing in them can end the text or be taken for an escape."""
    plain = ("".join(c if c.isprintable() else " " for c in line) for line in lines)
    return '"' + "\\n".join(line.replace("\\", "\\\\").replace('"', '\\"') for line in plain) + '"'
