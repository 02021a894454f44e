"""The decisions of an exercise as lines: what was chosen and by whom, and the three sides of what may be said of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tui.debrief_lines import Line
from tui.tabletop.review.decisions import Found, Taken, Voice
from tui.tabletop.review.pieces import Leading, Piece
from tui.words import say


def decision_lines(taken: Sequence[Taken]) -> Iterator[Piece]:
    """What was not kept, gravest first, then every decision with everything that belongs to it."""
    yield Line("heading", say("review.findings.title"))
    yield from _not_kept(taken)
    yield Line("heading", say("review.decisions.title"))
    if not taken:
        yield Line("text", say("review.decisions.none"))
    for each in taken:
        yield from decision(each)


def decision(each: Taken) -> Iterator[Piece]:
    """One decision."""
    yield Line(
        "subheading", say("review.decisions.one", n=each.n, minute=each.minute, time=each.time, title=each.title)
    )
    yield from _how(each)
    if each.people:
        yield Line("text", "; ".join(each.people), say("debrief.then"))
    yield from _legal(each.findings)
    sides = (("debrief.tactical", each.tactical), ("debrief.political", each.political))
    for key, texts in (*sides, ("debrief.pulls-apart", each.pulls_apart)):
        yield from (Line("text", text.strip(), say(key)) for text in texts)
    yield from (Line("text", text, say("review.decisions.possible")) for text in filter(None, [each.still]))
    yield from (Line("item", text, say("debrief.others")) for text in each.others)


def verdict(found: Found) -> str:
    """What a rule found, in one line: what policy asked, its rank, and how it stands."""
    about = say("debrief.about-whom", about=found.about) if found.about else ""
    asked = say("debrief.asked-text", title=found.title, about=about, rule=found.rule, rank=found.rank)
    mark = say("debrief.critical-mark") if found.critical else ""
    return say("review.findings.one", asked=asked, verdict=found.verdict, critical=mark)


def cited(found: Found) -> str:
    """What a rule found, with the texts in which it stands."""
    return say("review.findings.cited", found=verdict(found), sources="; ".join(found.sources))


def provision_lines(taken: Sequence[Taken]) -> Iterator[Piece]:
    """What the provisions say behind every rule that was not kept, and why it stands, each rule once."""
    broken = {found.rule: found for each in taken for found in each.findings if found.broken}
    if broken:
        yield Line("heading", say("debrief.provisions"))
    for _, found in sorted(broken.items()):
        yield Line("subheading", _named(found))
        yield Line("text", found.why, say("debrief.why"))
        yield from (Line("item", text) for text in found.provisions)


def not_kept(taken: Iterable[Taken]) -> list[list[tuple[Taken, Found]]]:
    """Each rule that was not kept, once for all decisions that it says the same of, critical ones first."""
    broken: dict[str, list[tuple[Taken, Found]]] = {}
    for each in taken:
        for found in (one for one in each.findings if one.broken):
            broken.setdefault(cited(found), []).append((each, found))
    return sorted(broken.values(), key=lambda at: not at[0][1].critical)


def _not_kept(taken: Iterable[Taken]) -> Iterator[Piece]:
    broken = not_kept(taken)
    if not broken:
        yield Line("text", say("review.findings.none"))
        return
    yield Line("text", say("review.findings.about"))
    for at in broken:
        numbers = ", ".join(str(each.n) for each, _ in at)
        label = say("review.findings.at", count=len(at), numbers=numbers)
        yield Leading("item", cited(at[0][1]), label, entries=tuple(each.entry for each, _ in at))


def _how(each: Taken) -> Iterator[Piece]:
    """Who decided what and why, what was recommended before it, and the dissent."""
    by = each.decided_by
    label = say("review.decisions.decided-by", who=by) if by else say("review.decisions.decided")
    yield Line("text", "; ".join(each.chosen), label)
    if each.instead_of:
        yield Line("text", each.instead_of, say("review.decisions.instead"))
    if each.reason:
        yield Line("text", each.reason, say("review.decisions.reason"))
    yield from (Line("item", _said(voice), say("review.decisions.dissent")) for voice in each.dissent)
    yield from (Line("item", _said(voice), say("review.decisions.recommended")) for voice in each.recommended)


def _said(voice: Voice) -> str:
    said = say("review.decisions.joined").join(filter(None, ["; ".join(voice.move), voice.reason]))
    return say("review.decisions.voice", who=voice.who, said=said)


def _legal(findings: Sequence[Found]) -> Iterator[Piece]:
    """The legal side: what was not kept and when it could have been, what was kept, and that nothing was tested."""
    for found in (each for each in findings if each.broken or not each.refrained):
        yield Line("text", cited(found), say("review.decisions.legal"))
    for could in dict.fromkeys(each.could for each in findings if each.broken and each.could):
        rules = ", ".join(dict.fromkeys(each.rule for each in findings if each.could == could))
        yield Line("text", could, say("review.findings.could", rules=rules))
    refrained = [_named(each) for each in findings if each.refrained and not each.broken]
    if refrained:
        yield Line("text", "; ".join(refrained), say("review.findings.refrained"))
    if not findings:
        yield Line("text", say("debrief.nothing-asked"), say("review.decisions.legal"))


def _named(found: Found) -> str:
    return say("debrief.page.critical", title=found.title, rule=found.rule)
