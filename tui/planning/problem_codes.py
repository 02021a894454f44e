"""What is told of test plans: codes S601 to S699, with their sentences in the catalogue."""

from __future__ import annotations

from simulator.problem_codes import Code
from tui.words import template

NOT_ON_OFFER, ELSEWHERE, DOES_NOT_HOLD, NOT_OFFERED = "S601", "S602", "S603", "S604"
OTHER_MINUTE, NO_SUCH_DRAW, OVER_ALREADY, NOT_OVER = "S605", "S606", "S607", "S608"
OTHER_ENDING, OTHER_VERDICT, CRITICAL, NOT_POSSIBLE, NO_PLANS = "S609", "S610", "S611", "S612", "S613"

_ALL = (
    *(NOT_ON_OFFER, ELSEWHERE, DOES_NOT_HOLD, NOT_OFFERED, OTHER_MINUTE, NO_SUCH_DRAW, OVER_ALREADY, NOT_OVER),
    *(OTHER_ENDING, OTHER_VERDICT, CRITICAL, NOT_POSSIBLE, NO_PLANS),
)


def _code(code: str) -> Code:
    title, message, advice = (template(f"plans.{code}.{key}") for key in ("title", "message", "advice"))
    return Code(title, message, advice, "peacekeeper test crowd-at-the-gate.yaml" if code == NO_PLANS else "")


CODES = {code: _code(code) for code in _ALL}
