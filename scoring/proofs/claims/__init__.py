"""What is said of all games: of the graph, of injects, of variants, of rules, of a trainer's own properties."""
