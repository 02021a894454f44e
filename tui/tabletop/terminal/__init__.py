"""The seat and the projector in a terminal. They ask the host for the same pages as a browser does, as data."""
