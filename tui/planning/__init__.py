"""Test plans: games that an author wrote down, with what must hold on the way, and where a game leaves its plan."""
