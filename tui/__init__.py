"""Everything a person sees: the app and its screens, plain mode, the command line, seats and reports.

This package may use the simulator and the scoring. Neither of them may use it.
"""
