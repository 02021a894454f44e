"""The words, rules and provisions that ship, each loaded once and only when it is needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import scoring
from simulator.problems import Problems
from simulator.run import Record
from simulator.scenario import Scenario
from simulator.vocabulary import Vocabulary
from tui.ahead import AHEAD

if TYPE_CHECKING:
    from scoring.assessment import Assessment
    from scoring.provisions import Provisions
    from scoring.rules import RuleBook

FOLDER = Path(scoring.__file__).parent


@cache
def vocabulary() -> Vocabulary:
    """The shared words."""
    from simulator.vocabulary_file import load_vocabulary

    return load_vocabulary(FOLDER / "vocabulary.yaml")


@cache
def provisions() -> Provisions:
    """What policy says, by provision."""
    from scoring.provisions import load_provisions

    return load_provisions()


@cache
def rulebook() -> RuleBook:
    """All rules that ship."""
    return AHEAD.rulebook() or load_rulebook(Problems(stop_at_first=True))


def load_rulebook(problems: Problems) -> RuleBook:
    """All rules that ship, with a collector for what is wrong with them. Raises LoadError."""
    from scoring.rule_files import load_rules

    return load_rules(FOLDER / "rules", vocabulary(), provisions(), problems)


def assessed(scenario: Scenario, seed: int, records: Sequence[Record], *, explain: bool = True) -> Assessment:
    """The assessment of a run by the rules that ship; without `explain` quickly, and with no witnesses."""
    from scoring.assess import assess

    return assess(scenario, seed, records, rulebook(), provisions(), explain=explain)
