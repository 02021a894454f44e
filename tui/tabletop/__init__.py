"""The tabletop: exercise control, seats, projector, paper and the after-action review."""
