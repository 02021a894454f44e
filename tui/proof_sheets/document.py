"""A proof sheet as lines to read: the same for the app, the command line, Markdown and HTML."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from datetime import datetime

from scoring.proofs.sheet import MOST_CHOICES, Claim, DecisionShown, Explored, GameStep, ProofSheet, ValuesShown
from simulator.scenario import Scenario
from tui.claim_problems import sentence, worth_telling
from tui.debrief_lines import Line
from tui.play_line import typed
from tui.policy import rulebook
from tui.proof_sheets.kept import KeptSheet
from tui.words import say

HASH = 12
"""Signs of a hash that are shown: enough to tell versions apart."""


def document(scenario: Scenario, kept: KeptSheet, *, claimed: bool = False) -> Iterator[Line]:
    """The whole sheet. `claimed` says that it came in a pack and was not proved here."""
    yield Line("title", say("sheet.title", title=scenario.title))
    if kept.sheet.variant:
        yield Line("text", say("sheet.variant", title=scenario.file.variants[kept.sheet.variant].title))
    yield Line("text", verdict(kept))
    yield Line("text", say("sheet.about", **_names(kept)))
    if claimed:
        yield Line("text", say("sheet.claimed"))
    yield from _explored(kept)
    yield from _coverage(kept)
    yield from _endings(scenario, kept)
    yield from _compliance(kept)
    yield from _values(kept.sheet.values)
    yield from _rules(kept)
    yield from _dilemmas(scenario)
    yield from _properties(kept)
    yield from _findings(scenario, kept)


def imprint(scenario: Scenario, kept: KeptSheet) -> str:
    """What the document was made of."""
    return say("sheet.imprint", id=scenario.id, **_names(kept))


def verdict(kept: KeptSheet) -> str:
    """What the sheet comes to, in a sentence."""
    if kept.sheet.compliance.from_start == "never":
        return say("sheet.standing.lost")
    counts = {"mend": len(_to_mend(kept)), "unknown": max(1, len(kept.sheet.unknown))}
    if kept.standing == "fair":
        return say("sheet.standing.fair")
    return say(f"sheet.standing.{kept.standing}", count=counts[kept.standing])


def _to_mend(kept: KeptSheet) -> list[Claim]:
    return [claim for claim in worth_telling(kept.sheet) if claim.weight == "error" and claim.status != "unknown"]


def _names(kept: KeptSheet) -> dict[str, str]:
    sheet = kept.sheet
    return {"day": _day(kept), "version": sheet.version[:HASH], "rules": sheet.rules[:HASH]}


def _day(kept: KeptSheet) -> str:
    return f"{datetime.fromisoformat(kept.sheet.made):%Y-%m-%d}"


def _explored(kept: KeptSheet) -> Iterator[Line]:
    sheet = kept.sheet
    yield Line("heading", say("sheet.heading.explored"))
    yield Line("item", say("sheet.states", states=sheet.games.states, edges=sheet.games.edges))
    yield Line("item", say("sheet.watched", states=sheet.compliant_games.states))
    yield Line("text", _how_far((sheet.games, sheet.compliant_games)))


def _how_far(parts: Sequence[Explored]) -> str:
    why = next((part.ended for part in parts if part.ended), None)
    return say("sheet.whole") if why is None else say("sheet.cut", why=say(f"proofs.ended.{why}"))


def _coverage(kept: KeptSheet) -> Iterator[Line]:
    covered = kept.sheet.coverage
    yield Line("heading", say("sheet.heading.coverage"))
    for name in ("scenes", "options", "conditions", "injects"):
        some, every = getattr(covered, name)
        if every:
            yield Line("item", say(f"sheet.reached.{name}", some=some, all=every))


def _endings(scenario: Scenario, kept: KeptSheet) -> Iterator[Line]:
    yield Line("heading", say("sheet.heading.endings"))
    for ending in kept.sheet.endings:
        game = _played(scenario, kept, ending.game) if ending.game is not None else ""
        yield Line("item", say(f"sheet.ending.{ending.status}", game=game), label=ending.title)


def _played(scenario: Scenario, kept: KeptSheet, game: Sequence[GameStep]) -> str:
    """How to play a game."""
    if not game:
        return say("sheet.at-once")
    moves = typed(step.move for step in game)
    seed, variant = kept.seed(game), kept.sheet.variant
    if seed is None:
        return say("sheet.moves", moves=moves)
    key = "sheet.play-variant" if variant else "sheet.play"
    return say(key, id=scenario.id, variant=variant or "", moves=shlex.quote(moves), seed=seed)


def _compliance(kept: KeptSheet) -> Iterator[Line]:
    yield Line("heading", say("sheet.heading.compliance"))
    for line in compliance_lines(kept.sheet):
        yield Line("text", line)


def compliance_lines(sheet: ProofSheet) -> Iterator[str]:
    """Whether everything can be kept, from the start and from every decision."""
    found = sheet.compliance
    if found.from_start is None:
        yield say("proofs.compliance.unknown")
        return
    yield say(f"proofs.compliance.{found.from_start.replace(' ', '-')}", rules=len(found.rules))
    if found.decisions:
        yield say("proofs.decisions", decisions=found.decisions, kept=found.with_luck, sure=found.surely)


def _values(values: ValuesShown | None) -> Iterator[Line]:
    """What games are worth: for keeping everything, and for each line of the ledger."""
    if values is None:
        return
    yield Line("heading", say("sheet.heading.values"))
    if values.keeping is not None:
        yield Line("text", say("sheet.keeping", worst=values.keeping.worst, expected=values.keeping.expected))
    for decision in values.decisions:
        yield Line("item", _decision(decision), label=decision.scene)
    for line in values.ledger:
        ends = {"least": line.least, "most": line.most}
        means = {"low": line.expected_least, "high": line.expected_most}
        yield Line("item", say("sheet.ledger", **ends, **means), label=line.line.replace(".", " "))
    if values.not_known:
        yield Line("text", say("sheet.no-values", lines=", ".join(values.not_known)))


def _decision(decision: DecisionShown) -> str:
    """How many answers leave a way on; of those with hundreds, such as forms, only some were looked at."""
    expected, keep = decision.keeping.expected, sum(choice.keeping.best > 0 for choice in decision.choices)
    if len(decision.choices) >= MOST_CHOICES:
        return say("sheet.decision-of-many", expected=expected)
    return say("sheet.decision", expected=expected, keep=keep, all=len(decision.choices))


def _rules(kept: KeptSheet) -> Iterator[Line]:
    if kept.sheet.tested_rules:
        yield Line("heading", say("sheet.heading.rules"))
    titles = {rule.id: rule.title for rule in rulebook().rules}
    for shown in kept.sheet.tested_rules:
        kept_, broken = say(f"sheet.can.kept.{shown.kept}"), say(f"sheet.can.broken.{shown.not_kept}")
        label = f"{shown.rule} {titles.get(shown.rule, '')}".rstrip()
        yield Line("item", say("sheet.rule", kept=kept_, broken=broken), label=label)


def _dilemmas(scenario: Scenario) -> Iterator[Line]:
    if scenario.file.dilemmas:
        yield Line("heading", say("sheet.heading.dilemmas"))
    for id, dilemma in scenario.file.dilemmas.items():
        yield Line("item", " ".join(dilemma.why.split()), label=f"{id} ({', '.join(dilemma.rules)})")


def _properties(kept: KeptSheet) -> Iterator[Line]:
    if kept.sheet.properties:
        yield Line("heading", say("sheet.heading.properties"))
    for claim in kept.sheet.properties:
        status = "unknown" if claim.status == "unknown" else claim.code
        yield Line("item", claim.fill.get("text", claim.name or ""), label=say(f"sheet.property.{status}"))


def _findings(scenario: Scenario, kept: KeptSheet) -> Iterator[Line]:
    told = worth_telling(kept.sheet)
    for heading, unknown in (("findings", False), ("unknown", True)):
        found = [claim for claim in told if (claim.status == "unknown") is unknown]
        yield Line("heading", say(f"sheet.heading.{heading}"))
        if not found:
            yield Line("text", say("sheet.nothing"))
        for claim in sorted(found, key=_gravity):
            label = f"{say(f'proofs.weight.{claim.weight}')}, {claim.code}"
            game = f" ({_played(scenario, kept, claim.game)})" if claim.game else ""
            yield Line("item", sentence(claim) + game, label=label)


def _gravity(claim: Claim) -> int:
    return ("error", "warning", "note").index(claim.weight)
