"""The mutation test of the checker: scenarios with a seeded defect, and who sees it. See docs/mutation-test.md."""
