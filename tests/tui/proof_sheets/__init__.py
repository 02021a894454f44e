"""Proof sheets that are kept, shown, printed, packed and compared."""
