"""One abstract model in three spellings, so that explorers of different makers can be held to the same counts."""
