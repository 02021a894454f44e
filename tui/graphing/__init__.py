"""The scenes of a scenario as a picture: Mermaid, DOT and SVG, none of which needs another program."""
