"""Tabletop exercises: one append-only log, its lifecycle machine, and what each seat may see of it."""
