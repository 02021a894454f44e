"""What was kept only by not choosing otherwise, and not by anything that was done."""

from __future__ import annotations

from collections.abc import Iterable, Set

from scoring.reading import words_of
from scoring.rules import RuleBook
from scoring.trace import Entry
from scoring.verdicts import Finding, Verdict

Act = tuple[int, int, str | None, str]
"""Decision, minute, target and word."""


def kept_by_refraining(book: RuleBook, findings: Iterable[Finding], entries: Iterable[Entry]) -> Set[Finding]:
    """Findings *kept* of prohibitions and precedences for which no guarded act was done."""
    acts = frozenset((e.decision, e.minute, e.target, e.word) for e in entries if e.kind in ("act", "event"))
    kept = (finding for finding in findings if finding.verdict is Verdict.KEPT and finding.opened is None)
    return frozenset(finding for finding in kept if not _was_done(book, finding, acts))


def _was_done(book: RuleBook, finding: Finding, acts: Set[Act]) -> bool:
    clause = book.rule(finding.rule).clauses[finding.clause - 1]
    guarded = words_of(clause.triggers, book.vocabulary)
    at = (finding.decision, finding.minute, finding.target)
    return clause.kind == "precedence" and any((*at, word) in acts for word in guarded)
