"""What can be proved of a scenario against the rules: above all, from where everything can still be kept."""
