"""Games that are played: at random, carefully, without reading; and what they show."""
