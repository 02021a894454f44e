"""The full-screen app: one module for each screen, and the pure views that they draw."""
