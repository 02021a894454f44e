"""What watches all games: the rules as an observer of the explorer, and a judge of one game."""
