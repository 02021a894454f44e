"""`peacekeeper rules`: the rules and the provisions that they rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

import click

from scoring.rules import Clause, Rule, RuleBook
from simulator.block import plain
from simulator.problems import LoadError, Problems, SimulatorError, nearest, shown
from tui.commands.database import json_option
from tui.commands.output import out_page, put, put_json, put_table
from tui.commands.shapes import problem_data
from tui.findings import citation_text
from tui.policy import load_rulebook, provisions, rulebook
from tui.words import say


class UnknownRule(SimulatorError):
    """There is no rule with this id."""


@click.group(help=say("help.rules.long"), short_help=say("help.rules.short"))
def rules() -> None:
    """Commands about rules."""


@rules.command("list", help=say("help.rules.list"))
@json_option
def list_(as_json: bool) -> None:
    """List all rules."""
    found = rulebook().rules
    if as_json:
        put_json(rules=[_data(rule) for rule in found])
        return
    put_table(
        [(rule.id, rule.area, say(f"rank.{rule.rank}"), say(f"severity.{rule.severity}"), rule.title) for rule in found]
    )


@rules.command(help=say("help.rules.show"))
@click.argument("id")
@json_option
def show(id: str, as_json: bool) -> None:
    """Show one rule with its clauses, exceptions and provisions."""
    rule = _found(id)
    if as_json:
        exceptions = [written(exception) for exception in rule.unless]
        put_json(rule={**_data(rule), "clauses": [written(clause) for clause in rule.clauses], "unless": exceptions})
        return
    page = out_page()
    page.line(rule.title, rule.id)
    rank, severity = say(f"rank.{rule.rank}"), say(f"severity.{rule.severity}")
    page.line(say("rules.about", area=rule.area, rank=rank, severity=severity))
    for n, clause in enumerate(rule.clauses, 1):
        page.line(say("rules.clause", n=n, text=clause_text(clause)))
    for exception in rule.unless:
        page.line(say("rules.unless", name=exception.id.replace("-", " "), condition=exception.if_))
    page.line(rule.why.strip(), say("rules.why"))
    if rule.basis:
        page.line(rule.basis, say("rules.basis"))
    for citation in provisions().citations(rule.provisions):
        page.line(citation_text(citation), say("rules.provision"))


@rules.command(help=say("help.rules.check"))
@json_option
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """Check the rules that ship."""
    problems = Problems()
    disagreements: list[str] = []
    count = 0
    with suppress(LoadError):
        book = load_rulebook(problems)
        count, disagreements = len(book.rules), _disagreements(book)
    if as_json:
        put_json(rules=count, problems=[problem_data(problem) for problem in problems], examples=disagreements)
    else:
        for line in (*map(str, problems), *disagreements):
            put(line)
        if not problems and not disagreements:
            put(say("rules.good", count=count))
    ctx.exit(1 if problems or disagreements else 0)


def _disagreements(book: RuleBook) -> list[str]:
    """The examples that come out otherwise than they say, each as a line."""
    from scoring.examples import check_examples

    found = check_examples(book)
    return [say("rules.disagrees", rule=d.rule, name=d.name, expected=d.expected, found=d.found) for d in found]


def clause_text(clause: Clause) -> str:
    """A clause in one line, with its keys as in the rule's file."""
    return ", ".join(f"{key} {_value(value)}" for key, value in written(clause).items())


def written(block: Any) -> Mapping[str, Any]:
    """A block of a rule as it stands in the file."""
    return plain(block)


def _value(value: Any) -> str:
    return say("rules.or").join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)


def _found(id: str) -> Rule:
    known = {rule.id: rule for rule in rulebook().rules}
    rule = known.get(id.upper())
    if rule is None:
        meant = nearest(id, known)
        raise UnknownRule(say("rules.unknown-meant" if meant else "rules.unknown", id=shown(id), meant=meant))
    return rule


def _data(rule: Rule) -> dict[str, Any]:
    cited: Iterable[Any] = provisions().citations(rule.provisions)
    return {
        "id": rule.id,
        "title": rule.title,
        "area": rule.area,
        "rank": rule.rank,
        "severity": rule.severity,
        "why": rule.why.strip(),
        "basis": rule.basis,
        "provisions": [plain(citation, whole=True) for citation in cited],
    }
