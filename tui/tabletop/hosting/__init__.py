"""Holding exercises: rooms, doors, participants and what they may do."""
