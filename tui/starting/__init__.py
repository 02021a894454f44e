"""What a trainer begins with: a scenario that already checks, made of a few answers."""
