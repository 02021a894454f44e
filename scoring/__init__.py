"""The policy: vocabulary, instruments, rules, automata, assessment, ledger and review data.

This package reads what the simulator records and says what policy makes of it. It knows nothing of screens.
"""
