"""Findings in words: what policy asked, how it stands, where it is written, and when it could still have been kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from scoring.assessment import Citation, FindingView, OpenedBy, Witness
from scoring.verdicts import Verdict
from simulator.scenario import Scenario
from tui import story
from tui.policy import provisions
from tui.words import has, say

GRAVE = ("critical", "major")
SEVERITIES = ("critical", "major", "medium", "minor")
BROKEN = (Verdict.NOT_KEPT, Verdict.LATE)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding in words. `verdict` is what may be said of it: only law is breached.

    `citations` name the provisions and what they say, `sources` name them alone, `instruments` only the texts that they
    stand in, briefly. `could` says when and how it could still have been kept, for a finding that is not kept or late;
    `keepers` are the answers, at `decision`, that would have. `due` is a time of day. `opened_by` and `refrained` are
    those of the assessment.
    """

    rule: str
    title: str
    rank: str
    severity: str
    state: Verdict
    verdict: str
    critical: bool
    why: str
    decision: int
    citations: tuple[str, ...]
    sources: tuple[str, ...]
    instruments: tuple[str, ...]
    could: str | None = None
    keepers: tuple[str, ...] = ()
    about: str | None = None
    basis: str | None = None
    due: str | None = None
    opened_by: OpenedBy | None = None
    refrained: bool = False

    @property
    def broken(self) -> bool:
        """Whether it was not kept, or only late."""
        return self.state in BROKEN


def finding_line(scenario: Scenario, view: FindingView) -> FindingLine:
    """A finding in words."""
    return FindingLine(
        rule=view.rule,
        title=view.title,
        rank=say(f"rank.{view.rank}"),
        severity=view.severity,
        state=view.verdict,
        verdict=_verdict(view),
        critical=view.critical,
        why=view.why.strip(),
        decision=view.decision,
        citations=tuple(citation_text(citation) for citation in view.citations),
        sources=tuple(dict.fromkeys(citation.text for citation in view.citations)),
        instruments=tuple(dict.fromkeys(_instrument(citation) for citation in view.citations)),
        could=_could(scenario, view, view.witness) if view.witness else None,
        keepers=_keepers(scenario, view.witness) if view.witness else (),
        about=_target(scenario, view.target),
        basis=view.basis,
        due=_due(scenario, view),
        opened_by=view.opened_by,
        refrained=view.refrained,
    )


def finding_lines(scenario: Scenario, views: Iterable[FindingView]) -> tuple[FindingLine, ...]:
    """Findings in words, worst first. What reads the same is said once.

    A rule that was broken is not praised, and of one that was kept by what was done it is not said that nothing else
    was chosen.
    """
    given = tuple(views)
    broken = {view.rule for view in given if view.verdict in BROKEN}
    done = broken | {view.rule for view in given if not view.refrained}
    found: dict[tuple[str, Verdict, str | None], FindingLine] = {}
    for view in given:
        if view.verdict in BROKEN or view.rule not in (done if view.refrained else broken):
            found.setdefault((view.rule, view.verdict, view.target), finding_line(scenario, view))
    return tuple(sorted(found.values(), key=lambda line: _weight(line.state, line.severity)))


def done_well(scenario: Scenario, findings: Sequence[FindingView], most: int) -> tuple[FindingLine, ...]:
    """The gravest rules that were kept throughout by what was done.

    What was kept only by not choosing otherwise is said where there is nothing else, and as what it is. Nothing is
    praised of a decision that broke something grave.
    """
    broken = [view for view in findings if view.verdict in BROKEN]
    rules = {view.rule for view in broken}
    grave = {view.decision for view in broken if view.severity in GRAVE}
    kept = [view for view in findings if view.verdict is Verdict.KEPT and view.rule not in rules]
    kept = [view for view in kept if view.decision not in grave]
    kept.sort(key=lambda view: (view.refrained, SEVERITIES.index(view.severity)))
    by_rule = {view.rule: view for view in reversed(kept)}
    chosen = sorted(by_rule.values(), key=kept.index)
    done = [view for view in chosen if not view.refrained] or chosen
    return tuple(finding_line(scenario, view) for view in done[:most])


def gravest(scenario: Scenario, findings: Iterable[FindingView], n: int) -> FindingLine | None:
    """The gravest finding that decision `n` could have kept, or that was broken there."""
    candidates = [
        view
        for view in findings
        if view.verdict in BROKEN and n in (view.decision, view.witness.decision if view.witness else None)
    ]
    candidates.sort(key=lambda view: (SEVERITIES.index(view.severity), view.verdict is Verdict.LATE))
    return finding_line(scenario, candidates[0]) if candidates else None


def citation_text(citation: Citation) -> str:
    """A provision as it may be shown: the instrument and place, then our paraphrase."""
    return say("debrief.citation", text=citation.text, paraphrase=citation.paraphrase)


def target_name(scenario: Scenario, target: str) -> str:
    """Somebody or something in words: the name that the scenario gives, or its id."""
    written = scenario.file.who.get(target)
    return (written.name if written else None) or target.replace("-", " ")


def _instrument(citation: Citation) -> str:
    """The text in which a provision stands, by its short name; its title where it has none."""
    known = provisions()
    if citation.id not in known:
        return citation.text
    code = known[citation.id].instrument_code
    return say(f"instrument.{code}") if has(f"instrument.{code}") else known.instrument(code).title


def _weight(verdict: Verdict, severity: str) -> tuple[int, int]:
    return tuple(Verdict).index(verdict), SEVERITIES.index(severity)


def _due(scenario: Scenario, view: FindingView) -> str | None:
    """The time of day by which a duty was due; with the day, where that is another."""
    if view.due is None:
        return None
    due, opened = story.moment(scenario, view.due), story.moment(scenario, view.minute)
    return due.time if due.day == opened.day else say("debrief.due-day", day=due.day, time=due.time)


def _verdict(view: FindingView) -> str:
    if view.verdict is Verdict.LATE:
        return say("debrief.late", standing=say(f"standing.{view.standing}"))
    if view.standing is not None:
        return say(f"standing.{view.standing}")
    if view.verdict is Verdict.EXCEPTION:
        return say("debrief.excepted", exception=(view.exception or "").replace("-", " "))
    return say("debrief.refrained") if view.refrained else say(f"verdict.{view.verdict.value}")


def _target(scenario: Scenario, target: str | None) -> str | None:
    return None if target is None else target_name(scenario, target)


def _could(scenario: Scenario, view: FindingView, witness: Witness) -> str:
    if witness.decision is None or witness.scene is None:
        return say("debrief.could-not")
    if not witness.options:
        return say("debrief.could-breaking", decision=witness.decision)
    where = "here" if witness.decision == view.decision else "before"
    where += "-all" if witness.count == len(witness.options) else ""
    moves = "; ".join(_keepers(scenario, witness))
    return say(f"debrief.could-{where}", count=witness.count, decision=witness.decision, moves=moves)


def _keepers(scenario: Scenario, witness: Witness) -> tuple[str, ...]:
    if witness.scene is None:
        return ()
    answers = (story.labels(scenario, witness.scene, move) for move in witness.options)
    return tuple(" + ".join(labels) or say("debrief.nothing") for labels in answers)
