"""The evaluation and after-action review of an exercise: what was to happen, what did, why, and what comes of it."""
