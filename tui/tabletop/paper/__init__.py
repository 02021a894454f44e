"""A tabletop on paper: what a facilitator prints, so that the same exercise runs with phones forbidden."""
