"""What an editor asks about a scenario file while it is written: `peacekeeper lsp`, by the Language Server Protocol."""
