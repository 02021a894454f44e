"""Scenarios on their way to others and back: packs for a memory stick, and workbooks for people who review in Excel."""
