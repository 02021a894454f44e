"""What a scenario is and how it runs.

Model, loading, conditions, the step, the machine, runs, exercises, exploration and the database.
This package knows nothing of rules or of screens.
"""
