"""Exploring everything that can happen in a scenario, so that what is said of it is proved and not sampled."""
