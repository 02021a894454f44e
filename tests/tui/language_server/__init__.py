"""The language server, asked by a real client and, where it is only a matter of text, directly."""
