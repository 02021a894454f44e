"""`peacekeeper graph`: the scenes of a scenario as a picture."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from simulator.scenario import Scenario
from tui.commands.database import db_option, json_option, reading
from tui.commands.output import put, put_json
from tui.commands.progress import progress
from tui.graphing.dot import dot
from tui.graphing.marks import GAMES, coverage_of, legend_of, marks_of
from tui.graphing.mermaid import mermaid
from tui.graphing.svg import svg
from tui.graphing.view import GraphView, view_of
from tui.proof_finding import Finding
from tui.shelf import Shelf
from tui.words import say

FORMATS = {"mermaid": mermaid, "dot": dot, "svg": svg}


@click.command(help=say("help.graph.long"), short_help=say("help.graph.short"))
@click.argument("what", metavar="ID_OR_FILE")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="mermaid", help=say("help.graph.format"))
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help=say("help.graph.output"))
@click.option("--coverage", is_flag=True, help=say("help.graph.coverage"))
@click.option("--findings", is_flag=True, help=say("help.graph.findings"))
@json_option
@db_option
def graph(
    what: str, form: str, output: Path | None, coverage: bool, findings: bool, as_json: bool, db: str | None
) -> None:
    """Draw the scenes of a scenario."""
    with reading(db) as database:
        shelf = Shelf(database)
        scenario, file = shelf.find(what), shelf.file_of(what)
    view = _view(scenario, _found(scenario, file) if findings else (), coverage=coverage)
    if as_json:
        put_json(graph=_data(view))
        return
    text = FORMATS[form](view)
    if output is None:
        click.echo(text, nl=False)
        return
    output.write_text(text, encoding="utf-8", newline="\n")
    put(say("graph.written", file=output))


def _found(scenario: Scenario, file: Path | None) -> tuple[Finding, ...]:
    from tui.quick_proofs import quick_findings  # it explores, with libraries that nothing else here needs

    with progress() as tell:
        return quick_findings(scenario, file, tell)


def _view(scenario: Scenario, found: tuple[Finding, ...], *, coverage: bool) -> GraphView:
    seen, games = (coverage_of(scenario), GAMES) if coverage else (None, 0)
    return view_of(scenario, marks_of(found), seen, games, legend_of(found))


def _data(view: GraphView) -> dict[str, object]:
    nodes = [asdict(node) for node in view.nodes]
    return {"title": view.title, "games": view.games, "legend": list(view.legend), "nodes": nodes}
