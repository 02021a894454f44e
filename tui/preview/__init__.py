"""The preview: a scenario file beside the editor, read again whenever it is saved, and played in the background."""
