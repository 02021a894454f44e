"""Problems of a buffer as an editor shows them: underlined, with a code that leads to its page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from lsprotocol import types

from scoring.proofs.sheet import Weight
from simulator.problems import Problem, shown
from tui.commands.checked import check_text
from tui.language_server.buffer import Buffer
from tui.language_server.context import WORD
from tui.language_server.names import FACT
from tui.language_server.outline import Token
from tui.language_server.places import Places
from tui.proof_finding import Finding
from tui.words import say

SOURCE = "peacekeeper"
UNKNOWN_TARGET = "S305"
SEVERITY: Mapping[Weight, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
"""How an editor shows what proofs find; what is wrong with the file itself is an error."""

PAGES = Path(__file__).resolve().parents[2] / "docs" / "problems"
"""Where the pages about problems stand, if the program was installed with its documentation."""


def problems_of(buffer: Buffer) -> tuple[Problem, ...]:
    """What is wrong with a buffer, as `peacekeeper check` says it; nothing for a file that is none of ours."""
    return check_text(buffer.file, buffer.text).problems if buffer.kind else ()


def diagnostics(problems: Iterable[Problem], buffer: Buffer, places: Places) -> list[types.Diagnostic]:
    """Problems as an editor takes them; the same problem is shown once."""
    return [_diagnostic(problem, buffer, places) for problem in dict.fromkeys(problems)]


def _diagnostic(problem: Problem, buffer: Buffer, places: Places) -> types.Diagnostic:
    here = problem.place.file == str(buffer.file)
    start, end = span(problem, buffer, places) if here else _of_another_file(buffer)
    message = sentence(problem) if here else f"{problem.place}: {sentence(problem)}"
    page = PAGES / f"{problem.code}.md"
    return types.Diagnostic(
        range=places.range(start, end),
        message=message,
        severity=SEVERITY[problem.weight if isinstance(problem, Finding) else "error"],
        code=problem.code,
        code_description=types.CodeDescription(page.as_uri()) if page.exists() else None,
        source=SOURCE,
        data={"suggestion": problem.suggestion} if problem.suggestion and here else None,
    )


def sentence(problem: Problem) -> str:
    """What is wrong, what was probably meant, and what to do."""
    meant = say("explain.meant", name=shown(problem.suggestion)) if problem.suggestion is not None else ""
    return " ".join(part for part in (problem.message, meant, problem.advice) if part)


def span(problem: Problem, buffer: Buffer, places: Places) -> tuple[int, int]:
    """What a problem underlines: the word in a condition, the key or value that starts there, else the line."""
    if problem.place.line is None:
        return 0, places.end_of_line(0)
    line = places.start_of_line(problem.place.line)
    start = min(line + (problem.place.column or 1) - 1, len(buffer.text))
    token = buffer.outline.at(start) or buffer.outline.at(start + 1)
    if token is not None and token.style not in ("|", ">"):
        return _in_token(token, start, buffer, of_target=problem.code == UNKNOWN_TARGET)
    return start, max(places.end_of_line(start), start)


def _in_token(token: Token, start: int, buffer: Buffer, *, of_target: bool) -> tuple[int, int]:
    fact = FACT.fullmatch(token.text) if of_target else None
    if fact is not None and fact["about"]:  # `threat.indicators(throwers)`: the target is wrong, not the fact
        return token.start + fact.start("about"), token.start + fact.end("about")
    if start <= token.start:
        return token.start, token.end
    word = WORD.match(buffer.text, start)
    return start, max(min(word.end() if word else start, token.end), start + 1)


def _of_another_file(buffer: Buffer) -> tuple[int, int]:
    """Where a problem of the mission area or of a part is shown: at the key that leads there."""
    key = buffer.outline.key(("mission area",))
    return (key.start, key.end) if key else (0, 0)
