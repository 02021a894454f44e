"""The graph in the language of Mermaid, which many places show as a picture: GitHub, GitLab, editors, wikis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tui.graphing.view import Arrow, GraphView, Node
from tui.words import say

SHAPES = {
    "choose": ("[", "]"),
    "select": ("[/", "/]"),
    "form": ("[[", "]]"),
    "ending": ("([", "])"),
    "inject": (">", "]"),
}
PLAIN = set(" .,!?'-=:")
"""Signs that Mermaid takes as they are, besides letters and digits."""


def mermaid(view: GraphView) -> str:
    """The graph as a flowchart. Nodes are numbered, so that no id can be a word of the language."""
    ids = {node.id: f"n{number}" for number, node in enumerate(view.nodes)}
    ids |= {f"{part}/": f"r{number}" for number, part in enumerate(view.parts) if part is not None}
    return "\n".join(["flowchart TD", *(f"  {line}" for line in _lines(view, ids))]) + "\n"


def _lines(view: GraphView, ids: Mapping[str, str]) -> Iterator[str]:
    for number, part in enumerate(view.parts):
        nodes = [_node(view, node, ids) for node in view.scenes(part)]
        if part is None:
            yield from nodes
            continue
        yield f"subgraph p{number}[{_text(say('graph.part', id=part))}]"
        yield from (f"  {line}" for line in nodes)
        yield f"  {ids[f'{part}/']}(({_text(say('graph.returns'))}))"
        yield "end"
    yield from (_node(view, node, ids) for node in view.injects)
    if view.legend:
        yield f"n{len(view.nodes)}[{_text(say('graph.legend.title'), *view.legend)}]"
    for node in view.nodes:
        for row in node.rows:
            found = [say("graph.finding", text=text) for text in row.findings]
            before = [] if node.kind == "inject" else [row.id, *found, row.condition]
            for arrow in row.arrows:
                words = [piece for piece in (*before, arrow.words) if piece]
                yield from _edges(view, node, arrow, words, ids)
    yield from _classes(view, ids)


def _node(view: GraphView, node: Node, ids: Mapping[str, str]) -> str:
    lines = [node.title, *([row.condition for row in node.rows] if node.kind == "inject" else node.notes)]
    lines += [say("graph.finding", text=text) for text in node.findings]
    if node.seen is not None:
        words = say("graph.seen", count=node.seen, games=view.games)
        lines.append(words if node.seen else say("graph.never", games=view.games))
    left, right = SHAPES[node.kind]
    return f"{ids[node.id]}{left}{_text(*lines)}{right}"


def _edges(view: GraphView, node: Node, arrow: Arrow, words: list[str], ids: Mapping[str, str]) -> Iterator[str]:
    line = "-.->" if node.kind == "inject" else "-->"
    label = f"|{_text(*words)}|" if words else ""
    source = ids[node.id]
    onward = ids[f"{node.part}/" if arrow.to is None else arrow.to]
    if arrow.part is None:
        yield f"{source} {line}{label} {onward}"
        return
    yield f"{source} {line}{label} {ids[view.scenes(arrow.part)[0].id]}"
    yield f"{ids[f'{arrow.part}/']} -.-> {onward}"


def _classes(view: GraphView, ids: Mapping[str, str]) -> Iterator[str]:
    groups = {
        "start stroke-width:3px": [node for node in view.nodes if node.starts],
        "never fill:#f6d9a8": [node for node in view.nodes if node.seen == 0],
        "found stroke:#c0392b,stroke-width:2px": [node for node in view.nodes if node.is_marked],
    }
    for name, nodes in groups.items():
        if nodes:
            yield f"classDef {name}"
            yield f"class {','.join(ids[node.id] for node in nodes)} {name.split()[0]}"


def _text(*lines: str) -> str:
    """Lines between quotation marks; every sign that could mean something to Mermaid is written by its number."""
    return '"' + "<br/>".join("".join(map(_sign, line)) for line in lines) + '"'


def _sign(character: str) -> str:
    return character if character.isalnum() or character in PLAIN else f"#{ord(character)};"
