"""Starting a process of the program's own: it finds the program where this one does, wherever it was started."""

from __future__ import annotations

import sys

SEPARATOR = "\n"
"""Between the folders that the other process looks for the program in."""

COMMAND = "import sys; sys.path[:] = sys.argv.pop(1).split({separator!r}); from {module} import main; main()"


def command(module: str, *arguments: str) -> list[str]:
    """The command line that runs `main` of a module with these arguments, and the path of this process."""
    code = COMMAND.format(separator=SEPARATOR, module=module)
    return [sys.executable, "-P", "-c", code, SEPARATOR.join(sys.path), *arguments]
