"""Proof sheets that are kept: made once for a version, a variant and the rules, then shown, printed and packed."""
