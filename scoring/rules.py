"""The rule book: all rules that ship, with a hash that names their version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from scoring.rule import Clause, Excuse, Rule
from simulator.block import plain
from simulator.vocabulary import Vocabulary

__all__ = ["Clause", "Excuse", "Rule", "RuleBook"]

RULE_SEMANTICS = 1
"""Raised whenever the meaning of a clause changes; part of the rule book's hash."""


@dataclass(frozen=True)
class RuleBook:
    """All rules in the order of their ids, with the vocabulary that they speak and a hash that names this version."""

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary

    @cached_property
    def hash(self) -> str:
        """SHA-256 over rules, vocabulary and the meaning of clauses."""
        rules = [plain(rule.replaced(examples={})) for rule in self.rules]
        text = json.dumps([rules, plain(self.vocabulary), RULE_SEMANTICS], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def rule(self, id: str) -> Rule:
        """The rule with this id. Raises KeyError."""
        return self._by_id[id]

    @cached_property
    def _by_id(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}
