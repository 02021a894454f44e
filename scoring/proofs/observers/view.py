"""What a rule sees of a step: the entries that it heeds, with the facts that it reads, counted from the step's begin.

There are few such views, so that each is judged once for each memory, and looked up from then on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from scoring.automaton import Automaton
from scoring.duty import DAY, DutyClause
from scoring.evaluation import EXCEPTION_USED
from scoring.reading import names_read
from scoring.rule import Rule
from scoring.trace import NO_FACTS, Entry, Facts
from simulator.exploration.contexts import Numbers
from simulator.state import Value
from simulator.vocabulary import Vocabulary

FactKey = tuple[str, str | None]
Held = tuple[Value | None, ...]
Offered = tuple[tuple[FactKey, ...], ...]

Values = dict[int, dict[tuple[FactKey, ...], Held]]
"""Values already read, by the facts that held and the keys that were asked for."""


class Seen(NamedTuple):
    """A step as all rules see it: its entries, counted from its begin, and how far it moves minute and decision.

    `before` are the facts that held before it, `began` the minute at which it began: the end of the day depends on it.
    """

    entries: tuple[Entry, ...]
    minutes: int
    decisions: int
    before: Facts
    began: int


class View(Numbers):
    """What one rule heeds of steps: each different view has a number, and a step of which this is seen.

    `busy` says of each whether it holds more than the passing of decisions and time.
    """

    def __init__(
        self, automaton: Automaton, rule: Rule, vocabulary: Vocabulary, keys: Iterable[FactKey], *, offers: bool
    ) -> None:
        """`keys` are all facts of the scenario. Without `offers` nothing is seen of what was offered and not done."""
        super().__init__()
        duties = [clause for clause in automaton.clauses if isinstance(clause, DutyClause)]
        self.words, self.offers, self.busy = automaton.words, offers, list[bool]()
        self.by_day = any(clause.by_day for clause in duties)
        self.facts = _facts_read(rule, vocabulary)
        self.excused = any(clause.excuses for clause in duties)
        self.watches = self.excused or any(clause.becomes or clause.pauses for clause in duties)
        self._keys = tuple(key for key in keys if key[0] in self.facts)
        self._numbered: dict[object, int] = {}
        self._offers: dict[Offered, Offered] = {}

    def of_time(self, passing: object, seen: Seen) -> int:
        """The number of a step in which the rule knows no word; `passing` is the step seen by such rules."""
        return self._number((passing, self._day(seen)), seen, [entry for entry in seen.entries if self._heeds(entry)])

    def of_step(self, seen: Seen, known: Values) -> int:
        """The number of what the rule heeds of a step. Facts are heeded where they change something that it reads."""
        key: list[object] = [seen.minutes, seen.decisions, self._day(seen)]
        heeded = []
        now = self._values(seen.before, known)
        for entry in seen.entries:
            if not self._heeds(entry):
                continue
            held = self._values(entry.held, known)
            if entry.kind == "facts":
                if held == now:
                    continue
                now = held
            heeded.append(entry)
            offered = self._offered(entry.offered) if entry.offered and self.offers else ()
            key.append((*entry[:5], *entry[6:8], offered, entry.hands_over, held))
        return self._number(tuple(key), seen, heeded)

    def _number(self, key: object, seen: Seen, heeded: list[Entry]) -> int:
        number = self._numbered.get(key)
        if number is None:
            number = self._numbered[key] = len(self.things)
            entries = tuple(heeded if self.offers else (entry._replace(offered=()) for entry in heeded))
            self.things.append(seen._replace(entries=entries, before=NO_FACTS, began=self._day(seen)))
            self.busy.append(any(entry.kind not in ("offer", "move") for entry in entries))
        return number

    def _day(self, seen: Seen) -> int:
        return seen.began % DAY if self.by_day else 0

    def _heeds(self, entry: Entry) -> bool:
        if entry.kind in ("act", "event"):
            return entry.word in self.words or self.excused or entry.word == EXCEPTION_USED
        return entry.kind != "facts" or self.watches

    def _values(self, held: Facts, known: Values) -> Held:
        mine = known.setdefault(id(held), {})
        if self._keys not in mine:
            mine[self._keys] = tuple([held.get(key) for key in self._keys])
        return mine[self._keys]

    def _offered(self, offered: Offered) -> Offered:
        found = self._offers.get(offered)
        if found is None:
            options = (tuple(act for act in option if act[0] in self.words) for option in offered)
            found = self._offers[offered] = tuple(dict.fromkeys(option for option in options if option))
        return found


def passing(seen: Seen) -> object:
    """What a rule sees of a step of which it knows no word."""
    others = (entry for entry in seen.entries if entry.kind not in ("act", "event", "facts"))
    return tuple((*entry[:3], *entry[6:8], entry.hands_over) for entry in others), seen.minutes, seen.decisions


def _facts_read(rule: Rule, vocabulary: Vocabulary) -> frozenset[str]:
    conditions = [c for clause in rule.clauses for c in (clause.if_, clause.when_becomes, clause.pauses_while) if c]
    conditions += [excuse.if_ for excuse in rule.unless]
    return frozenset[str]().union(*(names_read(condition, vocabulary) for condition in conditions))
