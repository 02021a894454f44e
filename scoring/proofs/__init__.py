"""What can be proved of a scenario against the rules: whether a compliant game is possible, and what each decision costs."""
